import {
  guessTimeUnit,
  isNumericTimestamp,
  parseIsoTimestamp,
  parseNumericTimestamp,
  type TimeUnit,
} from '../time.js';

/** Reads the timestamps of one file. */
export interface TimestampReader {
  /** Whole microseconds since the epoch, or null if the cell is no timestamp. */
  read(cell: string): number | null;
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
