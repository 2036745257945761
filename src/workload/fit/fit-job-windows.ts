import { MINUTE } from '../../time.js';
import type { LocalTime } from './fit-local-time.js';
import type { FitWindow, UserEvents } from './fit-streams.js';

/** A period that jobs may keep. Times are microseconds. */
export interface JobPeriod {
  readonly length: number;
  /** Requests are counted in bins of this length. */
  readonly bin: number;
  /** How many bins before and after are compared with. */
  readonly around: number;
  /** Fewest periods that must be recorded, and fire. */
  readonly least: number;
}

/** A stretch of each period in which a job fires: times from the period's start; `to` may be beyond its end. */
export interface JobWindow {
  readonly from: number;
  readonly to: number;
}

/** A bin stands out with so many times the requests of those around it, and so many requests. */
const OUTSTANDING = 5;
/** A job fires in at least this share of periods. */
const LEAST_FIRED = 0.7;
/** Bins that stand out belong together if no more than so many between them do not. */
const LARGEST_HOLE = 1;
/** A job keeps to at most this share of the period. */
const LARGEST_PART = 0.1;
const MOST_JOBS = 6;

/** Finds stretches that stand out in nearly every period, from both sides; those with most requests first. */
export function findJobWindows(
  byUser: readonly UserEvents[],
  window: FitWindow,
  local: LocalTime,
  period: JobPeriod,
): JobWindow[] {
  const { length, bin, least } = period;
  const periods = Math.floor((window.to - window.from) / length);
  if (periods < least) return [];
  const bins = Math.round(length / bin);
  const counts = new Array<number>(bins).fill(0);
  const periodsOf = counts.map(() => new Set<number>());
  for (const { times } of byUser) {
    for (const at of times) {
      const time = local(at);
      const place = Math.floor((time % length) / bin);
      counts[place]! += 1;
      periodsOf[place]!.add(Math.floor(time / length));
    }
  }
  const wanted = Math.max(least, Math.ceil(LEAST_FIRED * periods));
  return joinBins(
    counts.map((count, i) => count >= OUTSTANDING * Math.max(1, level(counts, i, period))),
  )
    .filter(({ from, to }) => to - from <= LARGEST_PART * bins)
    .filter(({ from, to }) => {
      const fired = new Set<number>();
      for (let i = from; i < to; i++) periodsOf[i % bins]!.forEach((each) => fired.add(each));
      return fired.size >= wanted;
    })
    .map(({ from, to }) => {
      let requests = 0;
      for (let i = from; i < to; i++) requests += counts[i % bins]!;
      return { from: from * bin, to: to * bin, requests };
    })
    .sort((a, b) => b.requests - a.requests)
    .slice(0, MOST_JOBS);
}

/**
 * What bins nearby usually hold: those before, those after, and those whole quarters of an hour away, for
 * people and programs like round times.
 */
function level(counts: readonly number[], place: number, { bin, around }: JobPeriod): number {
  const quarter = Math.round((15 * MINUTE) / bin);
  const usual = (step: number): number => {
    const others = Array.from({ length: around }, (_, i) => {
      const away = step * (i + 1);
      return counts[(((place + away) % counts.length) + counts.length) % counts.length]!;
    });
    return others.sort((a, b) => a - b)[Math.floor(around / 2)]!;
  };
  const steps = around * quarter < counts.length ? [-1, 1, -quarter, quarter] : [-1, 1];
  return Math.max(...steps.map(usual));
}

/** Runs of bins that stand out, across the end of the period too. */
function joinBins(outstanding: readonly boolean[]): JobWindow[] {
  const bins = outstanding.length;
  const quiet = outstanding.findIndex(
    (_, i) =>
      !Array.from({ length: LARGEST_HOLE + 1 }, (_, k) => outstanding[(i + k) % bins]).includes(
        true,
      ),
  );
  if (quiet === -1) return [];
  const windows: { from: number; to: number }[] = [];
  for (let i = quiet; i < quiet + bins; i++) {
    if (!outstanding[i % bins]) continue;
    const last = windows.at(-1);
    if (last !== undefined && i - last.to <= LARGEST_HOLE) last.to = i + 1;
    else windows.push({ from: i, to: i + 1 });
  }
  return windows.map(({ from, to }) =>
    from >= bins ? { from: from - bins, to: to - bins } : { from, to },
  );
}
