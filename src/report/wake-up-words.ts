import type { ResultWakeUps } from '../result/result.js';
import { jitterWords } from './client-words.js';
import { formatCount, formatNumberOf, formatTime } from './format-number.js';

/** How attempts crowd behind resets, in words. */
export function wakeUpWords({ resets, attempts, busiest, otherJitter }: ResultWakeUps): string {
  const when = resets === 1 ? 'At the one reset' : `At the ${formatCount(resets)} resets`;
  const other =
    otherJitter === undefined
      ? ''
      : ` (with ${jitterWords(otherJitter.jitter)}: ${formatCount(otherJitter.attempts)})`;
  const most =
    busiest === undefined || resets === 1
      ? ''
      : `; the busiest, ${formatTime(busiest.at)}, met ${formatCount(busiest.attempts)}`;
  return `${when}, ${formatNumberOf(attempts, 'attempt')} fell in the first second${other}${most}.`;
}
