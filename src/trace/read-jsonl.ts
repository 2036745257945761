import { blocks, lineText } from './bytes/blocks.js';
import { excerpt } from './excerpt.js';
import { pathsOf } from './json/json-paths.js';
import { isLogName } from './logs/log-names.js';
import { createObjectRows, type ObjectRows } from './logs/object-rows.js';
import type { Cell, RowSink } from './row-sink.js';
import { takeLines, type LineTaker } from './bytes/take-lines.js';

/** So many rows are looked through for the names of the columns, since a row may leave out a key that others have. */
const ROWS_FOR_HEADER = 1000;

/** So many names are told, beside those that are wanted: objects may have ids for keys. */
const TOLD_NAMES = 1000;

/**
 * JSON lines: one object a line, blank lines left out. `request.url` names the key `url` of the
 * object `request`, unless a key is named so. Where a log names what a column of ours holds as logs do, the column is
 * made of it. `JSON.parse` reads the rows that are looked through for the names of the columns, and then each line that the tokenizer
 * doubts or the sink does not take as bytes.
 */
export async function readJsonl(chunks: AsyncIterable<Uint8Array>, sink: RowSink): Promise<void> {
  const names = new Set<string>();
  /** What the sink will be told once it knows the header. */
  let held: (() => void)[] | undefined = [];
  let rows: ObjectRows | undefined;
  let objects = 0;
  let firstLine = 0;

  const release = (): void => {
    if (held === undefined) return;
    if (objects > 0) {
      rows = createObjectRows(names, sink);
      sink.header([...names, ...rows.made], firstLine);
      if (rows.words !== undefined) sink.note?.(rows.words);
    }
    held.forEach((tell) => {
      tell();
    });
    held = undefined;
  };
  const take = (text: string, at: number): void => {
    if (text.trim() === '') return;
    const object = parseObject(text);
    const tell = (): void => {
      const cells = object && rows && cellsOf(object, text, rows);
      if (cells == null) sink.bad('not a JSON object', `found ${excerpt(text)}`, at);
      else sink.row(cells, at);
    };
    if (held === undefined) {
      tell();
      return;
    }
    held.push(tell);
    if (object === null) return;
    if (objects++ === 0) firstLine = at;
    for (const name of pathsOf(object)) {
      if (names.size < TOLD_NAMES || sink.wanted.includes(name) || isLogName(name)) {
        names.add(name);
      }
    }
    if (objects === ROWS_FOR_HEADER) release();
  };

  const taker: LineTaker = {
    get scan() {
      return rows?.scan;
    },
    take(block, at, end, line) {
      take(lineText(block, at, end), line);
    },
  };

  let lines = 0;
  for await (const block of blocks(chunks)) lines = takeLines(taker, block, lines);
  release();
}

/** Null for a text that is no JSON object. */
function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value !== 'object' || Array.isArray(value) ? null : value;
  } catch {
    return null;
  }
}

/** The cells of an object; null if it is nested too deeply to be written out again. */
function cellsOf(object: object, text: string, rows: ObjectRows): readonly Cell[] | null {
  try {
    return rows.cells(object, text);
  } catch {
    return null;
  }
}
