import { DAY, formatDuration, HOUR, MINUTE, SECOND } from '../../time.js';
import { findJobWindows, type JobPeriod, type JobWindow } from './fit-job-windows.js';
import { createLocalTime, type LocalTime } from './fit-local-time.js';
import { fitCounts, fitDurations, rounded } from './fit-quantity.js';
import { countEvents, type FitWindow, type UserEvents } from './fit-streams.js';
import type { JobsDocument, Quantity } from '../profile/workload-document.js';

/** Requests that come at the same time of each hour or day. */
export interface JobFit {
  readonly every: 'hour' | 'day';
  readonly document: JobsDocument;
  /** How many requests a firing of one user is. */
  readonly sizes: Quantity;
  /** Time from one request of a firing to the next; absent where firings are single requests. */
  readonly latency?: Quantity;
  readonly byUser: readonly UserEvents[];
}

/** Jobs, and what is left without them. */
export interface JobSplit {
  readonly jobs: readonly JobFit[];
  readonly rest: readonly UserEvents[];
}

/** How far shares, or logarithms of sizes, of firings that are alike may differ. */
const LARGEST_DIFFERENCE = 0.3;

const EACH_HOUR: JobPeriod = { length: HOUR, bin: MINUTE, around: 30, least: 6 };
const EACH_DAY: JobPeriod = { length: DAY, bin: 5 * MINUTE, around: 24, least: 3 };

/**
 * Takes out the requests that come at the same minutes of each hour, then those that come at the same time
 * of each day. What else is sent in those minutes is counted with the job.
 */
export function fitJobs(byUser: readonly UserEvents[], window: FitWindow, zone: string): JobSplit {
  const local = createLocalTime(window, zone);
  const firings: JobFirings[] = [];
  let rest = byUser;
  for (const period of [EACH_HOUR, EACH_DAY]) {
    for (const found of findJobWindows(rest, window, local, period)) {
      const inside = (at: number): boolean => isInside(local(at), found, period);
      const next = describe(filterEvents(rest, inside), found, period, window, local);
      const alike = firings.findIndex((other) => areAlike(other, next));
      if (alike === -1) firings.push(next);
      else firings[alike] = join(firings[alike]!, next);
      rest = filterEvents(rest, (at) => !inside(at));
    }
  }
  return { jobs: firings.map(jobOf), rest };
}

/** The firings of one or more cron lines. */
interface JobFirings {
  readonly every: JobFit['every'];
  readonly lines: readonly string[];
  readonly jitter: number;
  readonly share: number;
  /** Requests of each firing of each user. */
  readonly sizes: readonly number[];
  /** Times between requests of a firing. */
  readonly gaps: readonly number[];
  readonly byUser: readonly UserEvents[];
}

/** Firings of the same users with about as many requests are one job. */
function areAlike(a: JobFirings, b: JobFirings): boolean {
  const usersOf = ({ byUser }: JobFirings): string =>
    byUser
      .map(({ user }) => user)
      .sort((x, y) => x - y)
      .join(' ');
  const sizeOf = ({ byUser, sizes }: JobFirings): number => countEvents(byUser) / sizes.length;
  return (
    a.every === b.every &&
    usersOf(a) === usersOf(b) &&
    Math.abs(a.share - b.share) <= LARGEST_DIFFERENCE &&
    Math.abs(Math.log(sizeOf(a) / sizeOf(b))) <= LARGEST_DIFFERENCE
  );
}

function join(a: JobFirings, b: JobFirings): JobFirings {
  return {
    every: a.every,
    lines: [...a.lines, ...b.lines],
    jitter: Math.max(a.jitter, b.jitter),
    share: (a.share + b.share) / 2,
    sizes: [...a.sizes, ...b.sizes],
    gaps: [...a.gaps, ...b.gaps],
    byUser: a.byUser.map(({ user, times }) => {
      const others = b.byUser.find((other) => other.user === user)!.times;
      return { user, times: Float64Array.from([...times, ...others]).sort() };
    }),
  };
}

function jobOf({ every, lines, jitter, share, sizes, gaps, byUser }: JobFirings): JobFit {
  return {
    every,
    document: {
      cron: lines.length === 1 ? lines[0]! : lines,
      ...(jitter > SECOND && { jitter: formatDuration(jitter) }),
      ...(share < 1 && { share: rounded(share, 3) }),
    },
    sizes: fitCounts(sizes),
    ...(gaps.length > 0 && { latency: fitDurations(gaps) }),
    byUser,
  };
}

function isInside(local: number, { from, to }: JobWindow, { length }: JobPeriod): boolean {
  const phase = (local % length) - from;
  return (phase + length) % length < to - from;
}

function filterEvents(byUser: readonly UserEvents[], keep: (at: number) => boolean): UserEvents[] {
  return byUser
    .map(({ user, times }) => ({ user, times: times.filter(keep) }))
    .filter(({ times }) => times.length > 0);
}

function describe(
  byUser: readonly UserEvents[],
  { from }: JobWindow,
  { length }: JobPeriod,
  window: FitWindow,
  local: LocalTime,
): JobFirings {
  const sizes: number[] = [];
  const starts: number[] = [];
  const gaps: number[] = [];
  const fired = new Set<number>();
  for (const { times } of byUser) {
    let last = NaN;
    times.forEach((at, i) => {
      const shifted = local(at) - from;
      const period = Math.floor(shifted / length);
      if (period === last) {
        sizes[sizes.length - 1]! += 1;
        gaps.push(at - times[i - 1]!);
        return;
      }
      last = period;
      fired.add(period);
      sizes.push(1);
      starts.push(shifted - period * length);
    });
  }
  const earliest = starts.reduce((least, start) => Math.min(least, start), Infinity);
  const latest = starts.reduce((most, start) => Math.max(most, start), 0);
  const begin = Math.floor((from + earliest) / MINUTE) * MINUTE;
  const jitter = Math.ceil((from + latest - begin) / SECOND) * SECOND;
  const days = length === DAY ? firedDays(fired, window, local, from) : null;
  const periods = Math.max(
    fired.size,
    Math.round(((window.to - window.from) / length) * (days === null ? 1 : days.length / 7)),
  );
  return {
    every: length === DAY ? 'day' : 'hour',
    lines: [cronLine(begin % length, length, days)],
    jitter,
    share: Math.min(1, sizes.length / (periods * byUser.length)),
    sizes,
    gaps,
    byUser,
  };
}

function cronLine(begin: number, length: number, days: readonly number[] | null): string {
  const minute = Math.floor((begin % HOUR) / MINUTE);
  const hour = length === DAY ? String(Math.floor(begin / HOUR)) : '*';
  return `${minute} ${hour} * * ${days === null ? '*' : days.join(',')}`;
}

/** Days of the week (0 is Sunday) that jobs are often kept to. */
const USUAL_DAYS = [
  [1, 2, 3, 4, 5],
  [0, 6],
];

/** The usual days on which it fires, if on those always and on no other; else null. */
function firedDays(
  fired: ReadonlySet<number>,
  window: FitWindow,
  local: LocalTime,
  from: number,
): number[] | null {
  const first = Math.ceil((local(window.from) - from) / DAY);
  const last = Math.floor((local(window.to - 1) - from) / DAY);
  if (last - first < 6) return null;
  const holds = (days: readonly number[]): boolean => {
    for (let day = first; day <= last; day++) {
      if (fired.has(day) !== days.includes((day + 4) % 7)) return false;
    }
    return true;
  };
  return USUAL_DAYS.find(holds) ?? null;
}
