import { textOf } from '../bytes/blocks.js';
import { addressColumns, madeColumns, type MadeColumn } from './made-columns.js';
import { putSpan } from './made-spans.js';
import { createRowScanner, type RowScanner } from '../bytes/row-scanner.js';
import type { Cell, RowSink } from '../row-sink.js';
import { DOUBT, type CellSpans, type Tokenizer } from '../bytes/tokenizer.js';

/** Cells of a sink, made of the values of a log's lines. */
export interface LogRows {
  /** Names of all columns that a sink can ask for: the log's own, then those made of them. */
  readonly names: readonly string[];
  /** Places of the values that the sink's cells are made of. */
  readonly needed: ReadonlySet<number>;
  /** The cells of a row, in the order of `sink.wanted`, from its values as text. */
  readonly cells: (values: readonly Cell[]) => Cell[];
  /**
   * A scanner that makes the cells from bytes; undefined for a sink that takes no bytes.
   * @param cut sets the cells of the needed values, and doubts a line whose values have to come as text.
   */
  readonly scanner: (cut: Tokenizer) => RowScanner | undefined;
}

/**
 * @param values names of a line's values, by their places; of two alike the first counts.
 * @param made the columns made of them.
 */
export function createLogRows(
  values: readonly string[],
  sink: RowSink,
  made: readonly MadeColumn[] = madeColumns(values),
): LogRows {
  const columns = [...made, ...addressColumns(values)];
  const names = [...new Set([...values, ...made.map(({ name }) => name)])];
  const madeOf = (name: string | undefined): MadeColumn | undefined =>
    columns.find((column) => column.name === name);
  const wanted = columns.filter(({ name }) => sink.wanted.includes(name));
  /** Of each wanted column the cell: a value's own, or one behind those of all values; -1 if there is none. */
  const places = sink.wanted.map((name) => {
    const column = madeOf(name);
    if (column !== undefined) return values.length + wanted.indexOf(column);
    return name === undefined ? -1 : values.indexOf(name);
  });
  const own = places.filter((place) => place !== -1 && place < values.length);
  return {
    names,
    needed: new Set([...own, ...wanted.flatMap(({ sources }) => sources)]),
    cells(texts) {
      return places.map((place) =>
        place < values.length ? texts[place] : wanted[place - values.length]!.text(texts),
      );
    },
    scanner(cut) {
      const making: Making = { cut, wanted, width: values.length };
      const tokenize: Tokenizer = (cells, at) => cutAndMake(making, cells, at);
      return createRowScanner(tokenize, values.length + wanted.length, places, sink);
    },
  };
}

/** What a log's cells are made with, for a function whose machine code outlives it. */
interface Making {
  readonly cut: Tokenizer;
  readonly wanted: readonly MadeColumn[];
  /** How many values a line has. */
  readonly width: number;
}

function cutAndMake({ cut, wanted, width }: Making, cells: CellSpans, at: number): number {
  const next = cut(cells, at);
  if (next === DOUBT) return DOUBT;
  for (let i = 0; i < wanted.length; i++) {
    if (!putSpan(wanted[i]!, cells, width + i)) return DOUBT;
  }
  return next;
}

/** The needed values of a line as text. */
export function textsOf({ bytes, starts, ends }: CellSpans, needed: ReadonlySet<number>): Cell[] {
  const texts: Cell[] = [];
  for (const place of needed) texts[place] = textOf(bytes, starts[place]!, ends[place]!);
  return texts;
}
