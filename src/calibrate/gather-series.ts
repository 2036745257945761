import { costOf, kindOf, type LimitPlan } from '../engine/limit-plan.js';
import type { QuotaPolicy, QuotaState, RateLimit } from '../model/headers/rate-limit.js';
import { instantOf } from '../model/headers/reset.js';
import type { Columns } from '../trace/columns.js';
import { matchLimits, type LimitMatch } from './match-limit.js';
import type { RecordedHeaders } from './recorded-headers.js';

/** What one answer says of a quota. */
export interface Observation {
  readonly seq: number;
  /** Recorded use after the request: quota less what remains. */
  readonly used: number;
  /** When the quota is whole again, in whole microseconds by the log's clock (a delay) or the provider's (an instant); NaN where it is not said. */
  readonly resetAt: number;
}

/** One quota that the headers of a trace speak of, with all that they say of it. */
export interface Series {
  readonly policy: QuotaPolicy;
  readonly match: LimitMatch | undefined;
  /** By request: what it takes of the quota; 0 where it was refused or does not count. */
  readonly cost: Float64Array;
  /** In the order of the trace; of those at one instant, in the order in which the counter moves. */
  readonly observations: readonly Observation[];
  readonly announced: number;
}

interface Gathering {
  readonly policy: QuotaPolicy;
  readonly match: LimitMatch | undefined;
  readonly observations: Observation[];
  /** Rows whose headers announce the quota. */
  readonly rows: number[];
}

/** Sorts the recorded headers of a trace into quotas, and tells which limit of a tier each one is. */
export function gatherSeries(
  columns: Columns,
  plan: LimitPlan,
  headers: RecordedHeaders,
  isRefused: Uint8Array,
): Series[] {
  const { timestamp, category, flags, length } = columns;
  const { limits, routes } = plan;
  const gathered = new Map<string, Gathering>();
  const hasHeaders = new Uint8Array(length);
  const met = (seq: number): Uint16Array => routes[kindOf(category[seq]!, flags[seq]!)]!;

  for (let seq = 0; seq < length; seq++) {
    const said = headers.at(seq);
    if (said === undefined) continue;
    hasHeaders[seq] = 1;
    const bySaid = new Map<QuotaPolicy, Gathering>();
    const announced = announcedBy(said);
    const matches = matchLimits(announced, limits, met(seq));
    announced.forEach((policy, i) => {
      const match = matches[i];
      const key = JSON.stringify([policy.name, policy.quota, policy.window, match?.k]);
      let series = gathered.get(key);
      if (series === undefined) {
        gathered.set(key, (series = { policy, match, observations: [], rows: [] }));
      }
      series.rows.push(seq);
      bySaid.set(policy, series);
    });
    for (const state of said.states) {
      const policy = policyOf(state, [...bySaid.keys()]);
      if (policy === undefined || state.remaining === undefined) continue;
      const { reset } = state;
      bySaid.get(policy)!.observations.push({
        seq,
        used: policy.quota - state.remaining,
        resetAt: reset === undefined ? NaN : instantOf(reset, timestamp[seq]!),
      });
    }
  }

  return [...gathered.values()]
    .sort((a, b) => b.rows.length - a.rows.length)
    .map(({ policy, match, observations, rows }) => {
      const cost = new Float64Array(length);
      const take = (seq: number): void => {
        if (isRefused[seq] === 1) return;
        cost[seq] = match === undefined ? 1 : costOf(plan, columns, match.k, seq);
      };
      rows.forEach(take);
      for (let seq = 0; seq < length; seq++) {
        if (hasHeaders[seq] === 0 && (match === undefined || met(seq).includes(match.k))) take(seq);
      }
      return {
        policy,
        match,
        cost,
        observations: inCounterOrder(observations, timestamp),
        announced: rows.length,
      };
    });
}

/** The policies that headers announce; where they announce none, the quotas that they state. */
function announcedBy({ policies, states }: RateLimit): readonly QuotaPolicy[] {
  const stated = states.flatMap(({ name, quota }) => {
    if (quota === undefined) return [];
    const isAnnounced = policies.some((policy) => policy.quota === quota && sameName(policy, name));
    return isAnnounced ? [] : [name === undefined ? { quota } : { name, quota }];
  });
  return [...policies, ...stated];
}

function sameName(policy: QuotaPolicy, name: string | undefined): boolean {
  return name === undefined || policy.name === name;
}

/** The policy that a state is of: by name, or by its quota, the shorter window first. */
function policyOf(
  { name, quota }: QuotaState,
  policies: readonly QuotaPolicy[],
): QuotaPolicy | undefined {
  return policies
    .filter((policy) => sameName(policy, name) && (quota === undefined || policy.quota === quota))
    .sort((a, b) => (a.window ?? Infinity) - (b.window ?? Infinity))[0];
}

function inCounterOrder(observations: Observation[], timestamp: Float64Array): Observation[] {
  const byReset = (a: Observation, b: Observation): number =>
    Number.isNaN(a.resetAt - b.resetAt) ? 0 : a.resetAt - b.resetAt;
  return observations.sort(
    (a, b) => timestamp[a.seq]! - timestamp[b.seq]! || byReset(a, b) || a.used - b.used,
  );
}
