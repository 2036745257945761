import { lineEnd, lineText } from './blocks.js';
import { excerpt } from '../excerpt.js';
import type { RowScanner } from './row-scanner.js';
import { DOUBT } from './tokenizer.js';

/** Takes the lines of a file. */
export interface LineTaker {
  /** Takes a line as bytes, if it can. */
  readonly scan?: RowScanner | undefined;
  /** Takes, as text, the line of a block from `at` to before `end`. */
  readonly take: (block: Uint8Array, at: number, end: number, line: number) => void;
  /** Takes a line that holds NUL bytes, as a write that was cut off leaves them. If absent, it goes to `take`. */
  readonly bad?: (reason: string, found: string, line: number) => void;
}

/**
 * Takes all lines of a block. Returns how many lines are taken, with those of the blocks before.
 * @param before how many lines those have.
 */
export function takeLines(taker: LineTaker, block: Uint8Array, before: number): number {
  let line = before;
  let damaged = taker.bad === undefined ? NONE : damagedLine(block, 0);
  for (let at = 0; at < block.length;) {
    line++;
    if (at === damaged) {
      const end = lineEnd(block, at);
      taker.bad?.('NUL bytes in the line', `found ${excerpt(lineText(block, at, end))}`, line);
      at = end + 1;
      damaged = damagedLine(block, at);
      continue;
    }
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

const LINE_FEED = 10;

/** Stands for the place of a line that there is not. */
const NONE = -1;

/** Where the first line from `at` on begins that holds a NUL byte. */
function damagedLine(block: Uint8Array, at: number): number {
  const place = block.indexOf(0, at);
  return place === -1 ? NONE : block.lastIndexOf(LINE_FEED, place) + 1;
}
