import type { TokenKind } from '../model/rate-model.js';
import type { Classifier } from './classify.js';
import { COLUMN_NAMES, type ColumnMap, type ColumnName } from './column-map.js';
import { DEFAULT_NAME, flagsOf, type ColumnWriter, type Extras } from './column-writer.js';
import type { Interner } from './interner.js';
import { DOUBTFUL, knownCells, knownNames, type CellSource, type Sources } from './known-cells.js';
import { knownOperations, operationIn, type KnownOperations } from './known-operations.js';
import { constantCells, httpStatus, tokenKind, truth, wholeNumber } from './parse-row.js';
import type { RowNotes } from './row-notes.js';
import type { SpanTaker } from './row-sink.js';
import type { TimestampReader } from './timestamps.js';
import { isAscii, type CellSpans } from './bytes/tokenizer.js';

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
  const { apps, users, adAccounts, headers } = parts.columns.interners;
  const constants = constantCells(parts.map);
  const sourceOf: Sources = (column) => {
    const place = places[COLUMN_NAMES.indexOf(column)]!;
    const text = constants.get(column);
    const constant = text === '' ? undefined : text;
    return { place, constant, isAbsent: place === none && constant === undefined };
  };

  const user = sourceOf('user');
  const adAccount = sourceOf('ad_account');
  const taking: Taking = {
    parts,
    places,
    timePlace: sourceOf('timestamp').place,
    user,
    adAccount,
    operations: knownOperations(parts.classify, parts.tellsQueries, sourceOf),
    rare: [...DETAILS, ...HEADERS].map(sourceOf).filter(({ isAbsent }) => !isAbsent),
    details: knownDetails(sourceOf),
    headers: knownHeaders(sourceOf, headers),
    appOf: knownNames(sourceOf('app'), (_, name) => apps.intern(name ?? DEFAULT_NAME)),
    userOf: knownNames(user, (app, name) => users.intern(app, name ?? DEFAULT_NAME)),
    adAccountOf: knownNames(adAccount, (app, name) => adAccounts.intern(app, name ?? DEFAULT_NAME)),
    found: noneFound(),
    none: noneFound(),
  };
  return (cells) => takeRow(taking, cells);
}

/** What rows of one file are taken with, for functions whose machine code outlives a taker. */
interface Taking {
  readonly parts: SpanTakerParts;
  readonly places: readonly number[];
  readonly timePlace: number;
  readonly user: CellSource;
  readonly adAccount: CellSource;
  readonly operations: KnownOperations;
  /** Of what few requests have. */
  readonly rare: readonly CellSource[];
  /** Undefined if the file has none. */
  readonly details: KnownDetails | undefined;
  readonly headers: KnownHeaders | undefined;
  readonly appOf: (cells: CellSpans, scope: number) => number;
  readonly userOf: (cells: CellSpans, scope: number) => number;
  readonly adAccountOf: (cells: CellSpans, scope: number) => number;
  readonly found: Found;
  /** The same of a row without such cells. */
  readonly none: Found;
}

/** What few files say of a request, of the row at hand: one object for all rows. */
export type Found = { -readonly [Name in keyof Extras]: Extras[Name] } & {
  kind: TokenKind;
  test: boolean | undefined;
};

/** The same of a request of which nothing is found yet. */
export function noneFound(): Found {
  return {
    kind: 'oauth',
    test: undefined,
    cost: undefined,
    status: undefined,
    limit: undefined,
    remaining: undefined,
    reset: undefined,
    operation: undefined,
    request: undefined,
  };
}

