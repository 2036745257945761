import { DAY, formatTimestamp, HOUR, MINUTE, SECOND } from '../../time.js';
import type { Columns } from '../columns.js';
import type { QuirkDetector } from './quirk.js';
import { counted } from './words.js';

const STEPS = [
  ['days', DAY],
  ['hours', HOUR],
  ['minutes', MINUTE],
  ['seconds', SECOND],
] as const;

/** Fewer requests may be at whole seconds by chance, or by hand. */
const FEWEST = 10;

/** The coarsest step that all times are multiples of, in microseconds; undefined if it is less than a second. */
export function clockStep({ timestamp, length }: Columns): number | undefined {
  if (length < FEWEST) return undefined;
  return STEPS.find(([, step]) =>
    timestamp.subarray(0, length).every((time) => time % step === 0),
  )?.[1];
}

/** Times that are all whole seconds, minutes, hours or days. The size is that step. */
export const coarseClock: QuirkDetector = ({ columns }) => {
  const step = clockStep(columns);
  if (step === undefined) return undefined;
  const { timestamp, length } = columns;
  const [unit] = STEPS.find(([, size]) => size === step)!;
  let most = 1;
  let same = 1;
  for (let seq = 1; seq < length; seq++) {
    same = timestamp[seq] === timestamp[seq - 1] ? same + 1 : 1;
    most = Math.max(most, same);
  }
  return {
    name: 'coarse-clock',
    count: length,
    sizeMs: step / 1000,
    at: formatTimestamp(timestamp[0]!),
    message:
      `All times are whole ${unit}, and up to ${counted(most, 'request')} stand at one instant: within it they keep ` +
      `the order of the rows, and bursts shorter than that cannot be told.`,
  };
};
