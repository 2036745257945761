import { faultOf, isFault, type HeaderFault } from './header-fault.js';
import { eachItem, integer, numberedPolicy, wholeNumberOf, withoutAbsent } from './quota-items.js';
import {
  headerReader,
  nearestState,
  type HeaderFields,
  type QuotaPolicy,
  type QuotaState,
  type RateLimit,
} from './rate-limit.js';
import { parseReset, secondsUntil } from './reset.js';
import { parseList } from './structured-fields.js';

/** What the three headers that carry a number each say. */
interface Numbers {
  readonly state: QuotaState;
  /** Policies that stand behind the quota, as in `100, 100;w=1, 1000;w=60`. */
  readonly policies: readonly QuotaPolicy[];
}

/**
 * Reads limit, remaining and reset where each has a header of its own, under a prefix such as `x-ratelimit-`. The
 * first member of the limit is the quota that the other two are of, whether it carries a window itself or not.
 * @returns undefined where none of the three is there.
 */
export function parseNumbers(
  fields: HeaderFields,
  prefix: string,
): Numbers | HeaderFault | undefined {
  const header = headerReader(fields);
  const [limitText, remainingText, resetText] = ['limit', 'remaining', 'reset'].map((name) =>
    header(prefix + name),
  );
  const limit = limitText === undefined ? undefined : parseLimit(limitText);
  if (isFault(limit)) return limit;
  const remaining = remainingText === undefined ? undefined : parseWholeNumber(remainingText);
  if (isFault(remaining)) return remaining;
  const reset = resetText === undefined ? undefined : parseReset(resetText);
  if (isFault(reset)) return reset;
  if (limit === undefined && remaining === undefined && reset === undefined) return undefined;
  return {
    state: withoutAbsent<QuotaState>({ quota: limit?.quota, remaining, reset }),
    policies: limit?.policies ?? [],
  };
}

interface QuotaAndPolicies {
  readonly quota: number;
  readonly policies: readonly QuotaPolicy[];
}

function parseLimit(text: string): QuotaAndPolicies | HeaderFault {
  const items = parseList(text);
  if (isFault(items)) return items;
  const quota = wholeNumberOf(items[0]!);
  if (isFault(quota)) return quota;
  const hasWindow = items[0]!.parameters.has('w');
  const policies = eachItem(hasWindow ? items : items.slice(1), numberedPolicy);
  return isFault(policies) ? policies : { quota, policies };
}

function parseWholeNumber(text: string): number | HeaderFault {
  const items = eachItem(parseList(text), wholeNumberOf);
  if (isFault(items)) return items;
  return items.length === 1 ? items[0]! : faultOf(text, 'one whole number');
}

/** The three headers, for the state with the least left; a part of it that is absent has none. */
export function writeNumbers(
  rateLimit: RateLimit,
  prefix: string,
  now: number,
): Record<string, string> {
  const { quota, remaining, reset } = nearestState(rateLimit) ?? {};
  const write = (name: string, value: number | undefined): Record<string, string> =>
    value === undefined ? {} : { [prefix + name]: integer(value).text };
  return {
    ...write('Limit', quota),
    ...write('Remaining', remaining),
    ...write('Reset', reset && secondsUntil(reset, now)),
  };
}
