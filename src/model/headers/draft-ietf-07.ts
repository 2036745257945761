import { SECOND } from '../../time.js';
import { faultOf, isFault, type HeaderFault } from './header-fault.js';
import {
  eachItem,
  numberedItem,
  numberedPolicy,
  optionalInteger,
  optionalNumber,
  parametersOf,
  withoutAbsent,
} from './quota-items.js';
import { headerReader, nearestState, type HeaderStyle, type QuotaState } from './rate-limit.js';
import { secondsUntil } from './reset.js';
import { parseDictionary, parseList, writeDictionary, writeList } from './structured-fields.js';

const NO_PARAMETERS = parametersOf({});

/**
 * `RateLimit: limit=100, remaining=50, reset=30` and `RateLimit-Policy: 100;w=60`:
 * draft-ietf-httpapi-ratelimit-headers-07 (24 June 2023).
 */
export const draftIetf07: HeaderStyle = {
  parse(fields) {
    const header = headerReader(fields);
    const text = header('ratelimit');
    const policyText = header('ratelimit-policy');
    if (text === undefined && policyText === undefined) return undefined;
    const state = text === undefined ? undefined : parseState(text);
    if (isFault(state)) return state;
    const policies =
      policyText === undefined ? [] : eachItem(parseList(policyText), numberedPolicy);
    if (isFault(policies)) return policies;
    return { states: state === undefined ? [] : [state], policies };
  },
  write(rateLimit, now) {
    const { policies } = rateLimit;
    const { quota, remaining, reset } = nearestState(rateLimit) ?? {};
    const members = parametersOf({
      limit: optionalInteger(quota),
      remaining: optionalInteger(remaining),
      reset: optionalInteger(reset && secondsUntil(reset, now)),
    });
    const items = new Map(
      [...members].map(([key, item]) => [key, { ...item, parameters: NO_PARAMETERS }]),
    );
    return {
      ...(items.size === 0 ? {} : { RateLimit: writeDictionary(items) }),
      ...(policies.length === 0
        ? {}
        : { 'RateLimit-Policy': writeList(policies.map(numberedItem)) }),
    };
  },
};

function parseState(text: string): QuotaState | HeaderFault {
  const members = parseDictionary(text);
  if (isFault(members)) return members;
  const quota = optionalNumber(members.get('limit'));
  if (isFault(quota)) return quota;
  const remaining = optionalNumber(members.get('remaining'));
  if (isFault(remaining)) return remaining;
  const seconds = optionalNumber(members.get('reset'));
  if (isFault(seconds)) return seconds;
  const reset = seconds === undefined ? undefined : { after: seconds * SECOND };
  if (quota === undefined && remaining === undefined) {
    return faultOf(text, 'limit= and remaining=');
  }
  return withoutAbsent<QuotaState>({ quota, remaining, reset });
}
