import {
  createCoder,
  garbledRows,
  perOperation,
  perPair,
  perText,
  sameCell,
} from './coded-cells.js';
import { cellOf, cellsOf, type CodedCells, type ColumnBatch } from './column-batch.js';
import { COLUMN_NAMES, type ColumnName } from '../column-map.js';
import { DEFAULT_NAME, flagsOf, type Extras } from '../column-writer.js';
import { constantCells, httpStatus, tokenKind, truth, wholeNumber } from '../parse-row.js';
import type { Cell } from '../row-sink.js';
import type { SpanTakerParts } from '../span-taker.js';
import type { TimestampReader } from '../timestamps.js';

/** Takes a batch. @param firstRow the number of its first row. */
export type BatchTaker = (batch: ColumnBatch, firstRow: number) => void;

const NO_TEXTS = { limit: undefined, remaining: undefined, reset: undefined };

/** Columns that few traces have. */
const EXTRAS: readonly ColumnName[] = [
  'cost',
  'status',
  'ratelimit_limit',
  'ratelimit_remaining',
  'ratelimit_reset',
];

/**
 * Puts batches into columns: the fast twin of `createRowParser` and `ColumnWriter.push`. What a text means is
 * found once for each text of a column, and for each combination where several count together.
 * @param twin takes a row as text: a bad one, and whatever takes more than its codes to judge.
 */
export function createBatchTaker(
  { map, classify, times, notes, columns }: SpanTakerParts,
  twin: (cells: readonly Cell[], row: number) => void,
): BatchTaker {
  const { apps, users, adAccounts, headers } = columns.interners;
  const constants = constantCells(map);
  const coders = COLUMN_NAMES.map(() => createCoder());
  const operationsOf = perOperation(classify);
  const kindOf = perText(tokenKind);
  const testOf = perText(truth);
  const costOf = perText(wholeNumber);
  const statusOf = perText(httpStatus);
  const appOf = perText((name) => apps.intern(name ?? DEFAULT_NAME));
  const userOf = perPair((app, name) => users.intern(app, name ?? DEFAULT_NAME));
  const adAccountOf = perPair((app, name) => adAccounts.intern(app, name ?? DEFAULT_NAME));
  const headerOf = (text: Cell): number | undefined =>
    text === undefined ? undefined : headers.intern(text);
  const limitOf = perText(headerOf);
  const remainingOf = perText(headerOf);
  const resetOf = perText(headerOf);

  return (batch, firstRow) => {
    const { length } = batch;
    const seen: CodedCells[] = [];
    const cellsIn = (name: ColumnName): CodedCells => {
      const place = COLUMN_NAMES.indexOf(name);
      const constant = constants.get(name);
      const column = batch.columns[place];
      if (constant !== undefined || column === undefined) return sameCell(constant, length);
      const cells =
        'codes' in column ? column : coders[place]!((row) => cellOf(column, row), length);
      seen.push(cells);
      return cells;
    };
    const classifiedAt = operationsOf({
      category: cellsIn('category'),
      method: cellsIn('method'),
      path: cellsIn('path'),
      endpoint: cellsIn('endpoint'),
    });
    const [app, user, adAccount] = [cellsIn('app'), cellsIn('user'), cellsIn('ad_account')];
    const [token, isTest] = [cellsIn('token'), cellsIn('is_test')];
    const [cost, status] = [cellsIn('cost'), cellsIn('status')];
    const limit = cellsIn('ratelimit_limit');
    const remaining = cellsIn('ratelimit_remaining');
    const reset = cellsIn('ratelimit_reset');
    const hasExtras = EXTRAS.some(
      (name) => constants.has(name) || batch.columns[COLUMN_NAMES.indexOf(name)] !== undefined,
    );
    const isGarbled = garbledRows(seen);
    const timeAt = timesIn(batch, constants.get('timestamp'), times);

    const take = (row: number): boolean => {
      if (isGarbled?.(row) === true) return false;
      const classified = classifiedAt(row);
      const kind = kindOf(token, row);
      const test = testOf(isTest, row);
      if (classified === null || kind === null || test === null) return false;
      let extras: Extras | undefined;
      const { operation, request } = classified;
      if (hasExtras || operation !== undefined || request !== undefined) {
        const ofCost = costOf(cost, row);
        const ofStatus = statusOf(status, row);
        if (ofCost === null || ofStatus === null) return false;
        extras = { cost: ofCost, status: ofStatus, operation, request, ...NO_TEXTS };
      }
      const timestamp = timeAt(row);
      if (Number.isNaN(timestamp)) return false;
      if (!notes.selects(timestamp)) {
        notes.leaveOut(timestamp);
        return true;
      }
      if (extras !== undefined && hasExtras) {
        extras = {
          ...extras,
          limit: limitOf(limit, row),
          remaining: remainingOf(remaining, row),
          reset: resetOf(reset, row),
        };
      }
      const appIndex = appOf(app, row);
      const userIndex = userOf(user, row, appIndex);
      const adAccountIndex =
        classified.adAccount === undefined || hasText(adAccount, row)
          ? adAccountOf(adAccount, row, appIndex)
          : adAccounts.intern(appIndex, classified.adAccount);
      notes.take(timestamp, classified, hasText(user, row));
      columns.append(
        timestamp,
        appIndex,
        userIndex,
        adAccountIndex,
        classified.category,
        flagsOf(test ?? classified.isTest, kind),
        extras,
      );
      return true;
    };
    for (let row = 0; row < length; row++) {
      if (!take(row)) twin(cellsOf(batch, row), firstRow + row);
    }
  };
}

/** Reads a row's time; NaN where there is none that can be read, or only the twin can tell. */
function timesIn(
  { columns }: ColumnBatch,
  constant: string | undefined,
  reader: TimestampReader,
): (row: number) => number {
  const column = columns[COLUMN_NAMES.indexOf('timestamp')];
  if (constant !== undefined || column === undefined) return () => NaN;
  if (!('times' in column)) {
    return (row) => {
      const text = cellOf(column, row);
      return text === undefined || text === '' ? NaN : (reader.read(text) ?? NaN);
    };
  }
  const { times, zoned } = column;
  return (row) => {
    const us = times[row]!;
    if (!Number.isSafeInteger(us)) return NaN;
    if (!zoned) reader.noteUnzoned();
    return us;
  };
}

function hasText({ codes, texts }: CodedCells, row: number): boolean {
  const text = texts[codes[row]!];
  return text !== undefined && text !== '';
}
