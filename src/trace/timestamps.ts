import {
  guessTimeUnit,
  isNumericTimestamp,
  parseIsoTimestamp,
  parseNumericTimestamp,
  type TimeUnit,
} from '../time.js';

const NO_TIMESTAMP = 'no timestamp (ISO 8601, or a number since 1970)';

/** Reads the timestamps of one file. */
export interface TimestampReader {
  /** Whole microseconds since the epoch, or null if the cell is no timestamp. */
  read(cell: string): number | null;
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
  return {
    get unit() {
      return unit;
    },
    get unzoned() {
      return unzoned;
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
