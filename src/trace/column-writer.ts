import type { RateModel, TokenKind } from '../model/rate-model.js';
import {
  categoryTable,
  FLAG_CONVERSION,
  FLAG_TEST,
  operationTable,
  type Columns,
} from './columns.js';
import { FIRST_CAPACITY, finished, optionalColumn, widened } from './growable.js';
import {
  createInterner,
  createPairInterner,
  type Interner,
  type PairInterner,
} from './interner.js';
import type { Row } from './parse-row.js';
import type { RequestNumbers } from './request-numbers.js';
import type { Cell } from './row-sink.js';
import { timeOrder } from './time-order.js';

/** Appends requests to columns. */
export interface ColumnWriter {
  readonly length: number;
  readonly interners: ColumnInterners;
  /** Appends a request whose names are interned. */
  append(
    timestamp: number,
    app: number,
    user: number,
    adAccount: number,
    category: number,
    flags: number,
    extras?: Extras,
  ): void;
  push(row: Row): void;
  /** The times so far, in the order in which they came; a view. */
  times(): Float64Array;
  /** The columns, sorted stably by timestamp. */
  finish(): Columns;
  /** The same, and begins anew, with the same names: what comes next is written over the columns taken. */
  take(): Columns;
}

/** Where names get their numbers. */
export interface ColumnInterners {
  readonly apps: Interner;
  readonly users: PairInterner;
  readonly adAccounts: PairInterner;
  /** Texts of rate limit headers. */
  readonly headers: Interner;
}

/** What few traces have. What a row has no cell for is undefined. */
export interface Extras {
  readonly cost: number | undefined;
  readonly status: number | undefined;
  /** Texts of rate limit headers, by their numbers. */
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  readonly reset: number | undefined;
  /** Index into the operation table. */
  readonly operation: number | undefined;
  /** Number of what is asked for. */
  readonly request: number | undefined;
}

/** The app, user or ad account of a row that names none. */
export const DEFAULT_NAME = 'default';

const float64 = (length: number): Float64Array => new Float64Array(length);
const uint32 = (length: number): Uint32Array => new Uint32Array(length);
const uint16 = (length: number): Uint16Array => new Uint16Array(length);
const uint8 = (length: number): Uint8Array => new Uint8Array(length);

/**
 * Empty columns for a model's categories. Optional columns are kept only if a row had a cell for them.
 * @param requests what numbered the column `request`, if it is asked for.
 */
export function createColumnWriter(model: RateModel, requests?: RequestNumbers): ColumnWriter {
  const apps = createInterner();
  const users = createPairInterner();
  const adAccounts = createPairInterner();
  const headers = createInterner(['']);
  let length = 0;
  let timestamps = float64(FIRST_CAPACITY);
  let appColumn = uint32(FIRST_CAPACITY);
  let userColumn = uint32(FIRST_CAPACITY);
  let adAccountColumn = uint32(FIRST_CAPACITY);
  let categories = uint16(FIRST_CAPACITY);
  let flagColumn = uint8(FIRST_CAPACITY);
  const extraColumns = {
    cost: optionalColumn(float64, 1),
    status: optionalColumn(uint16, 0),
    limit: optionalColumn(uint32, 0),
    remaining: optionalColumn(uint32, 0),
    reset: optionalColumn(uint32, 0),
    operation: optionalColumn(uint16, 0),
    request: optionalColumn(uint32, 0),
  };

  const widen = (): void => {
    timestamps = widened(timestamps, float64);
    appColumn = widened(appColumn, uint32);
    userColumn = widened(userColumn, uint32);
    adAccountColumn = widened(adAccountColumn, uint32);
    categories = widened(categories, uint16);
    flagColumn = widened(flagColumn, uint8);
  };
  const putExtras = (extras: Extras): void => {
    const { cost, status, limit, remaining, reset, operation, request } = extras;
    if (cost !== undefined) extraColumns.cost.put(length, cost);
    if (status !== undefined) extraColumns.status.put(length, status);
    if (limit !== undefined) extraColumns.limit.put(length, limit);
    if (remaining !== undefined) extraColumns.remaining.put(length, remaining);
    if (reset !== undefined) extraColumns.reset.put(length, reset);
    if (operation !== undefined) extraColumns.operation.put(length, operation);
    if (request !== undefined) extraColumns.request.put(length, request);
  };
  const append: ColumnWriter['append'] = (
    timestamp,
    app,
    user,
    adAccount,
    category,
    flags,
    extras,
  ) => {
    if (length === timestamps.length) widen();
    timestamps[length] = timestamp;
    appColumn[length] = app;
    userColumn[length] = user;
    adAccountColumn[length] = adAccount;
    categories[length] = category;
    flagColumn[length] = flags;
    if (extras !== undefined) putExtras(extras);
    length++;
  };
  const headerOf = (cell: Cell): number | undefined =>
    cell === undefined ? undefined : headers.intern(cell);

  return {
    get length() {
      return length;
    },
    interners: { apps, users, adAccounts, headers },
    append,
    push(row) {
      const app = apps.intern(row.app ?? DEFAULT_NAME);
      const user = users.intern(app, row.user ?? DEFAULT_NAME);
      const adAccount = adAccounts.intern(app, row.adAccount ?? DEFAULT_NAME);
      const { category, operation, request } = row.classified;
      const [limit, remaining, reset] = row.rateLimitHeaders;
      append(row.timestamp, app, user, adAccount, category, flagsOf(row.isTest, row.token), {
        cost: row.cost,
        status: row.status,
        limit: headerOf(limit),
        remaining: headerOf(remaining),
        reset: headerOf(reset),
        operation,
        request,
      });
    },
    times: () => timestamps.subarray(0, length),
    finish,
    take() {
      const piece = finish();
      length = 0;
      for (const column of Object.values(extraColumns)) column.reset();
      return piece;
    },
  };

  function finish(): Columns {
    const order = timeOrder(timestamps, length);
    const cost = extraColumns.cost.finish(length, order);
    const status = extraColumns.status.finish(length, order);
    const limit = extraColumns.limit.finish(length, order);
    const remaining = extraColumns.remaining.finish(length, order);
    const reset = extraColumns.reset.finish(length, order);
    const operation = extraColumns.operation.finish(length, order);
    const request = extraColumns.request.finish(length, order);
    return {
      length,
      timestamp: finished(timestamps, length, float64, order),
      app: finished(appColumn, length, uint32, order),
      user: finished(userColumn, length, uint32, order),
      adAccount: finished(adAccountColumn, length, uint32, order),
      category: finished(categories, length, uint16, order),
      flags: finished(flagColumn, length, uint8, order),
      ...(cost && { cost }),
      ...(status && { status }),
      ...(operation && { operation }),
      ...(request && { request }),
      ...((limit ?? remaining ?? reset) && {
        rateLimitHeaders: {
          ...(limit && { limit }),
          ...(remaining && { remaining }),
          ...(reset && { reset }),
          texts: headers.names,
        },
      }),
      names: {
        apps: apps.names,
        users: users.pairs,
        adAccounts: adAccounts.pairs,
        categories: categoryTable(model),
        ...(operation && { operations: operationTable(model) }),
        ...(request && requests && { unmappedRequests: requests.unmappedNames }),
      },
    };
  }
}

/** The bits of the column `flags`. */
export function flagsOf(isTest: boolean, token: TokenKind): number {
  return (isTest ? FLAG_TEST : 0) | (token === 'conversion' ? FLAG_CONVERSION : 0);
}
