import type { RateModel } from '../model/rate-model.js';
import { categoryTable, FLAG_CONVERSION, FLAG_TEST, type Columns } from './columns.js';
import { growable, optionalGrowable } from './growable.js';
import { createInterner, createPairInterner } from './interner.js';
import type { Row } from './parse-row.js';
import { sortOrder } from './sort-order.js';

/** Appends requests to columns. */
export interface ColumnWriter {
  readonly length: number;
  push(row: Row): void;
  /** The columns, sorted stably by timestamp. */
  finish(): Columns;
}

const DEFAULT_NAME = 'default';

/** Empty columns for a model's categories. Optional columns are kept only if a row had a cell for them. */
export function createColumnWriter(model: RateModel): ColumnWriter {
  const apps = createInterner();
  const users = createPairInterner();
  const adAccounts = createPairInterner();
  const timestamp = growable((n) => new Float64Array(n));
  const app = growable((n) => new Uint32Array(n));
  const user = growable((n) => new Uint32Array(n));
  const adAccount = growable((n) => new Uint32Array(n));
  const category = growable((n) => new Uint16Array(n));
  const flags = growable((n) => new Uint8Array(n));
  const cost = optionalGrowable((n) => new Float64Array(n), 1);
  const status = optionalGrowable((n) => new Uint16Array(n), 0);
  const headerTexts = createInterner(['']);
  const headers = [0, 1, 2].map(() => optionalGrowable((n) => new Uint32Array(n), 0));

  return {
    get length() {
      return timestamp.length;
    },
    push(row) {
      const at = timestamp.length;
      const appIndex = apps.intern(row.app ?? DEFAULT_NAME);
      timestamp.push(row.timestamp);
      app.push(appIndex);
      user.push(users.intern(appIndex, row.user ?? DEFAULT_NAME));
      adAccount.push(adAccounts.intern(appIndex, row.adAccount ?? DEFAULT_NAME));
      category.push(row.classified.category);
      flags.push((row.isTest ? FLAG_TEST : 0) | (row.token === 'conversion' ? FLAG_CONVERSION : 0));
      cost.put(at, row.cost);
      status.put(at, row.status);
      row.rateLimitHeaders.forEach((text, part) => {
        headers[part]!.put(at, text === undefined ? undefined : headerTexts.intern(text));
      });
    },
    finish() {
      const order = sortOrder(timestamp);
      const costs = cost.finish(order);
      const statuses = status.finish(order);
      const [limit, remaining, reset] = headers.map((header) => header.finish(order));
      return {
        length: timestamp.length,
        timestamp: timestamp.finish(order),
        app: app.finish(order),
        user: user.finish(order),
        adAccount: adAccount.finish(order),
        category: category.finish(order),
        flags: flags.finish(order),
        ...(costs && { cost: costs }),
        ...(statuses && { status: statuses }),
        ...((limit ?? remaining ?? reset) && {
          rateLimitHeaders: {
            ...(limit && { limit }),
            ...(remaining && { remaining }),
            ...(reset && { reset }),
            texts: headerTexts.names,
          },
        }),
        names: {
          apps: apps.names,
          users: users.pairs,
          adAccounts: adAccounts.pairs,
          categories: categoryTable(model),
        },
      };
    },
  };
}
