import { isFault } from './header-fault.js';
import { string, withoutAbsent } from './quota-items.js';
import { headerReader, nearestState, type HeaderStyle, type QuotaState } from './rate-limit.js';
import { epochSecondsOf } from './reset.js';
import { parseNumbers, writeNumbers } from './separate-fields.js';

const PREFIX = 'X-RateLimit-';

/**
 * `X-RateLimit-Limit: 5000`, `-Remaining`, `-Used`, `-Resource: core`, and `-Reset` in seconds since the epoch: GitHub
 * (Rate limits for the REST API, https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api, API
 * version 2022-11-28). The resource names the quota.
 */
export const github: HeaderStyle = {
  parse(fields) {
    const numbers = parseNumbers(fields, PREFIX.toLowerCase());
    if (numbers === undefined || isFault(numbers)) return numbers;
    const name = headerReader(fields)(`${PREFIX.toLowerCase()}resource`);
    return {
      states: [withoutAbsent<QuotaState>({ ...numbers.state, name })],
      policies: numbers.policies,
    };
  },
  write(rateLimit, now) {
    const numbers = writeNumbers(rateLimit, PREFIX, now);
    const { name, quota, remaining, reset } = nearestState(rateLimit) ?? {};
    return {
      ...numbers,
      ...(reset === undefined ? {} : { [`${PREFIX}Reset`]: String(epochSecondsOf(reset, now)) }),
      ...(quota === undefined || remaining === undefined
        ? {}
        : { [`${PREFIX}Used`]: String(Math.max(0, quota - remaining)) }),
      ...(name === undefined ? {} : { [`${PREFIX}Resource`]: string(name).text }),
    };
  },
};
