import { DAY, formatTimestamp, HOUR, MINUTE } from '../../time.js';
import type { Columns } from '../columns.js';
import type { QuirkDetector } from './quirk.js';
import { timeWords } from './words.js';

/** How far from a whole hour the rows beside a change may be. */
const NEAR = 2 * MINUTE;
/** 1970-01-01 was a Thursday. */
const SUNDAY = 3;
/** Months, from 0, in which clocks are put forward. */
const SPRING = [2, 3, 8, 9];
/** Clocks are changed in the first hours of the day. */
const LATEST_HOUR = 4;

/** Whether a length of time is an hour, but for what lies between two requests. @param us microseconds. */
export function isHour(us: number): boolean {
  return Math.abs(us - HOUR) <= NEAR;
}

/**
 * An hour that is left out or told twice, as where clocks are changed for summer: the times are local, whatever zone
 * they name. Forward: nothing in one whole hour of a Sunday night in spring, of a trace with hardly any gap that is
 * longer than two minutes. Back: the file steps back by an hour and goes on from there.
 */
export const clockChange: QuirkDetector = ({ columns, disorder }) => {
  const back = (disorder?.clockJumps ?? []).filter(({ from, to }) => isHour(from - to));
  const changes = [
    ...back.map(({ from, to }) => ({ from, to, way: 'back' })),
    ...forward(columns).map((change) => ({ ...change, way: 'forward' })),
  ].sort((a, b) => a.from - b.from);
  const [first] = changes;
  if (first === undefined) return undefined;
  return {
    name: 'clock-change',
    count: changes.length,
    sizeMs: HOUR / 1000,
    at: formatTimestamp(first.to),
    message:
      `An hour is ${first.way === 'back' ? 'told twice' : 'left out'} at ${timeWords(first.from)}, as where clocks ` +
      `are put ${first.way} for summer or winter: the times may be local ones. Write them with their offset.`,
  };
};

function forward({ timestamp, length }: Columns): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let long = 0;
  for (let seq = 1; seq < length; seq++) {
    const from = timestamp[seq - 1]!;
    const to = timestamp[seq]!;
    if (to - from <= NEAR) continue;
    long++;
    if (isHour(to - from) && isSpringNight(from, to)) found.push({ from, to });
  }
  return long <= length * 0.01 ? found : [];
}

function isSpringNight(from: number, to: number): boolean {
  const hour = Math.ceil(from / HOUR) * HOUR;
  const date = new Date(hour / 1000);
  return (
    hour - from <= NEAR &&
    to - (hour + HOUR) >= 0 &&
    (hour % DAY) / HOUR < LATEST_HOUR &&
    Math.floor(hour / DAY) % 7 === SUNDAY &&
    SPRING.includes(date.getUTCMonth())
  );
}
