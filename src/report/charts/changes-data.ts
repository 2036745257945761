import { formatPercent } from '../format-number.js';
import type { LimitChange } from '../comparison/limit-changes.js';

/** What a limit would have to be in one Result, over what it is. */
export interface ChangesNeed {
  readonly limit: string;
  readonly result: string;
  readonly rate: string;
  /** Required over allowed: 1 fits exactly. */
  readonly need: number;
  /** The first Result that is compared, one between, or the last. */
  readonly place: 'first' | 'between' | 'last';
  readonly state: 'fits' | 'does not fit';
}

/** A limit's way from the first Result to the last. */
export interface ChangesWay {
  readonly limit: string;
  readonly from: number;
  readonly to: number;
  /** The larger end, behind which the words stand. */
  readonly end: number;
  /** `81% → 150%`. */
  readonly words: string;
}

/** Data sources of `reports/charts/changes.vl.json`. */
export interface ChangesData {
  readonly needs: readonly ChangesNeed[];
  readonly ways: readonly ChangesWay[];
}

/** So many limits are drawn, those that moved most. */
const DRAWN_LIMITS = 12;

/**
 * What the limits of a scenario would have to be for no throttling, in each Result; those that moved most. A limit
 * is left out that some Result does not meet, or for which no figure would do.
 */
export function changesData(
  changes: readonly LimitChange[],
  names: readonly string[],
): ChangesData {
  const drawn = changes
    .filter(({ of, moved }) => moved > 0 && of.every((state) => (state?.need ?? null) !== null))
    .slice(0, DRAWN_LIMITS)
    .map(({ id, of }) => ({ limit: id, states: of.flatMap((state) => state ?? []) }));
  const needs = drawn.flatMap(({ limit, states }) =>
    states.map(({ rate, need }, i): ChangesNeed => {
      return {
        limit,
        result: names[i]!,
        rate,
        need: need!,
        place: i === 0 ? 'first' : i === states.length - 1 ? 'last' : 'between',
        state: need! > 1 ? 'does not fit' : 'fits',
      };
    }),
  );
  const ways = drawn.map(({ limit, states }): ChangesWay => {
    const shares = states.map(({ need }) => need!);
    const [from, to] = [shares[0]!, shares.at(-1)!];
    const words = shares.map((share) => formatPercent(share)).join(' → ');
    return { limit, from, to, end: Math.max(...shares), words };
  });
  return { needs, ways };
}
