import { DAY, formatDuration, HOUR, MINUTE, SECOND } from '../../time.js';
import { cronLines, type CronTime } from './fit-cron.js';
import { firedDays, unlikeDays, weekday } from './fit-job-days.js';
import { isInside, WEEK, type JobPeriod, type JobWindow } from './fit-job-windows.js';
import type { LocalTime } from './fit-local-time.js';
import { fitCounts, fitDurations, rounded } from './fit-quantity.js';
import { countEvents, filterEvents, type FitWindow, type UserEvents } from './fit-streams.js';
import type { JobsDocument, Quantity } from '../profile/workload-document.js';

/** Requests that come at the same time of each hour, day or week. */
export interface JobFit {
  readonly every: 'hour' | 'day' | 'week';
  /** Whether it was recorded once only, so that the week is a guess. */
  readonly once: boolean;
  readonly document: JobsDocument;
  /** How many requests a firing of one user is. */
  readonly sizes: Quantity;
  /** Time from one request of a firing to the next; absent where firings are single requests. */
  readonly latency?: Quantity;
  readonly byUser: readonly UserEvents[];
  /** The first request of each firing. */
  readonly firings: readonly UserEvents[];
}

/** What was recorded, and what clocks showed. */
export interface Recorded {
  readonly window: FitWindow;
  readonly local: LocalTime;
}

/** A stretch of each period in which requests stand out. */
interface Found {
  readonly found: JobWindow;
  readonly period: JobPeriod;
}

/** The firings of one or more cron lines. */
export interface JobFirings {
  readonly every: JobFit['every'];
  readonly once: boolean;
  readonly windows: readonly Found[];
  readonly lines: readonly CronTime[];
  readonly jitter: number;
  readonly share: number;
  /** Requests of each firing of each user. */
  readonly sizes: readonly number[];
  /** Times between requests of a firing. */
  readonly gaps: readonly number[];
  readonly byUser: readonly UserEvents[];
  /** The first request of each firing. */
  readonly firings: readonly UserEvents[];
}

/** How far shares, or logarithms of sizes or of gaps, of firings that are alike may differ. */
const LARGEST_DIFFERENCE = 0.3;
/** Fewer gaps do not tell how far apart requests are. */
const FEWEST_GAPS = 20;

/** Whether firings are one job: those of the same users with about as many requests, as far apart. */
export function areAlike(a: JobFirings, b: JobFirings): boolean {
  const usersOf = ({ byUser }: JobFirings): string =>
    byUser
      .map(({ user }) => user)
      .sort((x, y) => x - y)
      .join(' ');
  const sizeOf = ({ byUser, sizes }: JobFirings): number => countEvents(byUser) / sizes.length;
  const gapOf = ({ gaps }: JobFirings): number =>
    Math.max(1, [...gaps].sort((x, y) => x - y)[Math.floor(gaps.length / 2)] ?? 1);
  const areNear = (x: number, y: number): boolean =>
    Math.abs(Math.log(x / y)) <= LARGEST_DIFFERENCE;
  const isPaced = Math.min(a.gaps.length, b.gaps.length) >= FEWEST_GAPS;
  return (
    a.every === b.every &&
    usersOf(a) === usersOf(b) &&
    Math.abs(a.share - b.share) <= LARGEST_DIFFERENCE &&
    areNear(sizeOf(a), sizeOf(b)) &&
    (!isPaced || areNear(gapOf(a), gapOf(b)))
  );
}

export function joinFirings(a: JobFirings, b: JobFirings): JobFirings {
  return {
    every: a.every,
    once: a.once && b.once,
    windows: [...a.windows, ...b.windows],
    lines: [...a.lines, ...b.lines],
    jitter: Math.max(a.jitter, b.jitter),
    share: (a.share + b.share) / 2,
    sizes: [...a.sizes, ...b.sizes],
    gaps: [...a.gaps, ...b.gaps],
    byUser: joinEvents([...a.byUser, ...b.byUser]),
    firings: joinEvents([...a.firings, ...b.firings]),
  };
}

function joinEvents(events: readonly UserEvents[]): UserEvents[] {
  const times = new Map<number, number[]>();
  for (const { user, times: ofUser } of events) {
    times.set(user, [...(times.get(user) ?? []), ...ofUser]);
  }
  return [...times].map(([user, list]) => ({ user, times: Float64Array.from(list).sort() }));
}

