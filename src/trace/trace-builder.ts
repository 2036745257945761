import { InputError, SHOWN_PROBLEMS, type InputProblem } from '../errors.js';
import { formatTimestamp } from '../time.js';
import { createClassifier } from './classify.js';
import { COLUMN_NAMES, sourceName } from './column-map.js';
import { createColumnWriter } from './column-writer.js';
import { excerpt } from './excerpt.js';
import { checkHeader } from './header-check.js';
import { REPLACEMENT } from './known-cells.js';
import { nearest } from '../nearest.js';
import type { TraceOptions } from './options.js';
import { createRowParser, type Row } from './parse-row.js';
import { createRowNotes } from './row-notes.js';
import type { RowSink } from './row-sink.js';
import { createSpanTaker } from './span-taker.js';
import { createTimestampReader, type TimestampReader } from './timestamps.js';
import type { Trace } from './trace.js';
import { readingWarnings } from './warnings.js';

/** Gathers the rows of one or more files into a trace. */
export interface TraceBuilder {
  /** Where the rows of the next file go. */
  openFile(name: string): RowSink;
  /** Rows seen so far, good and bad. */
  readonly rows: number;
  /**
   * The trace: sorted stably by timestamp, names interned.
   * @throws InputError if rows were bad and errors stop the reading, if no request is left, or if none is mapped.
   */
  finish(): Trace;
}

/** An empty trace, to be filled by readers. */
export function createTraceBuilder(options: TraceOptions): TraceBuilder {
  const { model, map } = options;
  const classify = createClassifier(model, options.keepOperations);
  const columns = createColumnWriter(model);
  const notes = createRowNotes(options.from, options.to);
  const files: { readonly name: string; readonly times: TimestampReader }[] = [];
  const sourceColumns = new Set<string>();
  const problems: InputProblem[] = [];
  const reasons = new Map<string, number>();
  let bad = 0;
  let garbled = 0;

  const take = (row: Row): void => {
    const { timestamp, classified, user } = row;
    if (!notes.selects(timestamp)) {
      notes.leaveOut(timestamp);
      return;
    }
    notes.take(timestamp, classified, user !== undefined);
    columns.push(row);
  };

  const openFile = (name: string): RowSink => {
    const times = createTimestampReader(options.timeUnit);
    files.push({ name, times });
    const parseRow = createRowParser(map, classify, times);
    const reject = (reason: string, found: string, line: number): void => {
      bad++;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (problems.length === SHOWN_PROBLEMS) return;
      problems.push({ message: `${reason}: ${found}`, location: { file: name, line } });
    };
    return {
      wanted: COLUMN_NAMES.map((column) => sourceName(map, column)),
      header(names, line) {
        checkHeader(names, map, name, line);
        for (const column of names) sourceColumns.add(column);
      },
      row(cells, line) {
        if (cells.some((cell) => cell?.includes(REPLACEMENT))) garbled++;
        const row = parseRow(cells);
        if ('reason' in row) reject(row.reason, row.found, line);
        else take(row);
      },
      spans: (places, none) =>
        createSpanTaker({ map, classify, times, notes, columns }, places, none),
      bad: reject,
    };
  };

  const checkRequests = (names: string): void => {
    if (bad > 0 && options.onError === 'stop') {
      throw new InputError(problems, {
        more: bad - problems.length,
        advice: 'To leave such rows out and count them: --on-error skip',
      });
    }
    if (columns.length > 0) return;
    if (notes.unselected > 0) {
      const [earliest, latest] = notes.extent;
      throw new InputError(
        `${names}: no request in the selected span; the trace runs from ` +
          `${formatTimestamp(earliest)} to ${formatTimestamp(latest)}`,
      );
    }
    throw new InputError(
      `${names}: no requests` + (bad > 0 ? `; all ${bad} rows were skipped` : ' (an empty trace)'),
    );
  };

  return {
    openFile,
    get rows() {
      return columns.length + notes.unselected + bad;
    },
    finish() {
      const fileNames = files.map(({ name }) => name).join(', ');
      checkRequests(fileNames);
      const missing = notes.unmapped();
      if (missing.requests === columns.length && !options.allowUnmapped) {
        const examples = missing.names.slice(0, 3).map(({ name }) => excerpt(name));
        const known = model.categories.map(({ name }) => name);
        const near = nearest(missing.names[0]!.name, known);
        throw new InputError(
          `${fileNames}: no request is mapped to a category of ${model.name}; found ` +
            `${examples.join(', ')}${missing.names.length > 3 ? ', …' : ''}${near === undefined ? '' : `; did you mean "${near}"?`}. Check --model and --map, ` +
            'or replay them under the universal limit alone: --allow-unmapped',
        );
      }
      return {
        columns: columns.finish(),
        sourceColumns: [...sourceColumns],
        unmapped: missing,
        skipped: { rows: bad, reasons: Object.fromEntries(reasons), examples: problems },
        unselected: notes.unselected,
        outOfOrder: notes.outOfOrder,
        warnings: readingWarnings({
          files,
          givenUnit: options.timeUnit,
          requests: columns.length,
          withoutUser: notes.withoutUser,
          garbled,
        }),
      };
    },
  };
}
