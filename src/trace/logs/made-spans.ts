import { addressEnd, NO_ADDRESS } from './client-address.js';
import type { CellSpans } from '../bytes/tokenizer.js';

/** How the bytes of a cell are told from those of its sources. */
export type SpanKind =
  'first' | 'user' | 'whole' | 'joined' | 'target' | 'method' | 'request-target';

/** A cell to make. */
export interface SpanMaker {
  readonly kind: SpanKind;
  /** Places of the cells that it is made of. */
  readonly sources: readonly number[];
  /** Of a user, how many of the sources are names; clients' addresses come behind them. */
  readonly names: number;
}

/**
 * Puts what is made of some cells into the cell `to`; false where it takes text. One function for all kinds: its
 * machine code outlives a file, as that of one closure a column does not.
 */
export function putSpan(
  { kind, sources, names }: SpanMaker,
  cells: CellSpans,
  to: number,
): boolean {
  const { bytes, starts, ends } = cells;
  const first = sources[0]!;
  const last = sources[sources.length - 1]!;
  const start = starts[first]!;
  const end = ends[first]!;
  switch (kind) {
    case 'first':
      put(cells, to, start, end);
      return true;
    case 'user': {
      let i = 0;
      while (i < sources.length - 1 && starts[sources[i]!] === ends[sources[i]!]) i++;
      const from = starts[sources[i]!]!;
      const behind = ends[sources[i]!]!;
      const until = i < names ? behind : addressEnd(bytes, from, behind);
      put(cells, to, from, until);
      return until !== NO_ADDRESS || from === behind;
    }
    case 'whole':
      put(cells, to, start, end);
      return start !== end;
    case 'joined':
      put(cells, to, start, ends[last]!);
      return end + 1 === starts[last] && bytes[end] === SPACE;
    case 'target':
      put(cells, to, start, end);
      return start !== end && (last === first || starts[last] === ends[last]);
    case 'method': {
      const behind = methodEnd(bytes, start, end);
      put(cells, to, start, behind);
      return behind > start;
    }
    case 'request-target': {
      const target = methodEnd(bytes, start, end) + 1;
      const behind = targetEnd(bytes, target, end);
      put(cells, to, target, behind);
      return target < behind && bytes[target] !== SPACE && bytes[behind - 1] !== SPACE;
    }
  }
}

const SPACE = 32;
const MINUS = 45;
const UNDERSCORE = 95;
const PROTOCOL = new TextEncoder().encode('HTTP/');
/** The bit in which small letters of ASCII differ from capitals. */
const SMALL = 32;

function put({ starts, ends }: CellSpans, to: number, start: number, end: number): void {
  starts[to] = start;
  ends[to] = end;
}

/** Where the method of a request line ends: at the space behind it; at its start if there is none. */
function methodEnd(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && isMethodByte(bytes[i]!, i === start)) i++;
  return bytes[i] === SPACE && i < end ? i : start;
}

function isMethodByte(byte: number, isFirst: boolean): boolean {
  const letter = byte | SMALL;
  if (letter >= 97 && letter <= 122) return true;
  return !isFirst && (byte === MINUS || byte === UNDERSCORE || (byte >= 48 && byte <= 57));
}

/** Where the target of a request line ends: before a space and the protocol, or with the line. */
function targetEnd(bytes: Uint8Array, start: number, end: number): number {
  let last = end - 1;
  while (last > start && bytes[last] !== SPACE) last--;
  for (let k = 0; k < PROTOCOL.length; k++) if (bytes[last + 1 + k] !== PROTOCOL[k]) return end;
  return last > start && last + PROTOCOL.length < end ? last : end;
}
