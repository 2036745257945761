import type { TokenKind } from '../../model/rate-model.js';
import {
  createBatchCells,
  type BatchCells,
  type DetailCells,
  type HeaderCells,
} from './batch-cells.js';
import { textAt } from './coded-cells.js';
import {
  createCodedOperations,
  openOperations,
  operationAt,
  type CodedOperations,
} from './coded-operations.js';
import { cellsOf, type ColumnBatch } from './column-batch.js';
import { DEFAULT_NAME, flagsOf } from '../column-writer.js';
import type { Interner } from '../interner.js';
import { createNameNumbers, nameAt, type NameNumbers } from './name-numbers.js';
import { httpStatus, tokenKind, truth, wholeNumber } from '../parse-row.js';
import type { Cell } from '../row-sink.js';
import { noneFound, type Found, type SpanTakerParts } from '../span-taker.js';
import { createTextValues, valueAt, type TextValues } from './text-values.js';

/** Takes a batch. @param firstRow the number of its first row. */
export type BatchTaker = (batch: ColumnBatch, firstRow: number) => void;

/**
 * Puts batches into columns: the fast twin of `createRowParser` and `ColumnWriter.push`. What a text means is
 * found once for each text of a column, and for each combination where several count together.
 * @param twin takes a row as text: a bad one, and whatever takes more than its codes to judge.
 */
export function createBatchTaker(
  parts: SpanTakerParts,
  twin: (cells: readonly Cell[], row: number) => void,
): BatchTaker {
  const { apps, users, adAccounts, headers } = parts.columns.interners;
  const cellsIn = createBatchCells(parts.map);
  const taking: Taking = {
    parts,
    operations: createCodedOperations(parts.classify),
    kindOf: createTextValues(tokenKind),
    testOf: createTextValues(truth),
    costOf: createTextValues(wholeNumber),
    statusOf: createTextValues(httpStatus),
    limitOf: headerNumbers(headers),
    remainingOf: headerNumbers(headers),
    resetOf: headerNumbers(headers),
    appOf: createNameNumbers((_, name) => apps.intern(name ?? DEFAULT_NAME)),
    userOf: createNameNumbers((app, name) => users.intern(app, name ?? DEFAULT_NAME)),
    adAccountOf: createNameNumbers((app, name) => adAccounts.intern(app, name ?? DEFAULT_NAME)),
    found: noneFound(),
  };
  return (batch, firstRow) => {
    const cells = cellsIn(batch);
    openOperations(taking.operations, cells);
    for (let row = 0; row < batch.length; row++) {
      if (!takeRow(taking, cells, row)) twin(cellsOf(batch, row), firstRow + row);
    }
  };
}

/** What batches of one file are taken with, for functions whose machine code outlives a taker. */
interface Taking {
  readonly parts: SpanTakerParts;
  readonly operations: CodedOperations;
  readonly kindOf: TextValues<TokenKind | null>;
  readonly testOf: TextValues<boolean | undefined | null>;
  readonly costOf: TextValues<number | undefined | null>;
  readonly statusOf: TextValues<number | undefined | null>;
  readonly limitOf: TextValues<number | undefined>;
  readonly remainingOf: TextValues<number | undefined>;
  readonly resetOf: TextValues<number | undefined>;
  readonly appOf: NameNumbers;
  readonly userOf: NameNumbers;
  readonly adAccountOf: NameNumbers;
  readonly found: Found;
}

function headerNumbers(headers: Interner): TextValues<number | undefined> {
  return createTextValues((text) => (text === undefined ? undefined : headers.intern(text)));
}

function takeRow(taking: Taking, cells: BatchCells, row: number): boolean {
  const { details, headers, user, adAccount } = cells;
  const { notes, columns } = taking.parts;
  const { found } = taking;
  if (cells.isGarbled?.(row) === true) return false;
  const operation = operationAt(taking.operations, cells, row);
  if (operation === null) return false;
  if (details !== undefined && !findDetails(taking, details, row)) return false;
  const timestamp = timeAt(taking, cells, row);
  if (Number.isNaN(timestamp)) return false;
  if (!notes.selects(timestamp)) {
    notes.leaveOut(timestamp);
    return true;
  }
  const { classified } = operation;
  const app = nameAt(taking.appOf, cells.app, row, 0);
  const userIndex = nameAt(taking.userOf, user, row, app);
  const adAccountIndex =
    classified.adAccount === undefined || textAt(adAccount, row) !== undefined
      ? nameAt(taking.adAccountOf, adAccount, row, app)
      : (operation.adAccounts[app] ??= columns.interners.adAccounts.intern(
          app,
          classified.adAccount,
        ));
  if (headers !== undefined) findHeaders(taking, headers, row);
  notes.take(timestamp, classified, textAt(user, row) !== undefined);
  found.operation = classified.operation;
  found.request = classified.request;
  const isPlain =
    details === undefined &&
    headers === undefined &&
    found.operation === undefined &&
    found.request === undefined;
  columns.append(
    timestamp,
    app,
    userIndex,
    adAccountIndex,
    classified.category,
    flagsOf(found.test ?? classified.isTest, found.kind),
    isPlain ? undefined : found,
  );
  return true;
}

/** Finds what few tables say of a request; false where a cell cannot be read. */
function findDetails(taking: Taking, cells: DetailCells, row: number): boolean {
  const kind = valueAt(taking.kindOf, cells.token, row);
  const test = valueAt(taking.testOf, cells.isTest, row);
  const cost = valueAt(taking.costOf, cells.cost, row);
  const status = valueAt(taking.statusOf, cells.status, row);
  if (kind === null || test === null || cost === null || status === null) return false;
  const { found } = taking;
  found.kind = kind;
  found.test = test;
  found.cost = cost;
  found.status = status;
  return true;
}

function findHeaders(taking: Taking, { limit, remaining, reset }: HeaderCells, row: number): void {
  const { found } = taking;
  found.limit = valueAt(taking.limitOf, limit, row);
  found.remaining = valueAt(taking.remainingOf, remaining, row);
  found.reset = valueAt(taking.resetOf, reset, row);
}

/** A row's time; NaN where there is none that can be read, or only the twin can tell. */
function timeAt({ parts }: Taking, { times, timeText }: BatchCells, row: number): number {
  if (times !== undefined) {
    const us = times.times[row]!;
    if (!Number.isSafeInteger(us)) return NaN;
    if (!times.zoned) parts.times.noteUnzoned();
    return us;
  }
  const text = timeText(row);
  return text === undefined || text === '' ? NaN : (parts.times.read(text) ?? NaN);
}
