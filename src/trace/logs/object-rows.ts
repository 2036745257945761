import { jsonNumberText } from '../json/json-number-text.js';
import { valueAt } from '../json/json-paths.js';
import { COLUMN_NAMES } from '../column-map.js';
import { isLogName } from './log-names.js';
import { createLogRows } from './log-rows.js';
import { madeColumns, type MadeColumn } from './made-columns.js';
import { createObjectTokenizer } from '../json/object-tokenizer.js';
import type { RowScanner } from '../bytes/row-scanner.js';
import type { Cell, RowSink } from '../row-sink.js';
import { DOUBT, type Tokenizer } from '../bytes/tokenizer.js';

/** Cells of a sink, made of JSON objects. */
export interface ObjectRows {
  /** The columns that a file lacks and that are made of what logs name otherwise. */
  readonly made: readonly string[];
  /** Of each of them, the names that it is made of. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** What was taken for which, in a sentence; undefined where nothing was. */
  readonly words: string | undefined;
  /** The cells of an object. @param text as which it stands. */
  readonly cells: (object: unknown, text: string) => Cell[];
  readonly scan: RowScanner | undefined;
}

/**
 * How rows are made of objects whose values have these names. Where a column of ours is asked for by its own name and
 * none has it, it is made of the values that logs write; in those `-` stands for nothing, and so it does in all other
 * columns of a log but those that tell a request. A request of a log without method or path is one that no model knows.
 * @param watched keys that make `scan` leave a line to `cells`.
 */
export function createObjectRows(
  names: ReadonlySet<string>,
  sink: RowSink,
  watched: readonly string[] = [],
): ObjectRows {
  const logged = [...names].filter((name) => isLogName(name) && !holdsOthers(name, names));
  const made = madeColumns(logged).filter(({ name }) => lacks(name, names, sink.wanted));
  const own = sink.wanted.filter(
    (name) => name !== undefined && !made.some((column) => column.name === name),
  );
  const values = [...new Set([...logged, ...own])].filter((name) => name !== undefined);
  const rows = createLogRows(values, sink, made);
  const isLog = !names.has('timestamp') || logged.some((name) => !isOurs(name));
  const isRequestLog =
    made.some(({ name }) => name === 'timestamp') && !tellsRequest(names, sink.wanted);
  const ofRequest = new Set(
    sink.wanted.filter((_, i) => REQUEST_COLUMNS.includes(COLUMN_NAMES[i] ?? '')),
  );
  const isLogged = (name: string): boolean => isLogName(name) || (isLog && !ofRequest.has(name));
  const minus = values.flatMap((name, place) => (isLogged(name) ? [place] : []));
  const valueOf = (object: unknown, name: string, text: string): Cell => {
    const value = valueAt(object, name);
    if ((value === null || value === '') && isRequestLog && isOfRequest(name)) return '-';
    const isNothing = value === null ? isLogName(name) : value === '-' && isLogged(name);
    return isNothing ? '' : cell(value, name, text);
  };
  return {
    made: made.map(({ name }) => name),
    sources: new Map(
      made.map(({ name, sources }) => [name, sources.map((place) => values[place]!)]),
    ),
    words: wordsOf(made, values),
    cells: (object, text) =>
      rows.cells(
        values.map((name, place) =>
          rows.needed.has(place) ? valueOf(object, name, text) : undefined,
        ),
      ),
    scan: rows.scanner(emptying(createObjectTokenizer(values, watched), minus)),
  };
}

/** Whether a column of ours is asked for by its own name, and there is none; not of a request that is told otherwise. */
function lacks(name: string, names: ReadonlySet<string>, wanted: RowSink['wanted']): boolean {
  if (!wanted.includes(name) || names.has(name)) return false;
  return !isOfRequest(name) || !tellsRequest(names, wanted);
}

/** Columns in which a text that says nothing is a request that no model knows. */
const REQUEST_COLUMNS: readonly string[] = ['category', 'method', 'path', 'endpoint'];

function isOurs(name: string): boolean {
  return COLUMN_NAMES.some((column) => column === name);
}

function isOfRequest(name: string): boolean {
  return name === 'method' || name === 'path';
}

/** Whether what is asked for is told by more than its method and path. */
function tellsRequest(names: ReadonlySet<string>, wanted: RowSink['wanted']): boolean {
  return ['category', 'endpoint'].some((name) => !wanted.includes(name) || names.has(name));
}

/** Whether the value of a name is an object. */
function holdsOthers(name: string, names: ReadonlySet<string>): boolean {
  const prefix = `${name}.`;
  for (const other of names) if (other.startsWith(prefix)) return true;
  return false;
}

function wordsOf(made: readonly MadeColumn[], values: readonly string[]): string | undefined {
  if (made.length === 0) return undefined;
  const columnsOf = new Map<string, string[]>();
  for (const { name, sources } of made) {
    const keys = sources.map((place) => values[place]!);
    const from = keys.join(name === 'user' ? ' or else ' : ' and ');
    columnsOf.set(from, [...(columnsOf.get(from) ?? []), name]);
  }
  const list = [...columnsOf].map(([from, columns]) => `${from} as ${columns.join(' and ')}`);
  return `read ${list.join(', ')} (--map overrides).`;
}

/** Makes a cell `-` of these places empty. */
function emptying(tokenize: Tokenizer, places: readonly number[]): Tokenizer {
  if (places.length === 0) return tokenize;
  return (cells, at) => {
    const next = tokenize(cells, at);
    if (next === DOUBT) return DOUBT;
    const { bytes, starts, ends } = cells;
    for (const place of places) {
      const start = starts[place]!;
      if (ends[place] === start + 1 && bytes[start] === MINUS) ends[place] = start;
    }
    return next;
  };
}

const MINUS = 45;

/** A value as a cell. A number that a float64 may not hold exactly is taken from the text as it stands. */
function cell(value: unknown, name: string, text: string): Cell {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'number') return JSON.stringify(value);
  const isWhole = Number.isSafeInteger(value);
  if (isWhole && !/\d\.\d/.test(text)) return String(value);
  const digits = jsonNumberText(text, name) ?? String(value);
  return isWhole && /^-?\d+(\.0+)?$/.test(digits) ? String(value) : digits;
}
