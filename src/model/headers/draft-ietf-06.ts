import { isFault } from './header-fault.js';
import { eachItem, numberedItem, numberedPolicy } from './quota-items.js';
import { headerReader, type HeaderStyle } from './rate-limit.js';
import { parseNumbers, writeNumbers } from './separate-fields.js';
import { parseList, writeList } from './structured-fields.js';

const PREFIX = 'RateLimit-';

/**
 * `RateLimit-Limit: 100`, `-Remaining`, `-Reset` in seconds, and `RateLimit-Policy: 100;w=1, 1000;w=60` apart:
 * draft-ietf-httpapi-ratelimit-headers-06 (22 December 2022).
 */
export const draftIetf06: HeaderStyle = {
  parse(fields) {
    const numbers = parseNumbers(fields, PREFIX.toLowerCase());
    if (isFault(numbers)) return numbers;
    const text = headerReader(fields)('ratelimit-policy');
    if (numbers === undefined) return undefined;
    const policies = text === undefined ? [] : eachItem(parseList(text), numberedPolicy);
    if (isFault(policies)) return policies;
    return { states: [numbers.state], policies: [...numbers.policies, ...policies] };
  },
  write(rateLimit, now) {
    const numbers = writeNumbers(rateLimit, PREFIX, now);
    if (rateLimit.policies.length === 0) return numbers;
    return { ...numbers, 'RateLimit-Policy': writeList(rateLimit.policies.map(numberedItem)) };
  },
};
