import { formatTimestamp } from '../../time.js';
import type { QuirkDetector } from './quirk.js';
import { counted, spanWords, timeWords } from './words.js';

/** Rows that are before the row above them in time. Their size is the largest step back. */
export const outOfOrder: QuirkDetector = ({ disorder }) => {
  if (disorder === undefined) return undefined;
  const { rows, atFileStart, largest, first } = disorder;
  const betweenFiles =
    atFileStart === 0 ? '' : ` (${atFileStart.toLocaleString('en-US')} where a file begins)`;
  return {
    name: 'out-of-order',
    count: rows,
    sizeMs: largest / 1000,
    at: formatTimestamp(first.to),
    message:
      `${counted(rows, 'row')} ${rows === 1 ? 'is' : 'are'} before the row above in time${betweenFiles}, by up to ` +
      `${spanWords(largest)}, the first at ${timeWords(first.to)} in ${first.file}. They are replayed in order of time.`,
  };
};
