import { blocks, lineEnd, lineText } from './blocks.js';
import { excerpt } from './excerpt.js';
import { jsonNumberText } from './json-number-text.js';
import { createRowScanner, type RowScanner } from './row-scanner.js';
import type { Cell, RowSink } from './row-sink.js';
import { createObjectTokenizer, DOUBT } from './tokenizer.js';

/** So many rows are looked through for the names of the columns, since a row may leave out a key that others have. */
const ROWS_FOR_HEADER = 1000;

/**
 * JSON lines: one object a line, blank lines left out. Only keys of the top level are read. `JSON.parse` reads
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
    for (const name of row.names) names.add(name);
    if (objects === ROWS_FOR_HEADER) release();
  };

  for await (const block of blocks(chunks)) {
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
  }
  release();
}

function objectScanner(sink: RowSink): RowScanner | undefined {
  const keys = [...new Set(sink.wanted)].filter((name) => name !== undefined);
  const places = sink.wanted.map((name) => (name === undefined ? -1 : keys.indexOf(name)));
  return createRowScanner(createObjectTokenizer(keys), keys.length, places, sink);
}

type JsonObject = Readonly<Record<string, unknown>>;

interface JsonRow {
  readonly names: readonly string[];
  readonly cells: readonly Cell[];
}

/** Null for a text that is no JSON object, or one nested too deeply to be written out again. */
function parseRow(text: string, wanted: RowSink['wanted']): JsonRow | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const object = value as JsonObject;
    const cellOf = (name: string | undefined): Cell =>
      name !== undefined && Object.hasOwn(object, name)
        ? cell(object[name], name, text)
        : undefined;
    return { names: Object.keys(object), cells: wanted.map(cellOf) };
  } catch {
    return null;
  }
}

/** A value as a cell. A number that a float64 may not hold exactly is taken from the text as it stands. */
function cell(value: unknown, name: string, text: string): Cell {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value === null) return undefined;
  if (typeof value !== 'number') return JSON.stringify(value);
  const isWhole = Number.isSafeInteger(value);
  if (isWhole && !/\d\.\d/.test(text)) return String(value);
  const digits = jsonNumberText(text, name) ?? String(value);
  return isWhole && /^-?\d+(\.0+)?$/.test(digits) ? String(value) : digits;
}
