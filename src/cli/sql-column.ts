import type { DuckDBDataChunk, DuckDBStructValue, DuckDBValue } from '@duckdb/node-api';
import { InputError } from '../errors.js';
import { DAY, MILLISECOND, SECOND } from '../time.js';
import { decimalText, valueCell, type BatchColumn } from '../trace/tables/column-batch.js';

/** Takes a column out of a chunk of rows. */
export type SqlColumn = (chunk: DuckDBDataChunk) => BatchColumn;

/** Types whose values come as texts, numbers or truth values. */
const PLAIN = new Set([
  ...['VARCHAR', 'ENUM', 'BOOLEAN', 'SQLNULL', 'FLOAT', 'DOUBLE'],
  ...['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT'],
  ...['UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT'],
]);

/** DuckDB's type JSON: texts of its own, so an alias. */
export const JSON_TYPE = 'JSON';

/** Types of times, and how many whole microseconds since the epoch their values are. */
const TIMES: Readonly<Record<string, (value: DuckDBValue) => number>> = {
  TIMESTAMP: (value) => Number(member(value, 'micros')),
  TIMESTAMP_TZ: (value) => Number(member(value, 'micros')),
  TIMESTAMP_S: (value) => Number(member(value, 'seconds')) * SECOND,
  TIMESTAMP_MS: (value) => Number(member(value, 'millis')) * MILLISECOND,
  TIMESTAMP_NS: (value) => Number(BigInt.asIntN(64, floorThousandth(member(value, 'nanos')))),
  DATE: (value) => Number(member(value, 'days')) * DAY,
};

/** A column of a result, or a field of one that is a struct. */
export interface SqlField {
  readonly name: string;
  /** Its type, by DuckDB's name. */
  readonly kind: string;
  /** The place of the column in the result. */
  readonly place: number;
  /** What leads to the field in it. */
  readonly keys: readonly string[];
}

/** @throws InputError for a type that no cell can have. */
export function sqlColumn({ name, kind, place, keys }: SqlField): SqlColumn {
  const time = TIMES[kind];
  if (time !== undefined) {
    return (chunk) => {
      const vector = chunk.getColumnVector(place);
      const times = Float64Array.from({ length: chunk.rowCount }, (_, row) => {
        const value = within(vector.getItem(row), keys);
        return value === null ? NaN : time(value);
      });
      return { times, zoned: kind === 'TIMESTAMP_TZ' };
    };
  }
  const cellOf = CELLS[kind] ?? (PLAIN.has(kind) ? valueCell : undefined);
  if (cellOf === undefined) {
    throw new InputError(
      `--sql: the column "${name}" is of type ${kind}; expected texts, numbers, truth values or times ` +
        `(as CAST("${name}" AS VARCHAR) makes)`,
    );
  }
  return (chunk) => {
    const vector = chunk.getColumnVector(place);
    return { cell: (row) => cellOf(within(vector.getItem(row), keys)) };
  };
}

const CELLS: Readonly<Record<string, (value: DuckDBValue) => string | undefined>> = {
  [JSON_TYPE]: jsonCell,
  UUID: (value) => (value === null ? undefined : value.toString()),
  DECIMAL: (value) =>
    value === null
      ? undefined
      : decimalText(member(value, 'value') as bigint, Number(member(value, 'scale'))),
};

/** A JSON string is the text in its quotes, and null is none; all else stands as it is written. */
function jsonCell(value: DuckDBValue): string | undefined {
  if (typeof value !== 'string' || value === 'null') return undefined;
  const parsed: unknown = value.startsWith('"') ? JSON.parse(value) : value;
  return typeof parsed === 'string' ? parsed : value;
}

/** The value of a field of a struct; null if the struct is. */
function within(value: DuckDBValue, keys: readonly string[]): DuckDBValue {
  return keys.reduce<DuckDBValue>(
    (struct, key) =>
      struct === null ? null : ((struct as DuckDBStructValue).entries[key] ?? null),
    value,
  );
}

/** A member of one of DuckDB's values, which are objects of many classes. */
function member(value: DuckDBValue, name: string): number | bigint {
  return (value as unknown as Record<string, number | bigint>)[name]!;
}

function floorThousandth(value: number | bigint): bigint {
  const nanoseconds = BigInt(value);
  const rest = nanoseconds % 1000n;
  return (nanoseconds - (rest < 0n ? rest + 1000n : rest)) / 1000n;
}
