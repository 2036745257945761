import type { Result } from '../../result/result.js';
import type { Palette } from '../palette.js';
import { printable } from '../printable.js';
import { largestStreams, shareWords } from '../streams.js';
import { wrap } from '../wrap.js';

/** The profile and the seed that a trace was generated from, and its sources with their shares; empty where the trace was recorded. */
export function workloadText({ workload }: Result, palette: Palette): string {
  if (workload === undefined) return '';
  const { name, seed, sources } = workload;
  const shares = shareWords(largestStreams(sources));
  const words = `profile ${printable(name)}, seed ${String(seed)}: ${shares || 'no requests'}`;
  return `${palette.bold('Workload')}\n${wrap(`- ${words}`)}\n`;
}
