import type { TokenKind } from '../model/rate-model.js';
import type { Classified, Classifier } from './classify.js';
import { createByteInterner } from './byte-interner.js';
import { COLUMN_NAMES, type ColumnMap } from './column-map.js';
import { DEFAULT_NAME, flagsOf, type ColumnWriter, type Extras } from './column-writer.js';
import type { Interner } from './interner.js';
import {
  cellText,
  DOUBTFUL,
  KEPT_TEXTS,
  knownCells,
  knownNames,
  type CellSource,
  type Sources,
} from './known-cells.js';
import { constantCells, httpStatus, tokenKind, truth, wholeNumber } from './parse-row.js';
import { beforePlainQuery } from './plain-query.js';
import type { RowNotes } from './row-notes.js';
import type { Cell, SpanTaker } from './row-sink.js';
import type { TimestampReader } from './timestamps.js';
import { isAscii, type CellSpans } from './tokenizer.js';

/** What a span taker reads with, and where it puts what it reads. */
export interface SpanTakerParts {
  readonly map: ColumnMap;
  readonly classify: Classifier;
  readonly times: TimestampReader;
  readonly notes: RowNotes;
  readonly columns: ColumnWriter;
  /** Whether requests are told apart by their query strings. */
  readonly tellsQueries: boolean;
}

/**
 * Puts rows into columns straight from bytes: the fast twin of `createRowParser` and `ColumnWriter.push`. A
 * text met before is known by its bytes, so that none is made of it again. A row that is bad, and whatever
 * takes more than bytes to judge, is left to the twin.
 * @param places of each column, in the order of `COLUMN_NAMES`, the cell that holds it.
 * @param none the place of a column that the file lacks.
 */
export function createSpanTaker(
  parts: SpanTakerParts,
  places: readonly number[],
  none: number,
): SpanTaker {
  const { map, times, notes, columns } = parts;
  const { apps, users, adAccounts, headers } = columns.interners;
  const constants = constantCells(map);
  const sourceOf: Sources = (column) => {
    const place = places[COLUMN_NAMES.indexOf(column)]!;
    const text = constants.get(column);
    const constant = text === '' ? undefined : text;
    return { place, constant, isAbsent: place === none && constant === undefined };
  };

  const time = sourceOf('timestamp');
  const user = sourceOf('user');
  const adAccount = sourceOf('ad_account');
  const classifiedOf = knownOperations(parts, sourceOf);
  const detailsOf = knownDetails(sourceOf);
  const appOf = knownNames(sourceOf('app'), (_, name) => apps.intern(name ?? DEFAULT_NAME));
  const userOf = knownNames(user, (app, name) => users.intern(app, name ?? DEFAULT_NAME));
  const adAccountOf = knownNames(adAccount, (app, name) =>
    adAccounts.intern(app, name ?? DEFAULT_NAME),
  );
  const headersOf = knownHeaders(sourceOf, headers);

  return (cells) => {
    const { bytes, starts, ends } = cells;
    const known = classifiedOf(cells);
    const details = detailsOf(cells);
    if (known === null || details === null) return false;
    const { classified } = known;
    const timestamp = times.peek(bytes, starts[time.place]!, ends[time.place]!);
    if (Number.isNaN(timestamp)) return false;
    if (!notes.selects(timestamp)) {
      if (!places.every((place) => isAscii(bytes, starts[place]!, ends[place]!))) return false;
      times.accept();
      notes.leaveOut(timestamp);
      return true;
    }
    const app = appOf(cells, 0);
    if (app === DOUBTFUL) return false;
    const userIndex = userOf(cells, app);
    const adAccountIndex =
      classified.adAccount === undefined || hasCell(adAccount, cells)
        ? adAccountOf(cells, app)
        : (known.adAccounts[app] ??= adAccounts.intern(app, classified.adAccount));
    if (userIndex === DOUBTFUL || adAccountIndex === DOUBTFUL) return false;
    const texts = headersOf(cells);
    if (texts === null) return false;
    times.accept();
    notes.take(timestamp, classified, hasCell(user, cells));
    const { kind, test, cost, status } = details;
    const { category, operation, request } = classified;
    const isPlain =
      cost === undefined &&
      status === undefined &&
      texts === undefined &&
      operation === undefined &&
      request === undefined;
    columns.append(
      timestamp,
      app,
      userIndex,
      adAccountIndex,
      category,
      flagsOf(test ?? classified.isTest, kind),
      isPlain
        ? undefined
        : {
            cost,
            status,
            operation,
            request,
            limit: texts?.limit,
            remaining: texts?.remaining,
            reset: texts?.reset,
          },
    );
    return true;
  };
}

