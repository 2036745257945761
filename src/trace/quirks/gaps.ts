import { DAY, formatTimestamp, MINUTE } from '../../time.js';
import type { Columns } from '../columns.js';
import { firstAtOrAfter } from '../select.js';
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
/** In a trace of fewer days, a gap is compared with this one of the longest, counted from 0. */
const SIXTH = 5;
const TIMES_SIXTH = 10;

/**
 * Gaps of a minute or more that are much longer than usual. Their size is the longest.
 *
 * - Of the other days of the kind (weekday or weekend) whose same hours the trace covers, two at least: the gap is five
 *   times as long as the longest pause that any of them makes there; or it holds a whole day (UTC), and of the other
 *   days of the kind four in five have requests.
 * - Where there are no two: the gap is ten times as long as the sixth longest.
 */
export const gaps: QuirkDetector = ({ columns }) => {
  const longest = longestGaps(columns);
  const sixth = longest[SIXTH];
  const unusual = longest.filter((gap) => {
    if (holdsUnusualDay(columns, gap)) return true;
    const pause = longestPause(columns, gap);
    if (pause !== undefined) return span(gap) >= TIMES_OTHER_DAYS * pause;
    return sixth !== undefined && span(gap) >= TIMES_SIXTH * span(sixth);
  });
  const first = unusual.toSorted((a, b) => a.from - b.from)[0];
  if (first === undefined) return undefined;
  const size = span(unusual[0]!);
  return {
    name: 'gaps',
    count: unusual.length,
    sizeMs: size / 1000,
    at: formatTimestamp(first.from),
    message:
      `${counted(unusual.length, 'gap')} ${unusual.length === 1 ? 'is' : 'are'} much longer than usual ` +
      `(${ruleFor(columns, first)}), up to ${spanWords(size)}, the first from ${timeWords(first.from)} to ` +
      `${timeWords(first.to)}: a hole in the log, or a pause.`,
  };
};

function ruleFor(columns: Columns, gap: Gap): string {
  if (holdsUnusualDay(columns, gap)) return 'a whole day, as no other or hardly any is empty';
  return longestPause(columns, gap) === undefined
    ? `at least ${TIMES_SIXTH} times the sixth longest`
    : `at least ${TIMES_OTHER_DAYS} times the longest pause of other days in the same hours`;
}

function span({ from, to }: Gap): number {
  return to - from;
}

/** The longest gaps, the longest first; of equal ones, the earlier first. */
function longestGaps({ timestamp, length }: Columns): Gap[] {
  const found: Gap[] = [];
  for (let seq = 1; seq < length; seq++) {
    const gap = { from: timestamp[seq - 1]!, to: timestamp[seq]! };
    if (span(gap) >= SHORTEST) found.push(gap);
  }
  return found.sort((a, b) => span(b) - span(a) || a.from - b.from).slice(0, LOOKED_AT);
}

/** The longest pause of any other day in the hours of a gap; undefined where too few days can be compared. */
function longestPause(columns: Columns, gap: Gap): number | undefined {
  const pauses = sameHours(columns, gap).map((hours) => pauseWithin(columns, hours));
  return pauses.length < FEWEST_DAYS ? undefined : Math.max(...pauses);
}

/** Whether a gap holds a whole UTC day of a kind of which hardly any other day is without requests. */
function holdsUnusualDay(columns: Columns, gap: Gap): boolean {
  const firstDay = Math.ceil(gap.from / DAY);
  const days = Math.max(0, Math.floor(gap.to / DAY) - firstDay);
  return Array.from({ length: days }, (_, i) => (firstDay + i) * DAY).some((day) => {
    const others = sameHours(columns, gap, { from: day, to: day + DAY - 1 });
    const busy = others.filter((hours) => pauseWithin(columns, hours) < span(hours));
    return others.length >= FEWEST_DAYS && busy.length >= others.length * BUSY_SHARE;
  });
}

/** The hours of a part of a gap, on the other days of the kind, as far as the trace covers them. */
function sameHours({ timestamp, length }: Columns, gap: Gap, { from, to }: Gap = gap): Gap[] {
  const earliest = Math.ceil((timestamp[0]! - from) / DAY);
  const latest = Math.floor((timestamp[length - 1]! - to) / DAY);
  const days = Array.from({ length: Math.max(0, latest - earliest + 1) }, (_, i) => earliest + i);
  return days
    .map((day) => ({ from: from + day * DAY, to: to + day * DAY }))
    .filter((hours) => hours.from >= gap.to || hours.to <= gap.from)
    .filter(
      (hours) => isWeekend(hours.from) === isWeekend(from) && isWeekend(hours.to) === isWeekend(to),
    );
}

/** The longest stretch without a request within some hours. */
function pauseWithin({ timestamp, length }: Columns, { from, to }: Gap): number {
  let longest = 0;
  let last = from;
  for (let seq = firstAtOrAfter(timestamp, length, from); last < to; seq++) {
    const next = seq < length ? Math.min(timestamp[seq]!, to) : to;
    longest = Math.max(longest, next - last);
    last = next;
  }
  return longest;
}

/** Whether a time is on a Saturday or Sunday, in UTC; 1970-01-01 was a Thursday. */
function isWeekend(time: number): boolean {
  const weekday = ((Math.floor(time / DAY) % 7) + 7) % 7;
  return weekday === 2 || weekday === 3;
}
