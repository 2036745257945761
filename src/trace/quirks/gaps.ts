import { DAY, formatTimestamp, MINUTE } from '../../time.js';
import type { Columns } from '../columns.js';
import { firstAtOrAfter } from '../select.js';
import { clockStep } from './coarse-clock.js';
import type { QuirkDetector } from './quirk.js';
import { counted, spanWords, timeWords } from './words.js';

/** A stretch without requests, in microseconds. */
interface Gap {
  readonly from: number;
  readonly to: number;
}

const SHORTEST = MINUTE;
/** So many of the longest are looked at. */
const LOOKED_AT = 200;
/** So many other days are needed to compare with. */
const FEWEST_DAYS = 2;
/** How many times as long as the longest pause of those days a gap must be: 4 finds none in the bundled traces. */
const TIMES_OTHER_DAYS = 5;
/** The share of the other days of a kind that must have requests for an empty one to be unusual. */
const BUSY_SHARE = 0.8;
/** In a trace of fewer days, a gap is compared with this one of the longest pauses, of whatever length. */
const SIXTH = 6;
const TIMES_SIXTH = 10;
/** In a trace of fewer requests, no pause is unusual beside the sixth longest. */
const FEWEST_REQUESTS = 20;
/** So many gaps that fill half of such a trace are how it is. */
const MANY = 3;

const RULES = {
  day: 'a whole day, as no other or hardly any is empty',
  hours: `at least ${TIMES_OTHER_DAYS} times the longest pause of other days in the same hours`,
  sixth: `at least ${TIMES_SIXTH} times the sixth longest`,
} as const;

/**
 * Gaps of a minute or more that are much longer than usual. Their size is the longest.
 *
 * - Of the other days of the kind (weekday or weekend) whose same hours the trace covers, two at least: the gap is five
 *   times as long as the longest pause that any of them makes there; or it holds a whole day (UTC), and of the other
 *   days of the kind four in five have requests.
 * - Where there are no two: the gap is ten times as long as the sixth longest pause, of 20 requests or more; unless
 *   three such gaps or more fill half of the trace.
 */
export const gaps: QuirkDetector = ({ columns }) => {
  const found = unusualGaps(columns);
  const first = found.toSorted((a, b) => a.gap.from - b.gap.from)[0];
  if (first === undefined) return undefined;
  const size = span(found[0]!.gap);
  return {
    name: 'gaps',
    count: found.length,
    sizeMs: size / 1000,
    at: formatTimestamp(first.gap.from),
    message:
      `${counted(found.length, 'gap')} ${found.length === 1 ? 'is' : 'are'} much longer than usual ` +
      `(${RULES[first.rule]}), up to ${spanWords(size)}, the first from ${timeWords(first.gap.from)} to ` +
      `${timeWords(first.gap.to)}: a hole in the log, a pause, or the clock went forward.`,
  };
};

function unusualGaps(columns: Columns): { gap: Gap; rule: keyof typeof RULES }[] {
  const { timestamp, length } = columns;
  const { longest, sixth } = longestGaps(columns);
  const holdsUnusualDay = unusualDays(columns);
  const usual = sixth === undefined ? undefined : Math.max(sixth, clockStep(columns) ?? 0);
  const ruleOf = (gap: Gap): keyof typeof RULES | undefined => {
    if (holdsUnusualDay(gap)) return 'day';
    const isLonger = isLongerThanOtherDays(columns, gap);
    if (isLonger !== undefined) return isLonger ? 'hours' : undefined;
    return usual !== undefined && span(gap) >= TIMES_SIXTH * usual ? 'sixth' : undefined;
  };
  const found = longest.flatMap((gap) => {
    const rule = ruleOf(gap);
    return rule === undefined ? [] : [{ gap, rule }];
  });
  const bySixth = found.filter(({ rule }) => rule === 'sixth');
  const filled = bySixth.reduce((sum, { gap }) => sum + span(gap), 0);
  const isHowItIs =
    bySixth.length >= MANY && filled >= (timestamp[length - 1]! - timestamp[0]!) / 2;
  return isHowItIs ? found.filter(({ rule }) => rule !== 'sixth') : found;
}

function span({ from, to }: Gap): number {
  return to - from;
}

