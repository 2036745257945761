import type { ResultLimit } from '../../result/result.js';
import { limitRate } from '../limit-facts.js';
import { printable } from '../printable.js';

/** One limit, and what it would have to be for no throttling, over what it is. */
export interface RequiredLimitRow {
  readonly limit: string;
  readonly rate: string;
  readonly required: number;
  /** Required over allowed: 1 fits exactly. */
  readonly ratio: number;
  readonly state: 'fits' | 'does not fit';
}

/** Data source of `reports/charts/required-limits.vl.json`. */
export interface RequiredLimitsData {
  readonly required: readonly RequiredLimitRow[];
}

/** What each limit that some request meets would have to be; limits that no figure would satisfy are left out. */
export function requiredLimitsData(limits: readonly ResultLimit[]): RequiredLimitsData {
  const required = limits.flatMap((limit): RequiredLimitRow[] =>
    limit.requiredLimit === null || limit.offered === 0
      ? []
      : [
          {
            limit: printable(limit.id, 40),
            rate: limitRate(limit),
            required: limit.requiredLimit,
            ratio: limit.requiredLimit / limit.limit,
            state: limit.requiredLimit > limit.limit ? 'does not fit' : 'fits',
          },
        ],
  );
  return { required: required.toSorted((a, b) => b.ratio - a.ratio) };
}
