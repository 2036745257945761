import {
  parquetMetadataAsync,
  parquetScan,
  type AsyncBuffer,
  type DecodedArray,
  type ParquetParsers,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { InputError } from '../errors.js';
import { DAY, MILLISECOND } from '../time.js';
import { readTable, valueCell, type BatchColumn, type Table } from './tables/column-batch.js';
import { gather } from './tables/gather.js';
import type { RandomAccess, TraceReader } from './row-sink.js';

/** Parquet files, by hyparquet: row group by row group, of which the wanted columns alone are read. */
export const readParquet: TraceReader = async (chunks, sink, file) => {
  const buffer = file ?? inMemory(await gather(chunks));
  await checkIsParquet(buffer);
  await readTable(await openTable(buffer), sink);
};

function inMemory(bytes: Uint8Array<ArrayBuffer>): RandomAccess {
  return {
    byteLength: bytes.length,
    slice: (start, end) => Promise.resolve(bytes.slice(start, end).buffer),
  };
}

const MAGIC = 'PAR1';

/** The least that a file holds: the mark at either end, and the length of what tells of the columns. */
const LEAST_BYTES = 12;

/**
 * Checks that a file begins and ends as one of Parquet does.
 * @throws InputError if it does not.
 */
async function checkIsParquet(file: RandomAccess): Promise<void> {
  const { byteLength } = file;
  const markAt = async (start: number): Promise<string> =>
    new TextDecoder().decode(await file.slice(start, start + MAGIC.length));
  const found =
    byteLength < LEAST_BYTES
      ? `${byteLength} bytes`
      : (await markAt(0)) !== MAGIC
        ? 'another beginning'
        : (await markAt(byteLength - MAGIC.length)) !== MAGIC
          ? 'another end: it may be cut short'
          : undefined;
  if (found === undefined) return;
  throw new InputError(
    `not readable as Parquet: a Parquet file begins and ends with ${MAGIC}, and has at least ${LEAST_BYTES} bytes; found ${found}`,
  );
}

async function openTable(file: AsyncBuffer): Promise<Table> {
  const metadata = await orExplain(() => parquetMetadataAsync(file, { geoparquet: false }));
  const fields = fieldsOf(metadata.schema);
  return {
    names: fields.map(({ name }) => name),
    async *batches(wanted) {
      const columns = wanted.map((wantedName) => fields.find(({ name }) => name === wantedName));
      const names = new Set(columns.flatMap((field) => field?.column ?? []));
      const scan = await orExplain(() =>
        parquetScan({ file, metadata, columns: [...names], compressors, parsers: PARSERS }),
      );
      for (const { rowStart, rowEnd } of scan.ranges) {
        const read = async (field: Field | undefined): Promise<BatchColumn | undefined> => {
          if (field === undefined) return undefined;
          const { column, keys } = field;
          const values = await orExplain(() => scan.readColumn({ column, rowStart, rowEnd }));
          return toColumn(within(values, keys), field.element);
        };
        const batch: (BatchColumn | undefined)[] = [];
        for (const field of columns) batch.push(await read(field));
        yield { length: rowEnd - rowStart, columns: batch };
      }
    },
  };
}

/** A column, or a field of one that is a struct. */
interface Field {
  readonly name: string;
  readonly element: SchemaElement;
  readonly column: string;
  /** What leads to the field in the column. */
  readonly keys: readonly string[];
}

/**
 * The columns of a schema, which lists its tree depth first, the root before all; then the fields of structs, by their
 * keys with dots between. A column of such a name hides one.
 */
function fieldsOf([root, ...rest]: readonly SchemaElement[]): Field[] {
  const columns: Field[] = [];
  const nested: Field[] = [];
  let at = 0;
  const skip = (): void => {
    const { num_children: children = 0 } = rest[at++] ?? {};
    for (let child = 0; child < children; child++) skip();
  };
  const take = (outer?: Field): void => {
    const element = rest[at]!;
    const { name, num_children: children = 0 } = element;
    const field =
      outer === undefined
        ? { name, element, column: name, keys: [] }
        : { ...outer, name: `${outer.name}.${name}`, element, keys: [...outer.keys, name] };
    (outer === undefined ? columns : nested).push(field);
    if (!isStruct(element)) {
      skip();
      return;
    }
    at++;
    for (let child = 0; child < children; child++) take(field);
  };
  for (let child = 0; child < (root?.num_children ?? 0); child++) take();
  const own = new Set(columns.map(({ name }) => name));
  return [...columns, ...nested.filter(({ name }) => !own.has(name))];
}

/** Whether an element has fields, rather than the items of a list or a map. */
function isStruct(element: SchemaElement): boolean {
  const { num_children: children = 0, repetition_type: repetition } = element;
  const { converted_type: converted, logical_type: logical } = element;
  return (
    children > 0 && repetition !== 'REPEATED' && converted === undefined && logical === undefined
  );
}

/** The values of a field of structs. */
function within(values: DecodedArray, keys: readonly string[]): ArrayLike<unknown> {
  if (keys.length === 0) return values;
  return Array.from(values, (struct: unknown) =>
    keys.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), struct),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Times as whole microseconds; texts as they stand. */
const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (ms) => Number(ms) * MILLISECOND,
  timestampFromMicroseconds: Number,
  timestampFromNanoseconds: (ns) => Number((ns - (((ns % 1000n) + 1000n) % 1000n)) / 1000n),
  dateFromDays: (days) => days * DAY,
  jsonFromBytes: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  stringFromBytes: (bytes) => DECODER.decode(bytes),
};

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

function toColumn(values: ArrayLike<unknown>, element: SchemaElement): BatchColumn {
  const { type, converted_type: converted, logical_type: logical, scale = 0 } = element;
  const at = (row: number): unknown => values[row];
  const isTime = logical?.type === 'TIMESTAMP' || converted?.startsWith('TIMESTAMP') === true;
  if (isTime || converted === 'DATE' || type === 'INT96') {
    // Where no logical type says otherwise, the older converted types count instants.
    const isInstant = logical?.type !== 'TIMESTAMP' || logical.isAdjustedToUTC;
    return {
      times: Float64Array.from({ length: values.length }, (_, row) => Number(at(row) ?? NaN)),
      zoned: isTime && isInstant,
    };
  }
  if (converted === 'DECIMAL') {
    return {
      cell: (row) => {
        const value = at(row);
        return typeof value === 'number' ? decimalText(value, scale) : undefined;
      },
    };
  }
  return { cell: (row) => valueCell(at(row)) };
}

/** hyparquet makes float64 of decimals: their digits again, without the zeros at the end. */
function decimalText(value: number, scale: number): string {
  return scale === 0 ? value.toFixed() : value.toFixed(scale).replace(/\.?0+$/, '');
}

/** Does what hyparquet may fail at. @throws InputError for its errors. */
async function orExplain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError || !(error instanceof Error)) throw error;
    throw new InputError(`not readable as Parquet: ${error.message.replace(/^parquet /, '')}`);
  }
}