/** Firings as a job of the profile. */
export function jobOf({
  every,
  once,
  lines,
  jitter,
  share,
  sizes,
  gaps,
  byUser,
  firings,
}: JobFirings): JobFit {
  const cron = cronLines(lines);
  return {
    every,
    once,
    document: {
      cron: cron.length === 1 ? cron[0]! : cron,
      ...(jitter > SECOND && { jitter: formatDuration(jitter) }),
      ...(share < 1 && { share: rounded(share, 3) }),
    },
    sizes: fitCounts(sizes),
    ...(gaps.length > 0 && { latency: fitDurations(gaps) }),
    byUser,
    firings,
  };
}

/**
 * Describes the firings of one stretch of each period.
 * @param byUser the requests within it.
 * @param days of the week that they are of; absent if that is to be found.
 */
export function describeFirings(
  byUser: readonly UserEvents[],
  { found, period }: Found,
  { window, local }: Recorded,
  days?: readonly number[],
): JobFirings {
  const { from } = found;
  const { length } = period;
  const sizes: number[] = [];
  const starts: number[] = [];
  const gaps: number[] = [];
  const fired = new Set<number>();
  const firings: UserEvents[] = [];
  for (const { user, times } of byUser) {
    const first: number[] = [];
    let last = NaN;
    times.forEach((at, i) => {
      const shifted = local(at) - from;
      const each = Math.floor(shifted / length);
      if (each === last) {
        sizes[sizes.length - 1]! += 1;
        gaps.push(at - times[i - 1]!);
        return;
      }
      last = each;
      fired.add(each);
      sizes.push(1);
      starts.push(shifted - each * length);
      first.push(at);
    });
    firings.push({ user, times: Float64Array.from(first) });
  }
  const earliest = starts.reduce((least, start) => Math.min(least, start), Infinity);
  const latest = starts.reduce((most, start) => Math.max(most, start), 0);
  const begin = Math.floor((from + earliest) / MINUTE) * MINUTE;
  const ofDays = days ?? (length === DAY ? firedDays(fired, window, local, from) : null);
  const periods = ((window.to - window.from) / length) * (ofDays === null ? 1 : ofDays.length / 7);
  return {
    every: length === HOUR ? 'hour' : length === DAY ? 'day' : 'week',
    once: length === WEEK && fired.size === 1,
    windows: [{ found, period }],
    lines: [cronTime(begin, length, ofDays)],
    jitter: Math.ceil((from + latest - begin) / SECOND) * SECOND,
    share: Math.min(1, sizes.length / (Math.max(fired.size, Math.round(periods)) * byUser.length)),
    sizes,
    gaps,
    byUser,
    firings,
  };
}

/** Firings apart for days of the week on which they send clearly more or less than on most. */
export function splitByDay(firings: JobFirings, recorded: Recorded): JobFirings[] {
  const { every, byUser, sizes, windows } = firings;
  const { local } = recorded;
  const dayOf = (at: number): number => {
    const own = windows.find(({ found, period }) => isInside(local(at), found, period));
    const from = own === undefined || every === 'hour' ? 0 : own.found.from;
    return weekday(Math.floor((local(at) - from) / DAY));
  };
  const groups = every === 'week' ? null : unlikeDays(byUser, sizes, recorded.window, dayOf);
  if (groups === null) return [firings];
  return groups.map((days) =>
    windows
      .map(({ found, period }) => {
        const inside = filterEvents(
          byUser,
          (at) => days.includes(dayOf(at)) && isInside(local(at), found, period),
        );
        return describeFirings(inside, { found, period }, recorded, days);
      })
      .filter((each) => each.byUser.length > 0)
      .reduce(joinFirings),
  );
}

function cronTime(start: number, length: number, days: readonly number[] | null): CronTime {
  const time = (start + length) % length;
  return {
    minute: Math.floor((time % HOUR) / MINUTE),
    hour: length === HOUR ? null : Math.floor((time % DAY) / HOUR),
    days: length === WEEK ? [weekday(Math.floor(time / DAY))] : days,
  };
}
