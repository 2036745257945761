import { DAY } from '../../time.js';
import type { LocalTime } from './fit-local-time.js';
import type { FitWindow, UserEvents } from './fit-streams.js';

export const WEEK = 7 * DAY;

/** A period that jobs may keep. Times are microseconds. */
export interface JobPeriod {
  readonly length: number;
  /** Requests are counted in bins of this length. */
  readonly bin: number;
  /** How many bins before and after are compared with, … */
  readonly around: number;
  /** … at each of these distances: all of one distance tell what is usual. */
  readonly steps: readonly number[];
  /** Fewest periods that must be recorded, and fire. */
  readonly least: number;
  /** So many jobs are looked for. */
  readonly most: number;
}

/** A stretch of each period in which a job fires: times from the period's start; `to` may be beyond its end. */
export interface JobWindow {
  readonly from: number;
  readonly to: number;
}

/** A bin stands out with so many times the requests of those around it, … */
const OUTSTANDING = 3;
/** … by so many standard deviations of a Poisson count of clusters, … */
const SURE = 5;
/** … and with so many requests. */
const FEWEST = 5;
/** A job fires in at least this share of periods: there its bin has twice what is usual. */
const LEAST_FIRED = 0.7;
const FIRED = 2;
/** Bins that stand out belong together if no more than so many between them do not. */
const LARGEST_HOLE = 1;
/** A job keeps to at most this share of the period. */
const LARGEST_PART = 0.1;

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
  const countsOf = counts.map(() => new Map<number, number>());
  const clusters: number[] = [];
  for (const { times } of byUser) {
    let last = NaN;
    for (const at of times) {
      const time = local(at);
      const place = Math.floor((time % length) / bin);
      const each = Math.floor(time / length);
      counts[place]! += 1;
      countsOf[place]!.set(each, (countsOf[place]!.get(each) ?? 0) + 1);
      if (Math.floor(time / bin) === last) clusters[clusters.length - 1]! += 1;
      else clusters.push(1);
      last = Math.floor(time / bin);
    }
  }
  const requests = clusters.reduce((sum, size) => sum + size, 0);
  const clustering = clusters.reduce((sum, size) => sum + size ** 2, 0) / requests;
  const wanted = Math.max(least, Math.ceil(LEAST_FIRED * periods));
  const levels = counts.map((_, i) => level(counts, i, period));
  return joinBins(counts.map((count, i) => standsOut(count, levels[i]!, clustering)))
    .filter(({ from, to }) => to - from <= LARGEST_PART * bins)
    .filter(({ from, to }) => {
      const fired = new Set<number>();
      for (let i = from; i < to; i++) {
        const usual = levels[i % bins]! / periods;
        countsOf[i % bins]!.forEach((count, each) => {
          if (count > FIRED * usual) fired.add(each);
        });
      }
      return fired.size >= wanted;
    })
    .map(({ from, to }) => {
      let requests = 0;
      for (let i = from; i < to; i++) requests += counts[i % bins]!;
      return { from: from * bin, to: to * bin, requests };
    })
    .sort((a, b) => b.requests - a.requests)
    .slice(0, period.most);
}

/** @param clustering how many requests of a user come at once, weighed by themselves: by so much counts vary more. */
function standsOut(count: number, usual: number, clustering: number): boolean {
  return (
    count >= Math.max(FEWEST, OUTSTANDING * usual) &&
    count - usual >= SURE * Math.sqrt(usual * clustering)
  );
}

/** The most that bins usually hold at one distance before or after. */
function level(counts: readonly number[], place: number, period: JobPeriod): number {
  const { bin, around, steps } = period;
  const usual = (step: number): number => {
    const others = Array.from({ length: around }, (_, i) => {
      const away = step * (i + 1);
      return counts[(((place + away) % counts.length) + counts.length) % counts.length]!;
    });
    return others.sort((a, b) => a - b)[Math.floor(around / 2)]!;
  };
  return Math.max(
    ...steps.flatMap((step) => [-step, step]).map((step) => usual(Math.round(step / bin))),
  );
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

/** Whether a local time is within a stretch of its period. */
export function isInside(
  local: number,
  { from, to }: JobWindow,
  { length }: Pick<JobPeriod, 'length'>,
): boolean {
  const phase = (local % length) - from;
  return (phase + length) % length < to - from;
}
