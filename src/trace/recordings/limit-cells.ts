import { isFault } from '../../model/headers/header-fault.js';
import { readRateLimit } from '../../model/headers/header-styles.js';
import { numberedItem } from '../../model/headers/quota-items.js';
import { writeList } from '../../model/headers/structured-fields.js';
import type { Cell } from '../row-sink.js';

/** Headers of an answer, by their names in lower case. */
type Headers = ReadonlyMap<string, string>;

/** Names under which the three headers are sent, for each the size, the rest and the reset. */
const HEADER_NAMES = ['limit', 'remaining', 'reset'].map((part) =>
  ['x-ratelimit-', 'ratelimit-', 'x-rate-limit-', 'rate-limit-'].map((prefix) => prefix + part),
);

/**
 * The rate limit headers of an answer, as they stand: size, rest and reset, or in their places `RateLimit-Policy` and
 * `RateLimit` of the newer drafts, with all the quotas that they speak of. Where policies stand beside a size that is
 * a number (draft 06), they are set behind it, as in draft 03. `Retry-After` stands in for a reset.
 */
export function limitCells(answer: Headers): readonly Cell[] {
  const [limit, remaining, reset] = HEADER_NAMES.map((names) =>
    answer.get(names.find((name) => answer.has(name)) ?? ''),
  );
  const state = answer.get('ratelimit');
  const policy = answer.get('ratelimit-policy');
  const isNumbered = limit !== undefined && remaining !== undefined;
  if (state !== undefined && !(policy === undefined && isNumbered)) {
    return [policy ?? limit, state, hasReset(state) ? undefined : answer.get('retry-after')];
  }
  return [
    limit === undefined ? policy : withPolicies(limit, policy),
    remaining,
    reset ?? answer.get('retry-after'),
  ];
}

function hasReset(state: string): boolean {
  const read = readRateLimit({ ratelimit: state });
  return !isFault(read) && read?.states.some(({ reset }) => reset !== undefined) === true;
}

/** `100` and `100;w=1, 1000;w=60` as `100, 100;w=1, 1000;w=60`; a list that holds its policies is left as it is. */
function withPolicies(limit: string, policy: string | undefined): string {
  if (policy === undefined || /[,;]/.test(limit)) return limit;
  const read = readRateLimit({ 'ratelimit-policy': policy });
  if (read === undefined || isFault(read)) return limit;
  const items = read.policies.filter(({ window }) => window !== undefined).map(numberedItem);
  return items.length === 0 ? limit : `${limit}, ${writeList(items)}`;
}
