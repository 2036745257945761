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
import type { RequestNumbers } from './demand/request-numbers.js';
import type { Cell } from './row-sink.js';
import { timeOrder } from './time-order.js';

/** Appends requests to columns. */
export interface ColumnWriter {
  readonly length: number;
  readonly interners: ColumnInterners;
  /** Makes room for so many requests in all, or more, so that those before them are not copied when they come. */
  reserve(rows: number): void;
  /** Appends a request whose names are interned. `extras` is read at once, and may be used again. */
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
  return new Writer(model, requests);
}

/** A class, so that its machine code outlives it. */
class Writer implements ColumnWriter {
  length = 0;
  readonly interners = {
    apps: createInterner(),
    users: createPairInterner(),
    adAccounts: createPairInterner(),
    headers: createInterner(['']),
  };
  private timestamps = float64(FIRST_CAPACITY);
  private apps = uint32(FIRST_CAPACITY);
  private users = uint32(FIRST_CAPACITY);
  private adAccounts = uint32(FIRST_CAPACITY);
  private categories = uint16(FIRST_CAPACITY);
  private flags = uint8(FIRST_CAPACITY);
  /** Whether flags were taken before, so that those that are 0 have to be written. */
  private isUsed = false;
  /** Whether a time is before the one above it. */
  private falls = false;
  private readonly extras = {
    cost: optionalColumn(float64, 1),
    status: optionalColumn(uint16, 0),
    limit: optionalColumn(uint32, 0),
    remaining: optionalColumn(uint32, 0),
    reset: optionalColumn(uint32, 0),
    operation: optionalColumn(uint16, 0),
    request: optionalColumn(uint32, 0),
  };
  private readonly model: RateModel;
  private readonly requests: RequestNumbers | undefined;

  constructor(model: RateModel, requests: RequestNumbers | undefined) {
    this.model = model;
    this.requests = requests;
  }

  reserve(rows: number): void {
    const capacity = this.timestamps.length;
    if (rows > capacity) this.widen(Math.max(rows, capacity * 2));
  }

  append(
    timestamp: number,
    app: number,
    user: number,
    adAccount: number,
    category: number,
    flags: number,
    extras?: Extras,
  ): void {
    const { length } = this;
    if (length === this.timestamps.length) this.widen(length * 4);
    if (length > 0 && timestamp < this.timestamps[length - 1]!) this.falls = true;
    this.timestamps[length] = timestamp;
    this.apps[length] = app;
    this.users[length] = user;
    this.adAccounts[length] = adAccount;
    this.categories[length] = category;
    if (flags !== 0 || this.isUsed) this.flags[length] = flags;
    if (extras !== undefined) this.putExtras(extras);
    this.length = length + 1;
  }

  push(row: Row): void {
    const { apps, users, adAccounts, headers } = this.interners;
    const headerOf = (cell: Cell): number | undefined =>
      cell === undefined ? undefined : headers.intern(cell);
    const app = apps.intern(row.app ?? DEFAULT_NAME);
    const user = users.intern(app, row.user ?? DEFAULT_NAME);
    const adAccount = adAccounts.intern(app, row.adAccount ?? DEFAULT_NAME);
    const { category, operation, request } = row.classified;
    const [limit, remaining, reset] = row.rateLimitHeaders;
    this.append(row.timestamp, app, user, adAccount, category, flagsOf(row.isTest, row.token), {
      cost: row.cost,
      status: row.status,
      limit: headerOf(limit),
      remaining: headerOf(remaining),
      reset: headerOf(reset),
      operation,
      request,
    });
  }

  times(): Float64Array {
    return this.timestamps.subarray(0, this.length);
  }

  take(): Columns {
    const piece = this.finish();
    this.length = 0;
    this.isUsed = true;
    this.falls = false;
    for (const column of Object.values(this.extras)) column.reset();
    return piece;
  }

  finish(): Columns {
    const { length, extras, interners, requests } = this;
    const order = this.falls ? timeOrder(this.timestamps, length) : undefined;
    const cost = extras.cost.finish(length, order);
    const status = extras.status.finish(length, order);
    const limit = extras.limit.finish(length, order);
    const remaining = extras.remaining.finish(length, order);
    const reset = extras.reset.finish(length, order);
    const operation = extras.operation.finish(length, order);
    const request = extras.request.finish(length, order);
    return {
      length,
      timestamp: finished(this.timestamps, length, order),
      app: finished(this.apps, length, order),
      user: finished(this.users, length, order),
      adAccount: finished(this.adAccounts, length, order),
      category: finished(this.categories, length, order),
      flags: finished(this.flags, length, order),
      ...(cost && { cost }),
      ...(status && { status }),
      ...(operation && { operation }),
      ...(request && { request }),
      ...((limit ?? remaining ?? reset) && {
        rateLimitHeaders: {
          ...(limit && { limit }),
          ...(remaining && { remaining }),
          ...(reset && { reset }),
          texts: interners.headers.names,
        },
      }),
      names: {
        apps: interners.apps.names,
        users: interners.users.pairs,
        adAccounts: interners.adAccounts.pairs,
        categories: categoryTable(this.model),
        ...(operation && { operations: operationTable(this.model) }),
        ...(request && requests && { unmappedRequests: requests.names() }),
      },
    };
  }

  private putExtras(extras: Extras): void {
    const { cost, status, limit, remaining, reset, operation, request } = extras;
    const { length, extras: columns } = this;
    if (cost !== undefined) columns.cost.put(length, cost);
    if (status !== undefined) columns.status.put(length, status);
    if (limit !== undefined) columns.limit.put(length, limit);
    if (remaining !== undefined) columns.remaining.put(length, remaining);
    if (reset !== undefined) columns.reset.put(length, reset);
    if (operation !== undefined) columns.operation.put(length, operation);
    if (request !== undefined) columns.request.put(length, request);
  }

  private widen(capacity: number): void {
    this.timestamps = widened(this.timestamps, float64, capacity);
    this.apps = widened(this.apps, uint32, capacity);
    this.users = widened(this.users, uint32, capacity);
    this.adAccounts = widened(this.adAccounts, uint32, capacity);
    this.categories = widened(this.categories, uint16, capacity);
    this.flags = widened(this.flags, uint8, capacity);
  }
}

/** The bits of the column `flags`. */
export function flagsOf(isTest: boolean, token: TokenKind): number {
  return (isTest ? FLAG_TEST : 0) | (token === 'conversion' ? FLAG_CONVERSION : 0);
}
