import { DAY, formatDuration, HOUR, MINUTE, SECOND } from '../../time.js';
import { cronLines } from './fit-cron.js';
import type { LocalTime } from './fit-local-time.js';
import { rounded } from './fit-quantity.js';
import type { FitWindow, UserEvents } from './fit-streams.js';
import type { JobsDocument } from '../profile/workload-document.js';

/** Firings of which each user has one in each period, at no fixed time within it. */
export interface RegularFit {
  /** Microseconds. */
  readonly period: number;
  /** The share of periods, of each user, with exactly one firing. */
  readonly single: number;
  readonly document: JobsDocument;
}

const PERIODS = [5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR, DAY];
/** Firings are regular if at least this share of periods has exactly one; of Poisson firings 37 % have. */
const LEAST_SINGLE = 0.85;
const FEWEST_PERIODS = 3;
const FEWEST_CELLS = 20;

/**
 * Finds firings that come once in each period of a clock on the wall: a job whose jitter is as long as that.
 * @returns null if they do not.
 */
export function findRegular(
  byUser: readonly UserEvents[],
  { from, to }: FitWindow,
  local: LocalTime,
): RegularFit | null {
  for (const period of PERIODS) {
    const periods = Math.round((to - from) / period);
    const cells = periods * byUser.length;
    if (periods < FEWEST_PERIODS || cells < FEWEST_CELLS) continue;
    let single = 0;
    for (const { times } of byUser) single += countSingle(times, period, local);
    if (single < LEAST_SINGLE * cells) continue;
    const phases = byUser.flatMap(({ times }) => Array.from(times, (at) => local(at) % period));
    const earliest = Math.floor(Math.min(...phases) / MINUTE) * MINUTE;
    const jitter = Math.ceil((Math.max(...phases) - earliest) / SECOND) * SECOND;
    const share = rounded(Math.min(1, phases.length / cells), 3);
    return {
      period,
      single: single / cells,
      document: {
        cron: cronOf(period, earliest),
        ...(jitter > 0 && { jitter: formatDuration(jitter) }),
        ...(share < 1 && { share }),
      },
    };
  }
  return null;
}

function countSingle(times: Float64Array, period: number, local: LocalTime): number {
  let [single, count, last] = [0, 0, NaN];
  for (const at of times) {
    const cell = Math.floor(local(at) / period);
    if (cell === last) count += 1;
    else count = 1;
    if (count === 1) single += 1;
    if (count === 2) single -= 1;
    last = cell;
  }
  return single;
}

function cronOf(period: number, earliest: number): string {
  const minute = earliest / MINUTE;
  if (period === DAY) {
    const hour = Math.floor(minute / 60);
    return cronLines([{ minute: minute % 60, hour, days: null }])[0]!;
  }
  const starts = Array.from({ length: HOUR / period }, (_, i) => minute + (i * period) / MINUTE);
  return cronLines(starts.map((each) => ({ minute: each, hour: null, days: null })))[0]!;
}
