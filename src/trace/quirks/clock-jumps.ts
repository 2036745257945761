import { formatTimestamp } from '../../time.js';
import type { Step } from '../disorder.js';
import { isHour } from './clock-change.js';
import type { QuirkDetector } from './quirk.js';
import { counted, spanWords, timeWords } from './words.js';

const length = ({ from, to }: Step): number => from - to;

/**
 * Steps back of a minute or more in a file that is otherwise in order, from which the rows go on: the clock was set
 * back. Steps of an hour are those of `clock-change`.
 */
export const clockJumps: QuirkDetector = ({ disorder }) => {
  const jumps = (disorder?.clockJumps ?? []).filter((jump) => !isHour(length(jump)));
  const [first] = jumps;
  if (first === undefined) return undefined;
  const largest = Math.max(...jumps.map(length));
  return {
    name: 'clock-jumps',
    count: jumps.length,
    sizeMs: largest / 1000,
    at: formatTimestamp(first.to),
    message:
      `The clock went back ${counted(jumps.length, 'time')} in files that are otherwise in order, by up to ` +
      `${spanWords(largest)}, first from ${timeWords(first.from)} to ${timeWords(first.to)} in ${first.file}. ` +
      'Requests of both passes stand in the same windows.',
  };
};
