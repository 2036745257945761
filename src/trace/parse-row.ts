import type { TokenKind } from '../model/rate-model.js';
import type { Classified, Classifier } from './classify.js';
import { COLUMN_NAMES, type ColumnMap, type ColumnName } from './column-map.js';
import { excerpt } from './excerpt.js';
import type { Cell } from './row-sink.js';
import type { TimestampReader } from './timestamps.js';

/** One request, checked: what the columns take. Absent members take their column's default. */
export interface Row {
  readonly timestamp: number;
  readonly classified: Classified;
  readonly app: Cell;
  readonly user: Cell;
  readonly adAccount: Cell;
  readonly token: TokenKind;
  readonly isTest: boolean;
  readonly cost: number | undefined;
  readonly status: number | undefined;
  readonly rateLimitHeaders: readonly [limit: Cell, remaining: Cell, reset: Cell];
}

/** Why a row was not taken: the same words for all rows of its kind, and what this one holds. */
export interface RowFault {
  readonly reason: string;
  readonly found: string;
  /** Where it stands; absent where no one cell is at fault. */
  readonly column?: ColumnName;
}

/** Turns the cells of a row, in the order of `COLUMN_NAMES`, into a request. */
export type RowParser = (cells: readonly Cell[]) => Row | RowFault;

const TRUE = ['true', '1'];
const FALSE = ['false', '0'];

/** A row parser for one file. Columns mapped to a constant have that value in every row. */
export function createRowParser(
  map: ColumnMap,
  classify: Classifier,
  times: TimestampReader,
): RowParser {
  const indexes = new Map(COLUMN_NAMES.map((name, index) => [name, index]));
  const constants = constantCells(map);

  return (cells) => {
    const cell = (name: ColumnName): Cell => {
      const value = constants.get(name) ?? cells[indexes.get(name)!];
      return value === '' ? undefined : value;
    };

    const time = cell('timestamp');
    const timestamp = time === undefined ? null : times.read(time);
    if (timestamp === null) return fault('timestamp', times.fault(time), time);
    const operation = {
      category: cell('category'),
      method: cell('method'),
      path: cell('path'),
      endpoint: cell('endpoint'),
    };
    const classified = classify(operation);
    if (classified === null) {
      return fault('path', 'no category, and no method and path to tell it from', operation.path);
    }
    const token = tokenKind(cell('token'));
    if (token === null)
      return fault('token', 'token is neither oauth nor conversion', cell('token'));
    const test = truth(cell('is_test'));
    if (test === null) {
      return fault('is_test', 'is_test is not true, false, 1 or 0', cell('is_test')?.toLowerCase());
    }
    const cost = wholeNumber(cell('cost'));
    if (cost === null) return fault('cost', 'cost is no whole number', cell('cost'));
    const status = httpStatus(cell('status'));
    if (status === null) return fault('status', 'status is no HTTP status', cell('status'));
    return {
      timestamp,
      classified,
      app: cell('app'),
      user: cell('user'),
      adAccount: cell('ad_account') ?? classified.adAccount,
      token,
      isTest: test ?? classified.isTest,
      cost,
      status,
      rateLimitHeaders: [
        cell('ratelimit_limit'),
        cell('ratelimit_remaining'),
        cell('ratelimit_reset'),
      ],
    };
  };
}

function fault(column: ColumnName, reason: string, found: Cell): RowFault {
  if (found === undefined) return { reason, found: 'the cell is empty', column };
  return { reason, found: `found ${excerpt(found)}`, column };
}

/** The cells of the columns that have one value for every row. */
export function constantCells(map: ColumnMap): Map<ColumnName, string> {
  const constants = new Map<ColumnName, string>();
  for (const [name, source] of map) if ('constant' in source) constants.set(name, source.constant);
  return constants;
}

/** The kind of a token; null for a cell that names none. */
export function tokenKind(cell: Cell): TokenKind | null {
  const token = cell ?? 'oauth';
  return token === 'oauth' || token === 'conversion' ? token : null;
}

/** A boolean; undefined for an empty cell, null for anything else. */
export function truth(cell: Cell): boolean | undefined | null {
  const text = cell?.toLowerCase();
  if (text === undefined) return undefined;
  if (TRUE.includes(text)) return true;
  return FALSE.includes(text) ? false : null;
}

/** An HTTP status; undefined for an empty cell, null for anything else. */
export function httpStatus(cell: Cell): number | undefined | null {
  const status = wholeNumber(cell);
  return (status ?? 0) > 999 ? null : status;
}

/** A whole number ≥ 0; undefined for an empty cell, null for anything else. */
export function wholeNumber(cell: Cell): number | undefined | null {
  if (cell === undefined) return undefined;
  const value = /^\d+$/.test(cell) ? Number(cell) : NaN;
  return Number.isSafeInteger(value) ? value : null;
}