function takeRow(taking: Taking, cells: CellSpans): boolean {
  const { timePlace, details, headers, adAccount } = taking;
  const { times, notes, columns } = taking.parts;
  const known = operationIn(taking.operations, cells);
  if (known === null) return false;
  const isBare = !hasAny(taking.rare, cells);
  const found = isBare ? taking.none : taking.found;
  if (!isBare && details !== undefined && !findDetails(details, cells, found)) return false;
  const { classified } = known;
  const timestamp = times.peek(cells.bytes, cells.starts[timePlace]!, cells.ends[timePlace]!);
  if (Number.isNaN(timestamp)) return false;
  if (!notes.selects(timestamp)) {
    if (!areAscii(cells, taking.places)) return false;
    times.accept();
    notes.leaveOut(timestamp);
    return true;
  }
  const app = taking.appOf(cells, 0);
  if (app === DOUBTFUL) return false;
  const userIndex = taking.userOf(cells, app);
  const adAccountIndex =
    classified.adAccount === undefined || hasCell(adAccount, cells)
      ? taking.adAccountOf(cells, app)
      : (known.adAccounts[app] ??= columns.interners.adAccounts.intern(app, classified.adAccount));
  if (userIndex === DOUBTFUL || adAccountIndex === DOUBTFUL) return false;
  if (!isBare && headers !== undefined && !findHeaders(headers, cells, found)) return false;
  times.accept();
  notes.take(timestamp, classified, hasCell(taking.user, cells));
  const { category, operation, request } = classified;
  found.operation = operation;
  found.request = request;
  const isPlain = isBare && operation === undefined && request === undefined;
  columns.append(
    timestamp,
    app,
    userIndex,
    adAccountIndex,
    category,
    flagsOf(found.test ?? classified.isTest, found.kind),
    isPlain ? undefined : found,
  );
  return true;
}

function hasCell({ place, constant }: CellSource, { starts, ends }: CellSpans): boolean {
  return constant !== undefined || starts[place] !== ends[place];
}

function hasAny(sources: readonly CellSource[], { starts, ends }: CellSpans): boolean {
  for (const { place, constant } of sources) {
    if (constant !== undefined || starts[place] !== ends[place]) return true;
  }
  return false;
}

function areAscii({ bytes, starts, ends }: CellSpans, places: readonly number[]): boolean {
  for (const place of places) if (!isAscii(bytes, starts[place]!, ends[place]!)) return false;
  return true;
}

/** Reads what few files say, by bytes; null where it takes the twin. */
type Known<T> = (cells: CellSpans) => T | null;

interface KnownDetails {
  readonly kindOf: Known<TokenKind>;
  readonly testOf: Known<boolean | undefined>;
  readonly costOf: Known<number | undefined>;
  readonly statusOf: Known<number | undefined>;
}

const DETAILS: readonly ColumnName[] = ['token', 'is_test', 'cost', 'status'];

function knownDetails(sourceOf: Sources): KnownDetails | undefined {
  const sources = DETAILS.map(sourceOf);
  if (sources.every(({ isAbsent }) => isAbsent)) return undefined;
  return {
    kindOf: knownCells(sourceOf('token'), tokenKind),
    testOf: knownCells(sourceOf('is_test'), truth),
    costOf: knownCells(sourceOf('cost'), wholeNumber),
    statusOf: knownCells(sourceOf('status'), httpStatus),
  };
}

/** Finds details; false where it takes the twin. */
function findDetails(known: KnownDetails, cells: CellSpans, found: Found): boolean {
  const kind = known.kindOf(cells);
  const test = known.testOf(cells);
  const cost = known.costOf(cells);
  const status = known.statusOf(cells);
  if (kind === null || test === null || cost === null || status === null) return false;
  found.kind = kind;
  found.test = test;
  found.cost = cost;
  found.status = status;
  return true;
}

interface KnownHeaders {
  readonly limitOf: Known<number | undefined>;
  readonly remainingOf: Known<number | undefined>;
  readonly resetOf: Known<number | undefined>;
}

const HEADERS: readonly ColumnName[] = [
  'ratelimit_limit',
  'ratelimit_remaining',
  'ratelimit_reset',
];

function knownHeaders(sourceOf: Sources, headers: Interner): KnownHeaders | undefined {
  const sources = HEADERS.map(sourceOf);
  if (sources.every(({ isAbsent }) => isAbsent)) return undefined;
  const [limitOf, remainingOf, resetOf] = sources.map((source) =>
    knownCells(source, (cell) => (cell === undefined ? undefined : headers.intern(cell))),
  );
  return { limitOf: limitOf!, remainingOf: remainingOf!, resetOf: resetOf! };
}

/** Finds rate limit headers and interns them; false where it takes the twin. */
function findHeaders(known: KnownHeaders, cells: CellSpans, found: Found): boolean {
  const limit = known.limitOf(cells);
  if (limit === null) return false;
  const remaining = known.remainingOf(cells);
  if (remaining === null) return false;
  const reset = known.resetOf(cells);
  if (reset === null) return false;
  found.limit = limit;
  found.remaining = remaining;
  found.reset = reset;
  return true;
}
