import { createCoder, createGarbledRows, createSameCell } from './coded-cells.js';
import {
  cellOf,
  type BatchColumn,
  type CodedCells,
  type ColumnBatch,
  type TimeCells,
} from './column-batch.js';
import { COLUMN_NAMES, type ColumnMap, type ColumnName } from '../column-map.js';
import { constantCells } from '../parse-row.js';
import type { Cell } from '../row-sink.js';

/** The cells of a batch that rows are made of, each as the code of its text. */
export interface BatchCells {
  readonly category: CodedCells;
  readonly method: CodedCells;
  readonly path: CodedCells;
  readonly endpoint: CodedCells;
  readonly app: CodedCells;
  readonly user: CodedCells;
  readonly adAccount: CodedCells;
  readonly details: DetailCells | undefined;
  readonly headers: HeaderCells | undefined;
  readonly times: TimeCells | undefined;
  /** A time as text, if `times` is undefined. */
  readonly timeText: (row: number) => Cell;
  /** Tells rows with bytes that were no UTF-8; undefined if there is none. */
  readonly isGarbled: ((row: number) => boolean) | undefined;
}

/** What few tables say of a request. */
export interface DetailCells {
  readonly token: CodedCells;
  readonly isTest: CodedCells;
  readonly cost: CodedCells;
  readonly status: CodedCells;
}

/** Rate limit headers. */
export interface HeaderCells {
  readonly limit: CodedCells;
  readonly remaining: CodedCells;
  readonly reset: CodedCells;
}

const DETAILS = ['token', 'is_test', 'cost', 'status'] as const;
const HEADERS = ['ratelimit_limit', 'ratelimit_remaining', 'ratelimit_reset'] as const;

/** Makes the cells of batches of one file; columns mapped to a constant have that text in every row. */
export function createBatchCells(map: ColumnMap): (batch: ColumnBatch) => BatchCells {
  const constants = constantCells(map);
  const garbledRows = createGarbledRows();
  const coders = COLUMN_NAMES.map(createCoder);
  const sameCells = COLUMN_NAMES.map((name) => createSameCell(constants.get(name)));
  return ({ length, columns }) => {
    const seen: CodedCells[] = [];
    const given = (name: ColumnName): BatchColumn | undefined =>
      constants.has(name) ? undefined : columns[COLUMN_NAMES.indexOf(name)];
    const isThere = (name: ColumnName): boolean => constants.has(name) || given(name) !== undefined;
    const cells = (name: ColumnName): CodedCells => {
      const place = COLUMN_NAMES.indexOf(name);
      const column = given(name);
      if (column === undefined) return sameCells[place]!(length);
      const coded =
        'codes' in column ? column : coders[place]!((row) => cellOf(column, row), length);
      seen.push(coded);
      return coded;
    };
    const time = given('timestamp');
    return {
      category: cells('category'),
      method: cells('method'),
      path: cells('path'),
      endpoint: cells('endpoint'),
      app: cells('app'),
      user: cells('user'),
      adAccount: cells('ad_account'),
      details: DETAILS.some(isThere)
        ? {
            token: cells('token'),
            isTest: cells('is_test'),
            cost: cells('cost'),
            status: cells('status'),
          }
        : undefined,
      headers: HEADERS.some(isThere)
        ? {
            limit: cells('ratelimit_limit'),
            remaining: cells('ratelimit_remaining'),
            reset: cells('ratelimit_reset'),
          }
        : undefined,
      times: time !== undefined && 'times' in time ? time : undefined,
      timeText: (row) => (time === undefined ? undefined : cellOf(time, row)),
      isGarbled: garbledRows(seen),
    };
  };
}
