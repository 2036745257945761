import { DAY, formatTimestamp, HOUR, MINUTE } from '../../time.js';
import type { QuirkDetector } from './quirk.js';
import { counted } from './words.js';

/** Zones are whole half hours apart; nearly all of them. */
const STEP = HOUR / 2;
/** How far the first and the last request may be from the border of a day. */
const NEAR = 10 * MINUTE;

/** A trace of whole days that do not begin at midnight UTC: of another zone, perhaps. The size is the shift. */
export const shiftedDays: QuirkDetector = ({ columns: { timestamp, length } }) => {
  const first = timestamp[0]!;
  const last = timestamp[length - 1]!;
  const begins = Math.floor(first / STEP) * STEP;
  const ends = Math.ceil((last + 1) / STEP) * STEP;
  const days = (ends - begins) / DAY;
  const shift = ((begins % DAY) + DAY) % DAY;
  const isWhole = Number.isInteger(days) && first - begins <= NEAR && ends - last <= NEAR;
  if (!isWhole || days < 2 || shift === 0) return undefined;
  const clock = formatTimestamp(begins).slice(11, 16);
  return {
    name: 'shifted-days',
    count: days,
    sizeMs: shift / 1000,
    at: formatTimestamp(first),
    message:
      `The trace is ${counted(days, 'whole day')} from ${clock} UTC to ${clock} UTC: days of another zone, perhaps. ` +
      'Daily windows begin at 00:00 UTC (--reset-zone starts them elsewhere), so that the first and the last are cut.',
  };
};
