import { formatTimestamp, HOUR, MINUTE } from '../../time.js';
import type { QuirkDetector } from './quirk.js';
import { counted } from './words.js';

/** In so many different hours at least. */
const HOURS = 5;

/** Requests that all stand in the same minute of their hour. */
export const loneMinute: QuirkDetector = ({ columns: { timestamp, length } }) => {
  const minuteOf = (time: number): number => Math.floor((((time % HOUR) + HOUR) % HOUR) / MINUTE);
  const first = timestamp[0]!;
  const minute = minuteOf(first);
  let hours = 1;
  let requests = 1;
  for (let seq = 1; seq < length; seq++) {
    const time = timestamp[seq]!;
    if (minuteOf(time) !== minute) return undefined;
    requests++;
    if (Math.floor(time / HOUR) !== Math.floor(timestamp[seq - 1]! / HOUR)) hours++;
  }
  if (hours < HOURS || requests < 2 * hours) return undefined;
  return {
    name: 'lone-minute',
    count: requests,
    at: formatTimestamp(first),
    message:
      `All requests stand in minute ${String(minute).padStart(2, '0')} of their hour, in ${counted(hours, 'hour')}: ` +
      'of an hourly job, or the times are made up or cut.',
  };
};
