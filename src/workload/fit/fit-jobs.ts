import { DAY, HOUR, MINUTE } from '../../time.js';
import {
  areAlike,
  describeFirings,
  joinFirings,
  jobOf,
  splitByDay,
  type JobFirings,
  type JobFit,
} from './fit-job-firings.js';
import {
  findJobWindows,
  isInside,
  WEEK,
  type JobPeriod,
  type JobWindow,
} from './fit-job-windows.js';
import { createLocalTime, type LocalTime } from './fit-local-time.js';
import { filterEvents, mergeEvents, type FitWindow, type UserEvents } from './fit-streams.js';

/** Jobs, and what is left without them. */
export interface JobSplit {
  readonly jobs: readonly JobFit[];
  readonly rest: readonly UserEvents[];
}

const QUARTER = 15 * MINUTE;

const EACH_HOUR = {
  length: HOUR,
  bin: MINUTE,
  around: 30,
  steps: [MINUTE],
  least: 6,
  most: 12,
} satisfies JobPeriod;
/** People and programs like round times: whole quarters of an hour are compared too. */
const EACH_DAY = {
  length: DAY,
  bin: 5 * MINUTE,
  around: 24,
  steps: [5 * MINUTE, QUARTER],
  least: 3,
  most: 6,
} satisfies JobPeriod;
/** A daily job at the minute of an hourly one. */
const WITHIN_HOURS = { ...EACH_DAY, around: 11, steps: [HOUR] } satisfies JobPeriod;
/** What is left of a category is a weekly job if it keeps to one stretch of the week. */
const EACH_WEEK = { ...EACH_DAY, length: WEEK } satisfies JobPeriod;

/**
 * Takes out the requests that come at the same minutes of each hour, then those that come at the same time
 * of each day, then, if all that is left does, that of each week. What else is sent in those minutes is
 * counted with the job.
 */
export function fitJobs(byUser: readonly UserEvents[], window: FitWindow, zone: string): JobSplit {
  const local = createLocalTime(window, zone);
  const recorded = { window, local };
  const firings: JobFirings[] = [];
  let rest = byUser;
  const take = (found: JobWindow, period: JobPeriod): void => {
    const inside = (at: number): boolean => isInside(local(at), found, period);
    const next = describeFirings(filterEvents(rest, inside), { found, period }, recorded);
    const alike = firings.findIndex((other) => areAlike(other, next));
    if (alike === -1) firings.push(next);
    else firings[alike] = joinFirings(firings[alike]!, next);
    rest = filterEvents(rest, (at) => !inside(at));
  };
  const hourly = findJobWindows(rest, window, local, EACH_HOUR);
  const ofHours = filterEvents(rest, (at) =>
    hourly.some((found) => isInside(local(at), found, EACH_HOUR)),
  );
  for (const found of findJobWindows(ofHours, window, local, WITHIN_HOURS)) take(found, EACH_DAY);
  for (const found of hourly) take(found, EACH_HOUR);
  for (const found of findJobWindows(rest, window, local, EACH_DAY)) take(found, EACH_DAY);
  const weekly = weeklyStretch(rest, window, local);
  if (weekly !== null) take(weekly, EACH_WEEK);
  return { jobs: firings.flatMap((each) => splitByDay(each, recorded)).map(jobOf), rest };
}

/** A weekly job has at least so many requests, … */
const FEWEST_WEEKLY = 20;
/** … all within so long a stretch of the week. */
const LONGEST_WEEKLY = 2 * HOUR;

function weeklyStretch(
  rest: readonly UserEvents[],
  { from, to }: FitWindow,
  local: LocalTime,
): JobWindow | null {
  const phases = mergeEvents(rest)
    .map((at) => local(at) % WEEK)
    .sort();
  if (phases.length < FEWEST_WEEKLY || to - from < 6 * DAY) return null;
  const [first, last] = [phases[0]!, phases.at(-1)!];
  return last - first > LONGEST_WEEKLY ? null : { from: first, to: last + 1 };
}
