import { isFault } from './header-fault.js';
import { numberedItem } from './quota-items.js';
import type { HeaderStyle } from './rate-limit.js';
import { parseNumbers, writeNumbers } from './separate-fields.js';
import { writeList } from './structured-fields.js';

const PREFIX = 'X-RateLimit-';

/**
 * `X-RateLimit-Limit: 100, 100;w=1;name="a", 1000;w=60`, with `-Remaining` and `-Reset` in seconds:
 * draft-polli-ratelimit-headers-03 (2020) with the prefix and the names that Envoy writes (`DRAFT_VERSION_03`). The
 * first number is the quota nearest to its end, and the other two headers are of it. A policy needs a window.
 */
export const draftPolli03: HeaderStyle = {
  parse(fields) {
    const numbers = parseNumbers(fields, PREFIX.toLowerCase());
    if (numbers === undefined || isFault(numbers)) return numbers;
    return { states: [numbers.state], policies: numbers.policies };
  },
  write(rateLimit, now) {
    const numbers = writeNumbers(rateLimit, PREFIX, now);
    const limit = numbers[`${PREFIX}Limit`];
    if (limit === undefined || rateLimit.policies.length === 0) return numbers;
    const policies = writeList(rateLimit.policies.map(numberedItem));
    return { ...numbers, [`${PREFIX}Limit`]: `${limit}, ${policies}` };
  },
};