/** The longest gaps, the longest first; of equal ones, the earlier first. And how long the sixth longest pause is. */
function longestGaps({ timestamp, length }: Columns): {
  readonly longest: readonly Gap[];
  readonly sixth: number | undefined;
} {
  const found: Gap[] = [];
  const spans = new Array<number>(SIXTH).fill(0);
  for (let seq = 1; seq < length; seq++) {
    const gap = { from: timestamp[seq - 1]!, to: timestamp[seq]! };
    if (span(gap) >= SHORTEST) found.push(gap);
    if (span(gap) <= spans[SIXTH - 1]!) continue;
    spans[SIXTH - 1] = span(gap);
    spans.sort((a, b) => b - a);
  }
  const longest = found.sort((a, b) => span(b) - span(a) || a.from - b.from).slice(0, LOOKED_AT);
  return { longest, sixth: length < FEWEST_REQUESTS ? undefined : spans[SIXTH - 1]! };
}

/**
 * Whether a gap is longer than the pauses of other days in its hours by the factor, of those days of its kind that the
 * trace covers; undefined where they are too few. Days without requests end the search, so that it takes as many steps
 * as there are days with requests, however far apart they are.
 */
function isLongerThanOtherDays(columns: Columns, gap: Gap): boolean | undefined {
  const { timestamp, length } = columns;
  const earliest = Math.ceil((timestamp[0]! - gap.from) / DAY);
  const latest = Math.floor((timestamp[length - 1]! - gap.to) / DAY);
  const limit = span(gap) / TIMES_OTHER_DAYS;
  let days = 0;
  let isLonger = true;
  for (let day = earliest; day <= latest && (isLonger || days < FEWEST_DAYS); day++) {
    const hours = { from: gap.from + day * DAY, to: gap.to + day * DAY };
    if (hours.from < gap.to && hours.to > gap.from) continue;
    if (kindOf(hours.from) !== kindOf(gap.from) || kindOf(hours.to) !== kindOf(gap.to)) continue;
    days++;
    if (hasPause(columns, hours, limit)) isLonger = false;
  }
  return days < FEWEST_DAYS ? undefined : isLonger;
}

/** Whether some hours hold a stretch without a request that is longer than a limit. */
function hasPause({ timestamp, length }: Columns, { from, to }: Gap, limit: number): boolean {
  let last = from;
  while (to - last > limit) {
    const after = firstAtOrAfter(timestamp, length, Math.floor(last + limit) + 1);
    if (after === 0 || timestamp[after - 1]! <= last) return true;
    last = timestamp[after - 1]!;
  }
  return false;
}

/** Tells whether a gap holds a whole UTC day of a kind of which hardly any other day is without requests. */
function unusualDays(columns: Columns): (gap: Gap) => boolean {
  const { timestamp, length } = columns;
  const first = Math.ceil(timestamp[0]! / DAY);
  const end = Math.floor((timestamp[length - 1]! + 1) / DAY);
  const isCovered = (day: number): boolean => day >= first && day < end;
  const all = daysByKind(first, end);
  const busy = [0, 0];
  for (let seq = 0, last = NaN; seq < length; seq++) {
    const day = Math.floor(timestamp[seq]! / DAY);
    if (day !== last && isCovered(day)) busy[kindOf(day * DAY)]!++;
    last = day;
  }
  return (gap) => {
    const from = Math.floor(gap.from / DAY);
    const to = Math.floor(gap.to / DAY);
    const empty = daysByKind(from + 1, to);
    const inGap = daysByKind(Math.max(from, first), Math.min(to + 1, end));
    return [0, 1].some((kind) => {
      const edges = [from, to].filter((day) => isCovered(day) && kindOf(day * DAY) === kind);
      const others = all[kind]! - inGap[kind]!;
      return (
        empty[kind]! > 0 &&
        others >= FEWEST_DAYS &&
        busy[kind]! - edges.length >= others * BUSY_SHARE
      );
    });
  };
}

/** Days of a week that are weekend, counted from Saturday. */
const WEEKEND = 2;
/** 1970-01-03 was a Saturday. */
const SATURDAY = 2;

/** How many weekdays and how many days of weekends are from one day to before another, counted from 1970-01-01. */
function daysByKind(from: number, to: number): readonly number[] {
  if (to <= from) return [0, 0];
  const before = (day: number): number => {
    const weeks = Math.floor((day - SATURDAY) / 7);
    return WEEKEND * weeks + Math.min(day - SATURDAY - 7 * weeks, WEEKEND);
  };
  const weekend = before(to) - before(from);
  return [to - from - weekend, weekend];
}

/** Whether a time is on a weekday, 0, or at a weekend, 1, in UTC. */
function kindOf(time: number): 0 | 1 {
  const day = Math.floor(time / DAY) - SATURDAY;
  return day - 7 * Math.floor(day / 7) < WEEKEND ? 1 : 0;
}
