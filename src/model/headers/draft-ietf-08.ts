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
 * strings, which drafts between them allowed, are read too. Where a name is absent, `default`, `default-2` and so on are written,
 * each for one policy; a state that does not say what remains is not written.
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
    const names = policyNames(policies);
    const stateItems = states.flatMap((state) =>
      stateItem(state, state.name ?? nameFor(state, policies, names), now),
    );
    const policyItems = policies.map((policy, i) => policyItem(policy, names[i]!));
    return {
      ...(stateItems.length === 0 ? {} : { RateLimit: writeList(stateItems) }),
      ...(policyItems.length === 0 ? {} : { 'RateLimit-Policy': writeList(policyItems) }),
    };
  },
};

const DEFAULT = 'default';

/** The policies' names, with one of its own for each that has none. */
function policyNames(policies: readonly QuotaPolicy[]): readonly string[] {
  const taken = new Set(policies.map(({ name }) => name));
  return policies.map(({ name }) => {
    if (name !== undefined) return name;
    const free = unusedName(taken);
    taken.add(free);
    return free;
  });
}

function unusedName(taken: ReadonlySet<string | undefined>): string {
  let name = DEFAULT;
  for (let n = 2; taken.has(name); n++) name = `${DEFAULT}-${n}`;
  return name;
}

/** The name of a state that has none: of the policy without a name that has its quota, else one that is free. */
function nameFor(
  { quota }: QuotaState,
  policies: readonly QuotaPolicy[],
  names: readonly string[],
): string {
  const own = policies.findIndex(
    (policy) => policy.name === undefined && (quota === undefined || policy.quota === quota),
  );
  return names[own] ?? unusedName(new Set(names));
}

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

function policyItem({ quota, window, unit, partition }: QuotaPolicy, name: string): Item {
  const parameters = {
    q: integer(quota),
    qu: optionalString(unit),
    w: optionalInteger(window),
    pk: binary(partition),
  };
  return { ...string(name), parameters: parametersOf(parameters) };
}

function stateItem({ remaining, reset, partition }: QuotaState, name: string, now: number): Item[] {
  if (remaining === undefined) return [];
  const parameters = {
    r: integer(remaining),
    t: optionalInteger(reset && secondsUntil(reset, now)),
    pk: binary(partition),
  };
  return [{ ...string(name), parameters: parametersOf(parameters) }];
}
