import { SECOND } from '../../time.js';
import { faultOf, isFault, type HeaderFault } from './header-fault.js';
import {
  eachItem,
  integer,
  optionalInteger,
  optionalNumber,
  optionalString,
  optionalText,
  parametersOf,
  string,
  withoutAbsent,
} from './quota-items.js';
import { headerReader, type HeaderStyle, type QuotaPolicy, type QuotaState } from './rate-limit.js';
import { secondsUntil } from './reset.js';
import { parseList, writeList, type BareItem, type Item } from './structured-fields.js';

/**
 * `RateLimit-Policy: "burst";q=100;w=60` and `RateLimit: "burst";r=50;t=30`, a member for each policy:
 * draft-ietf-httpapi-ratelimit-headers-08 (7 October 2024) to -11 (23 May 2026). Names that are tokens rather than
 * strings, which drafts between them allowed, are read too. A name that is absent is written as `default`.
 */
export const draftIetf08: HeaderStyle = {
  parse(fields) {
    const header = headerReader(fields);
    const [stateText, policyText] = [header('ratelimit'), header('ratelimit-policy')];
    if (stateText === undefined && policyText === undefined) return undefined;
    const states = stateText === undefined ? [] : eachItem(parseList(stateText), parseState);
    if (isFault(states)) return states;
    const policies = policyText === undefined ? [] : eachItem(parseList(policyText), parsePolicy);
    if (isFault(policies)) return policies;
    return { states, policies };
  },
  write({ states, policies }, now) {
    return {
      ...(states.length === 0
        ? {}
        : { RateLimit: writeList(states.map((state) => stateItem(state, now))) }),
      ...(policies.length === 0 ? {} : { 'RateLimit-Policy': writeList(policies.map(policyItem)) }),
    };
  },
};

function nameOf({ type, text }: Item): string | HeaderFault {
  if (type === 'string' || type === 'token') return text;
  return faultOf(text, 'a name in quotes');
}

function partitionOf({ parameters }: Item): string | undefined | HeaderFault {
  const key = parameters.get('pk');
  if (key === undefined || key.type === 'binary') return key?.text;
  return faultOf(key.text, 'a byte sequence, as in pk=:Y2FtZWw=:');
}

function parsePolicy(item: Item): QuotaPolicy | HeaderFault {
  const { parameters } = item;
  const name = nameOf(item);
  if (isFault(name)) return name;
  const quota = optionalNumber(parameters.get('q'));
  if (isFault(quota)) return quota;
  if (quota === undefined) return faultOf(item.text, 'a quota, as in ;q=100');
  const window = optionalNumber(parameters.get('w'));
  if (isFault(window)) return window;
  const unit = optionalText(parameters.get('qu'));
  if (isFault(unit)) return unit;
  const partition = partitionOf(item);
  if (isFault(partition)) return partition;
  return withoutAbsent<QuotaPolicy>({ name, quota, window, unit, partition });
}

function parseState(item: Item): QuotaState | HeaderFault {
  const { parameters } = item;
  const name = nameOf(item);
  if (isFault(name)) return name;
  const remaining = optionalNumber(parameters.get('r'));
  if (isFault(remaining)) return remaining;
  if (remaining === undefined) return faultOf(item.text, 'what remains, as in ;r=50');
  const seconds = optionalNumber(parameters.get('t'));
  if (isFault(seconds)) return seconds;
  const partition = partitionOf(item);
  if (isFault(partition)) return partition;
  const reset = seconds === undefined ? undefined : { after: seconds * SECOND };
  return withoutAbsent<QuotaState>({ name, remaining, reset, partition });
}

function binary(text: string | undefined): BareItem | undefined {
  return text === undefined ? undefined : { type: 'binary', text };
}

function policyItem({ name = 'default', quota, window, unit, partition }: QuotaPolicy): Item {
  const parameters = {
    q: integer(quota),
    qu: optionalString(unit),
    w: optionalInteger(window),
    pk: binary(partition),
  };
  return { ...string(name), parameters: parametersOf(parameters) };
}

function stateItem(state: QuotaState, now: number): Item {
  const { name = 'default', remaining = 0, reset, partition } = state;
  const parameters = {
    r: integer(remaining),
    t: optionalInteger(reset && secondsUntil(reset, now)),
    pk: binary(partition),
  };
  return { ...string(name), parameters: parametersOf(parameters) };
}
