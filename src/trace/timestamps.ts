import {
  guessTimeUnit,
  isNumericTimestamp,
  parseIsoTimestamp,
  parseNumericTimestamp,
  type TimeUnit,
} from '../time.js';
import { createTimeScanner, scanEpoch } from './scan-time.js';

const NO_TIMESTAMP = 'no timestamp (ISO 8601, or a number since 1970)';

/** Behind the year of an ISO 8601 date. */
const HYPHEN = 45;

/** Reads the timestamps of one file. */
export interface TimestampReader {
  /** Whole microseconds since the epoch, or null if the cell is no timestamp. */
  read(cell: string): number | null;
  /** The same from bytes, without noting that it was read; NaN where only `read` can tell. */
  peek(bytes: Uint8Array, start: number, end: number): number;
  /** Notes that the time last peeked at was read. */
  accept(): void;
  /** What is wrong with a cell that is no timestamp. */
  fault(cell: string | undefined): string;
  /** The unit of the file's numbers, once a number was read. */
  readonly unit: TimeUnit | undefined;
  /** How many times had no zone and were read as UTC. */
  readonly unzoned: number;
}

/** A reader whose first number settles the unit of all, unless one is given. */
export function createTimestampReader(givenUnit?: TimeUnit): TimestampReader {
  let unit = givenUnit;
  let unzoned = 0;
  const scanner = createTimeScanner();
  let isUnzoned = false;
  return {
    get unit() {
      return unit;
    },
    get unzoned() {
      return unzoned;
    },
    peek(bytes, start, end) {
      if (bytes[start + 4] === HYPHEN) {
        const us = scanner.iso(bytes, start, end);
        isUnzoned = !scanner.zoned;
        return us;
      }
      isUnzoned = false;
      return unit === undefined ? NaN : scanEpoch(bytes, start, end, unit);
    },
    accept() {
      if (isUnzoned) unzoned++;
    },
    fault(cell) {
      if (cell === undefined || unit === undefined || !isNumericTimestamp(cell))
        return NO_TIMESTAMP;
      return `past the year 2255 if it counts ${unit}, as the first number of the file does (--time-unit overrides)`;
    },
    read(cell) {
      if (isNumericTimestamp(cell)) {
        unit ??= guessTimeUnit(Number(cell));
        return parseNumericTimestamp(cell, unit);
      }
      const iso = parseIsoTimestamp(cell);
      if (iso === null) return null;
      if (!iso.zoned) unzoned++;
      return iso.us;
    },
  };
}
