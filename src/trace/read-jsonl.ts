import { InputError } from '../errors.js';
import { blocks, lineText } from './bytes/blocks.js';
import { excerpt } from './excerpt.js';
import { pathsOf, valueAt } from './json/json-paths.js';
import { followNames, type FollowingRows } from './logs/late-names.js';
import { isLogName } from './logs/log-names.js';
import type { ObjectRows } from './logs/object-rows.js';
import type { Cell, RowSink } from './row-sink.js';
import { takeLines, type LineTaker } from './bytes/take-lines.js';

/** So many rows are looked through for the names of the columns, since a row may leave out a key that others have. */
const ROWS_FOR_HEADER = 1000;

/** Where these lack a column that has to be there, so many lines are looked through, or lines of so many characters. */
const MOST_LINES = 100_000;
const MOST_CHARACTERS = 2 ** 26;

/** So many names are told, beside those that are wanted: objects may have ids for keys. */
const TOLD_NAMES = 1000;

/** A line as text. */
interface HeldLine {
  readonly text: string;
  readonly line: number;
}

/**
 * JSON lines: one object a line, blank lines left out. `request.url` names the key `url` of the
 * object `request`, unless a key is named so. Where a log names what a column of ours holds as logs do, the column is
 * made of it. `JSON.parse` reads the rows that are looked through for the names of the columns, and then each line that the tokenizer
 * doubts or the sink does not take as bytes.
 */
export async function readJsonl(chunks: AsyncIterable<Uint8Array>, sink: RowSink): Promise<void> {
  const names = new Set<string>();
  /** Lines that wait until the header is known. */
  let held: HeldLine[] | undefined = [];
  let characters = 0;
  let objects = 0;
  let firstLine = 0;
  let following: FollowingRows | undefined;

  const tell = (text: string, line: number): void => {
    const object = parseObject(text);
    if (object !== null) following?.meet(object, line);
    const cells = object && following && cellsOf(object, text, following.rows);
    if (cells == null) sink.bad('not a JSON object', `found ${excerpt(text)}`, line);
    else sink.row(cells, line);
  };
  /** Opens the file by the names met so far; goes on to wait if they lack a column, unless it is the last time. */
  const release = (isLast: boolean): void => {
    if (held === undefined) return;
    try {
      if (objects > 0) following = followNames(names, sink, firstLine);
    } catch (error) {
      if (isLast || !(error instanceof InputError)) throw error;
      return;
    }
    if (following !== undefined) noteAnswersApart(held, following.rows, sink);
    const lines = held;
    held = undefined;
    for (const { text, line } of lines) tell(text, line);
  };
  const hold = (lines: HeldLine[], text: string, line: number): void => {
    lines.push({ text, line });
    characters += text.length;
    const object = parseObject(text);
    if (object !== null) {
      if (objects++ === 0) firstLine = line;
      for (const name of pathsOf(object)) {
        if (names.size < TOLD_NAMES || sink.wanted.includes(name) || isLogName(name)) {
          names.add(name);
        }
      }
      if (objects % ROWS_FOR_HEADER === 0) release(false);
    }
    if (objects >= ROWS_FOR_HEADER && (lines.length >= MOST_LINES || characters > MOST_CHARACTERS))
      release(true);
  };

  const taker: LineTaker = {
    get scan() {
      return following?.rows.scan;
    },
    take(block, at, end, line) {
      const text = lineText(block, at, end);
      if (text.trim() === '') return;
      if (held === undefined) tell(text, line);
      else hold(held, text, line);
    },
  };

  let lines = 0;
  for await (const block of blocks(chunks)) lines = takeLines(taker, block, lines);
  release(true);
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

/** Says so if answers are logged in lines of their own, as Fastify does, so that requests lack their status. */
function noteAnswersApart(lines: readonly HeldLine[], rows: ObjectRows, sink: RowSink): void {
  const status = rows.sources.get('status')?.[0];
  const path = rows.sources.get('path')?.[0];
  if (status === undefined || path === undefined) return;
  const first = lines.slice(0, ROWS_FOR_HEADER).map(({ text }) => parseObject(text));
  const count = (one: string, other: string): number =>
    first.filter(
      (object) => valueAt(object, one) !== undefined && valueAt(object, other) === undefined,
    ).length;
  const answers = count(status, path);
  if (answers === 0 || count(path, status) === 0) return;
  sink.note?.(
    `${status} stands without ${path} in ${answers.toLocaleString('en-US')} of the first ${first.length.toLocaleString('en-US')} ` +
      'lines: such answers are joined to no request, whose status is then unknown. Join the two first, by the id that they share.',
  );
}
