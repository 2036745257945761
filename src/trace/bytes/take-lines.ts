import { lineEnd } from './blocks.js';
import type { RowScanner } from './row-scanner.js';
import { DOUBT } from './tokenizer.js';

/** Takes the lines of a file. */
export interface LineTaker {
  /** Takes a line as bytes, if it can. */
  readonly scan?: RowScanner | undefined;
  /** Takes, as text, the line of a block from `at` to before `end`. */
  readonly take: (block: Uint8Array, at: number, end: number, line: number) => void;
}

/**
 * Takes all lines of a block. Returns how many lines are taken, with those of the blocks before.
 * @param before how many lines those have.
 */
export function takeLines(taker: LineTaker, block: Uint8Array, before: number): number {
  let line = before;
  for (let at = 0; at < block.length;) {
    line++;
    const next = taker.scan?.(block, at) ?? DOUBT;
    if (next !== DOUBT) {
      at = next;
      continue;
    }
    const end = lineEnd(block, at);
    taker.take(block, at, end, line);
    at = end + 1;
  }
  return line;
}
