import {
  guessTimeUnit,
  isNumericTimestamp,
  parseIsoTimestamp,
  parseNumericTimestamp,
  type TimeUnit,
} from '../time.js';
import { parseClfTime } from './logs/clf-time.js';
import { createTimeScanner, scanEpoch } from './bytes/scan-time.js';

const NO_TIMESTAMP = 'no timestamp (ISO 8601, or a number since 1970)';

/** Behind the year of an ISO 8601 date. */
const HYPHEN = 45;
/** Behind the day of a time of the Common Log Format, and before it in brackets. */
const SLASH = 47;
const BRACKET = 91;

/** Reads the timestamps of one file. */
export interface TimestampReader {
  /** Whole microseconds since the epoch, or null if the cell is no timestamp. */
  read(cell: string): number | null;
  /** The same from bytes, without noting that it was read; NaN where only `read` can tell. */
  peek(bytes: Uint8Array, start: number, end: number): number;
  /** Notes that the time last peeked at was read. */
  accept(): void;
  /** Notes that a time without a zone came as a number. */
  noteUnzoned(): void;
  /** What is wrong with a cell that is no timestamp. */
  fault(cell: string | undefined): string;
  /** The unit of the file's numbers, once a number was read. */
  readonly unit: TimeUnit | undefined;
  /** How many times had no zone and were read as UTC. */
  readonly unzoned: number;
}

/** A reader whose first number settles the unit of all, unless one is given. */
export function createTimestampReader(givenUnit?: TimeUnit): TimestampReader {
  return new Reader(givenUnit);
}

/** A class, so that its machine code outlives it. */
class Reader implements TimestampReader {
  unit: TimeUnit | undefined;
  unzoned = 0;
  private readonly scanner = createTimeScanner();
  private isUnzoned = false;

  constructor(unit?: TimeUnit) {
    this.unit = unit;
  }

  peek(bytes: Uint8Array, start: number, end: number): number {
    const { scanner, unit } = this;
    if (bytes[start + 4] === HYPHEN) {
      const us = scanner.iso(bytes, start, end);
      this.isUnzoned = !scanner.zoned;
      return us;
    }
    this.isUnzoned = false;
    if (bytes[start + 2] === SLASH || bytes[start] === BRACKET) {
      return scanner.clf(bytes, start, end);
    }
    return unit === undefined ? NaN : scanEpoch(bytes, start, end, unit);
  }

  accept(): void {
    if (this.isUnzoned) this.unzoned++;
  }

  noteUnzoned(): void {
    this.unzoned++;
  }

  fault(cell: string | undefined): string {
    if (cell === undefined || this.unit === undefined || !isNumericTimestamp(cell)) {
      return NO_TIMESTAMP;
    }
    return `past the year 2255 if it counts ${this.unit}, as the first number of the file does (--time-unit overrides)`;
  }

  read(cell: string): number | null {
    if (isNumericTimestamp(cell)) {
      this.unit ??= guessTimeUnit(Number(cell));
      return parseNumericTimestamp(cell, this.unit);
    }
    const time = parseIsoTimestamp(cell) ?? parseClfTime(cell);
    if (time === null) return null;
    if (!time.zoned) this.unzoned++;
    return time.us;
  }
}
