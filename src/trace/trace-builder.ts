import { InputError, SHOWN_PROBLEMS, type InputProblem } from '../errors.js';
import { formatTimestamp } from '../time.js';
import { createBatchTaker } from './tables/batch-taker.js';
import { createClassifier } from './classify.js';
import { COLUMN_NAMES, sourceName, type ColumnName } from './column-map.js';
import type { Names } from './columns.js';
import { createColumnWriter } from './column-writer.js';
import { costSumOf } from './cost-sum.js';
import { disorderOf } from './disorder.js';
import { excerpt } from './excerpt.js';
import { checkHeader } from './header-check.js';
import { REPLACEMENT } from './known-cells.js';
import { nearest } from '../nearest.js';
import type { TraceOptions } from './options.js';
import { createRowParser, type Row } from './parse-row.js';
import { createRequestNumbers } from './demand/request-numbers.js';
import { createRowNotes } from './row-notes.js';
import type { Cell, RowSink } from './row-sink.js';
import { createSpanTaker } from './span-taker.js';
import { tellRequests } from './told-requests.js';
import { createTimestampReader, type TimestampReader } from './timestamps.js';
import type { Trace, TraceFacts } from './trace.js';
import { readingWarnings } from './warnings.js';

/** Gathers the rows of one or more files into a trace. */
export interface TraceBuilder {
  /** Where the rows of the next file go. @param counts what the numbers of its rows are. */
  openFile(name: string, counts?: 'lines' | 'rows'): RowSink;
  /** Rows seen so far that could be read. */
  readonly goodRows: number;
  /** Rows seen so far, good and bad. */
  readonly rows: number;
  /** Requests taken so far. */
  readonly kept: number;
  /** Makes room for about so many requests in all. */
  expect(requests: number): void;
  /** Gives the rows of `onPiece` to it, if they are many enough. */
  flush(): void;
  /**
   * The trace: sorted stably by timestamp, names interned.
   * @throws InputError if rows were bad and errors stop the reading, if no request is left, or if none is mapped.
   */
  finish(): Trace;
  /** The facts alone, when all rows went to `onPiece`. @throws as `finish` does. */
  finishPieces(): TraceFacts;
}

/** Texts of rate limit headers are kept whole, so that they would pile up where columns do not; unless cells are asked for. */
function isLeftOut(column: ColumnName, { onPiece, onRequest }: TraceOptions): boolean {
  return onPiece !== undefined && onRequest === undefined && column.startsWith('ratelimit_');
}

/** So many rows are given to `onPiece` at once, or as many more as come with them. */
const PIECE_ROWS = 1 << 16;

/** Room is made ahead for so many requests at most: a file that is not all like its beginning may hold far fewer. */
const MOST_EXPECTED = 1 << 26;

/** A file whose rows are taken. */
interface ReadFile {
  readonly name: string;
  readonly times: TimestampReader;
  /** How many rows were taken before its first. */
  readonly firstRow: number;
}

