import { blocks, lineEnd, lineText } from './blocks.js';
import { excerpt } from './excerpt.js';
import { jsonNumberText } from './json-number-text.js';
import { pathsOf, valueAt } from './json-paths.js';
import { createRowScanner, type RowScanner } from './row-scanner.js';
import type { Cell, RowSink } from './row-sink.js';
import { createObjectTokenizer, DOUBT } from './tokenizer.js';

/** So many rows are looked through for the names of the columns, since a row may leave out a key that others have. */
const ROWS_FOR_HEADER = 1000;

/** So many names are told, beside those that are wanted: objects may have ids for keys. */
const TOLD_NAMES = 1000;

/**
 * JSON lines: one object a line, blank lines left out. `request.url` names the key `url` of the
 * object `request`, unless a key is named so. `JSON.parse` reads
 * the rows that are looked through for the names of the columns, and then each line that the tokenizer
 * doubts or the sink does not take as bytes.
 */
export async function readJsonl(chunks: AsyncIterable<Uint8Array>, sink: RowSink): Promise<void> {
  const names = new Set<string>();
  /** What the sink will be told once it knows the header. */
  let held: (() => void)[] | undefined = [];
  let scanRow: RowScanner | undefined;
  let objects = 0;
  let firstLine = 0;
  let line = 0;

  const release = (): void => {
    if (held === undefined) return;
    if (objects > 0) {
      sink.header([...names], firstLine);
      scanRow = objectScanner(sink);
    }
    held.forEach((tell) => {
      tell();
    });
    held = undefined;
  };
  const take = (text: string, at: number): void => {
    if (text.trim() === '') return;
    const row = parseRow(text, sink.wanted);
    const tell = (): void => {
      if (row === null) sink.bad('not a JSON object', `found ${excerpt(text)}`, at);
      else sink.row(row.cells, at);
    };
    if (held === undefined) {
      tell();
      return;
    }
    held.push(tell);
    if (row === null) return;
    if (objects++ === 0) firstLine = at;
    for (const name of pathsOf(row.object)) {
      if (names.size < TOLD_NAMES || sink.wanted.includes(name)) names.add(name);
    }
    if (objects === ROWS_FOR_HEADER) release();
  };

  const takeBlock = (block: Uint8Array): void => {
    for (let at = 0; at < block.length;) {
      line++;
      const next = scanRow?.(block, at) ?? DOUBT;
      if (next !== DOUBT) {
        at = next;
        continue;
      }
      const end = lineEnd(block, at);
      take(lineText(block, at, end), line);
      at = end + 1;
    }
  };

  for await (const block of blocks(chunks)) takeBlock(block);
  release();
}

function objectScanner(sink: RowSink): RowScanner | undefined {
  const keys = [...new Set(sink.wanted)].filter((name) => name !== undefined);
  const places = sink.wanted.map((name) => (name === undefined ? -1 : keys.indexOf(name)));
  return createRowScanner(createObjectTokenizer(keys), keys.length, places, sink);
}

type JsonObject = Readonly<Record<string, unknown>>;

interface JsonRow {
  readonly object: JsonObject;
  readonly cells: readonly Cell[];
}

/** Null for a text that is no JSON object, or one nested too deeply to be written out again. */
function parseRow(text: string, wanted: RowSink['wanted']): JsonRow | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const object = value as JsonObject;
    const cellOf = (name: string | undefined): Cell =>
      name === undefined ? undefined : cell(valueAt(object, name), name, text);
    return { object, cells: wanted.map(cellOf) };
  } catch {
    return null;
  }
}

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