function hasCell({ place, constant }: CellSource, { starts, ends }: CellSpans): boolean {
  return constant !== undefined || starts[place] !== ends[place];
}

/** What the model makes of a request, and the number of its path's ad account in each app that was asked for. */
interface KnownOperation {
  readonly classified: Classified;
  readonly adAccounts: (number | undefined)[];
}

/** Where the path stands among a row's operation cells. */
const PATH_LEVEL = 2;

/** What the model makes of a row's operation cells, looked up by their bytes; null where it takes the twin. */
function knownOperations(
  { classify, tellsQueries }: SpanTakerParts,
  sourceOf: Sources,
): (cells: CellSpans) => KnownOperation | null {
  const sources = (['category', 'method', 'path', 'endpoint'] as const).map(sourceOf);
  const cutLevel = tellsQueries ? -1 : PATH_LEVEL;
  const levels = sources.map(({ place }, level) => ({ place, level }));
  /** Those of which rows have cells. */
  const present = levels.filter(
    ({ level }) => !sources[level]!.isAbsent && sources[level]!.constant === undefined,
  );
  const prefixes = createByteInterner(KEPT_TEXTS);
  const known: (KnownOperation | null)[] = [];

  const judge = (cells: CellSpans): KnownOperation | null => {
    const texts = sources.map((source) => cellText(source, cells));
    if (texts.includes(null)) return null;
    const [category, method, path, endpoint] = texts as Cell[];
    const classified = classify({ category, method, path, endpoint });
    return classified === null ? null : { classified, adAccounts: [] };
  };
  return (cells) => {
    const { bytes, starts, ends } = cells;
    let prefix = 0;
    for (const { place, level } of present) {
      const start = starts[place]!;
      let end = ends[place]!;
      if (start === end) continue;
      if (level === cutLevel) end = beforePlainQuery(bytes, start, end);
      const number = prefixes.intern(prefix * sources.length + level, bytes, start, end);
      if (number === -1) return judge(cells);
      prefix = number + 1;
    }
    const operation = known[prefix];
    if (operation !== undefined) return operation;
    return (known[prefix] = judge(cells));
  };
}

/** What few files say of a request. */
interface Details extends Pick<Extras, 'cost' | 'status'> {
  readonly kind: TokenKind;
  readonly test: boolean | undefined;
}

const NO_DETAILS: Details = { kind: 'oauth', test: undefined, cost: undefined, status: undefined };

/** Reads details; null where it takes the twin. */
function knownDetails(sourceOf: Sources): (cells: CellSpans) => Details | null {
  const sources = (['token', 'is_test', 'cost', 'status'] as const).map(sourceOf);
  if (sources.every(({ isAbsent }) => isAbsent)) return () => NO_DETAILS;
  const kindOf = knownCells(sourceOf('token'), tokenKind);
  const testOf = knownCells(sourceOf('is_test'), truth);
  const costOf = knownCells(sourceOf('cost'), wholeNumber);
  const statusOf = knownCells(sourceOf('status'), httpStatus);
  return (cells) => {
    const kind = kindOf(cells);
    const test = testOf(cells);
    const cost = costOf(cells);
    const status = statusOf(cells);
    if (kind === null || test === null || cost === null || status === null) return null;
    return { kind, test, cost, status };
  };
}

type HeaderTexts = Pick<Extras, 'limit' | 'remaining' | 'reset'>;

/** Reads and interns rate limit headers; undefined if the file has none, null where it takes the twin. */
function knownHeaders(
  sourceOf: Sources,
  headers: Interner,
): (cells: CellSpans) => HeaderTexts | undefined | null {
  const sources = (['ratelimit_limit', 'ratelimit_remaining', 'ratelimit_reset'] as const).map(
    sourceOf,
  );
  if (sources.every(({ isAbsent }) => isAbsent)) return () => undefined;
  const [limitOf, remainingOf, resetOf] = sources.map((source) =>
    knownCells(source, (cell) => (cell === undefined ? undefined : headers.intern(cell))),
  );
  return (cells) => {
    const limit = limitOf!(cells);
    if (limit === null) return null;
    const remaining = remainingOf!(cells);
    if (remaining === null) return null;
    const reset = resetOf!(cells);
    return reset === null ? null : { limit, remaining, reset };
  };
}