/** An empty trace, to be filled by readers. */
export function createTraceBuilder(options: TraceOptions): TraceBuilder {
  const { model, map, onRequest } = options;
  const requests =
    options.keepRequests === true || options.foldRetries !== undefined
      ? createRequestNumbers()
      : undefined;
  const classify = createClassifier(model, options.keepOperations, requests);
  const columns = createColumnWriter(model, requests);
  const sum = costSumOf(map);
  const notes = createRowNotes(options.from, options.to);
  const files: ReadFile[] = [];
  const sourceColumns = new Set<string>();
  const problems: InputProblem[] = [];
  const reasons = new Map<string, number>();
  const sentences: string[] = [];
  let bad = 0;
  let garbled = 0;
  /** What `onPiece` was given. */
  const given: { requests: number; start: number; end: number; names?: Names } = {
    requests: 0,
    start: NaN,
    end: NaN,
  };
  const requestCount = (): number => given.requests + columns.length;

  const take = (row: Row, cells: readonly Cell[]): void => {
    const { timestamp, classified, user } = row;
    if (!notes.selects(timestamp)) {
      notes.leaveOut(timestamp);
      return;
    }
    notes.take(timestamp, classified, user !== undefined);
    columns.push(row);
    onRequest?.(timestamp, cells);
  };

  const flush = (least = PIECE_ROWS): void => {
    if (options.onPiece === undefined || columns.length < Math.max(1, least)) return;
    const piece = columns.take();
    if (given.requests === 0) given.start = piece.timestamp[0]!;
    given.end = piece.timestamp[piece.length - 1]!;
    given.requests += piece.length;
    given.names = piece.names;
    options.onPiece(piece);
  };

  const openFile: TraceBuilder['openFile'] = (name, counts = 'lines') => {
    const times = createTimestampReader(options.timeUnit);
    files.push({ name, times, firstRow: requestCount() });
    const parseRow = createRowParser(map, classify, times);
    const reject: RowSink['bad'] = (reason, found, line, pointerTo) => {
      bad++;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (problems.length === SHOWN_PROBLEMS) return;
      const row = counts === 'lines' ? { file: name, line } : { file: `${name}, row ${line}` };
      const location = pointerTo === undefined ? row : { ...row, pointer: pointerTo() };
      problems.push({ message: `${reason}: ${found}`, location });
    };
    const takeCells: RowSink['row'] = (cells, line, pointerTo) => {
      if (cells.some((cell) => cell?.includes(REPLACEMENT))) garbled++;
      const whole = sum === undefined ? cells : sum.addUp(cells);
      const row = parseRow(whole);
      if ('reason' in row)
        reject(row.reason, row.found, line, pointerTo && (() => pointerTo(row.column)));
      else take(row, whole);
    };
    const tellsQueries = requests !== undefined;
    const parts = { map, classify, times, notes, columns, tellsQueries };
    return {
      wanted: [
        ...COLUMN_NAMES.map((column) =>
          isLeftOut(column, options) ? undefined : sourceName(map, column),
        ),
        ...(sum?.columns ?? []),
      ],
      header(names, line) {
        checkHeader(names, map, name, line);
        for (const column of names) sourceColumns.add(column);
      },
      row: takeCells,
      ...(sum === undefined && {
        spans: (places, none) => {
          const spans = createSpanTaker(parts, places, none);
          return onRequest === undefined
            ? spans
            : tellRequests(spans, places, none, { times, notes, onRequest });
        },
      }),
      ...(onRequest === undefined &&
        sum === undefined && { batch: createBatchTaker(parts, takeCells) }),
      bad: reject,
      host: options.host,
      note: (sentence) => sentences.push(`${name}: ${sentence}`),
    };
  };

  const checkRequests = (names: string): void => {
    if (bad > 0 && options.onError === 'stop') {
      throw new InputError(problems, {
        more: bad - problems.length,
        advice: 'To leave such rows out and count them: --on-error skip',
      });
    }
    if (requestCount() > 0) return;
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
    get goodRows() {
      return requestCount() + notes.unselected;
    },
    get rows() {
      return requestCount() + notes.unselected + bad;
    },
    get kept() {
      return requestCount();
    },
    expect(requests) {
      if (options.onPiece !== undefined) return;
      columns.reserve(Math.min(Math.ceil(requests), MOST_EXPECTED));
    },
    flush,
    finish() {
      const facts = reading();
      return {
        ...facts,
        ...(notes.outOfOrder > 0 && { disorder: disorderOf(columns.times(), files) }),
        columns: columns.finish(),
      };
    },
    finishPieces() {
      flush(1);
      const facts = reading();
      const { names = columns.finish().names, requests, start, end } = given;
      return { ...facts, names, requests, start, end };
    },
  };

  function reading(): Omit<Trace, 'columns'> {
    const fileNames = files.map(({ name }) => name).join(', ');
    checkRequests(fileNames);
    const missing = notes.unmapped();
    if (missing.requests === requestCount() && !options.allowUnmapped) {
      const examples = missing.names.slice(0, 3).map(({ name }) => excerpt(name));
      const known = model.categories.map(({ name }) => name);
      const near = nearest(missing.names[0]!.name, known);
      throw new InputError(
        `${fileNames}: no request is mapped to a category of ${model.name}; found ` +
          `${examples.join(', ')}${missing.names.length > 3 ? ', …' : ''}${near === undefined ? '' : `; did you mean "${near}"?`}. Check --model and --map, ` +
          'or replay them under the universal limit alone: --allow-unmapped',
      );
    }
    const unzoned = files.reduce((sum, { times }) => sum + times.unzoned, 0);
    return {
      ...(unzoned > 0 && { unzoned }),
      sourceColumns: [...sourceColumns],
      unmapped: missing,
      skipped: { rows: bad, reasons: Object.fromEntries(reasons), examples: problems },
      unselected: notes.unselected,
      outOfOrder: notes.outOfOrder,
      warnings: [
        ...readingWarnings({
          files,
          givenUnit: options.timeUnit,
          requests: requestCount(),
          withoutUser: notes.withoutUser,
          garbled,
        }),
        ...sentences,
      ],
    };
  }
}
