import { DAY, formatTimestamp, HOUR } from '../../time.js';
import type { Columns } from '../columns.js';
import type { QuirkDetector } from './quirk.js';
import { clockWords, dayWords } from './words.js';

/** A day that has requests: its start, and its first and last of them. */
interface Day {
  readonly start: number;
  readonly first: number;
  last: number;
}

/** A day is partial if it lacks so much beside any other, and as much as the others differ among themselves. */
const MARGIN = HOUR;
/** So many other days are needed to tell. */
const FEWEST_OTHERS = 2;

/**
 * A first UTC day that begins later than any other, or a last one that ends earlier: their daily counts say little.
 * The size is the longer of what they lack.
 */
export const partialDays: QuirkDetector = ({ columns }) => {
  const days = daysOf(columns);
  const [first, ...later] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined || later.length < FEWEST_OTHERS) return undefined;
  const begins = later.map((day) => day.first - day.start);
  const ends = days.slice(0, -1).map((day) => day.last - day.start);
  const begin = most(begins);
  const end = least(ends);
  const lacksBefore = first.first - first.start - begin;
  const lacksAfter = end - (last.last - last.start);
  const beginsLate = lacksBefore >= Math.max(MARGIN, begin - least(begins));
  const endsEarly = lacksAfter >= Math.max(MARGIN, most(ends) - end);
  const words = [
    ...(beginsLate
      ? [
          `The first day (${dayWords(first.start)}, UTC) begins at ${clockWords(first.first)}, all others by ${clockWords(begin)}.`,
        ]
      : []),
    ...(endsEarly
      ? [
          `The last day (${dayWords(last.start)}, UTC) ends at ${clockWords(last.last)}, no other before ${clockWords(end)}.`,
        ]
      : []),
  ];
  if (words.length === 0) return undefined;
  return {
    name: 'partial-days',
    count: words.length,
    sizeMs: Math.max(lacksBefore, lacksAfter) / 1000,
    at: formatTimestamp(beginsLate ? first.first : last.last),
    message: `${words.join(' ')} Daily counts of such a day are too small.`,
  };
};

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function daysOf({ timestamp, length }: Columns): Day[] {
  const days: Day[] = [];
  for (let seq = 0; seq < length; seq++) {
    const time = timestamp[seq]!;
    const start = Math.floor(time / DAY) * DAY;
    const day = days.at(-1);
    if (day?.start === start) day.last = time;
    else days.push({ start, first: time, last: time });
  }
  return days;
}
