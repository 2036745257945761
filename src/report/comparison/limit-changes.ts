import type { ResultLimit } from '../../result/result.js';
import { formatCount, formatPercent } from '../format-number.js';
import { limitRate } from '../limit-facts.js';
import { printable } from '../printable.js';
import type { MatchedScenario } from './match-scenarios.js';

/** A limit of a scenario in several Results, one a Result; null where the scenario was not run, undefined where no request meets it. Texts are fit to be shown. */
export interface LimitChange {
  readonly id: string;
  readonly of: readonly (LimitState | undefined | null)[];
  /** How far the need moved in all, in shares of the limit. */
  readonly moved: number;
}

export interface LimitState {
  readonly rate: string;
  readonly peak: string;
  readonly required: string;
  readonly throttled: string;
  /** What the limit would have to be over what it is; null where no figure would do. */
  readonly need: number | null;
}

/** Why a limit has no figures in a Result. */
export function absentWords(state: undefined | null): string {
  return state === null ? 'not run so' : 'no request met it';
}

/** The limits of a scenario whose figure, peak use, required figure or throttling differ, those that moved most first. */
export function limitChanges({ of }: MatchedScenario): LimitChange[] {
  const ids = [...new Set(of.flatMap((each) => each?.limits.map(({ id }) => id) ?? []))];
  return ids
    .map((id): LimitChange => {
      const states = of.map((scenario) => {
        if (scenario === undefined) return null;
        const limit = scenario.limits.find((each) => each.id === id);
        return limit === undefined || limit.offered === 0 ? undefined : stateOf(limit);
      });
      return { id: printable(id, 40), of: states, moved: movedBy(states) };
    })
    .filter(({ of: states }) => isChanged(states))
    .toSorted((a, b) => b.moved - a.moved);
}

function stateOf(limit: ResultLimit): LimitState {
  const { peakUse, requiredLimit, throttled } = limit;
  return {
    rate: limitRate(limit),
    peak: `${formatCount(peakUse)} (${formatPercent(peakUse / limit.limit)})`,
    required: requiredLimit === null ? 'none would do' : formatCount(requiredLimit),
    throttled: formatCount(throttled),
    need: requiredLimit === null ? null : requiredLimit / limit.limit,
  };
}

function isChanged(states: readonly (LimitState | undefined | null)[]): boolean {
  const met = states.filter((state) => state !== undefined && state !== null);
  return met.length > 1 && new Set(met.map((state) => JSON.stringify(state))).size > 1;
}

function movedBy(states: readonly (LimitState | undefined | null)[]): number {
  const needs = states.flatMap((state) =>
    state === undefined || state === null ? [] : (state.need ?? Infinity),
  );
  if (needs.length < 2) return 0;
  const least = Math.min(...needs);
  return least === Infinity ? 0 : Math.max(...needs) - least;
}
