import type { Limit, RateModel } from '../../src/model/rate-model.js';
import { namedStream } from '../../src/random.js';
import { MILLISECOND, MINUTE, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { benchLimit, benchModel } from './bench-model.js';

const USERS = 10_000;
const START = 1_767_225_600 * SECOND;
const GAP = 4 * MILLISECOND;
const CATEGORIES = ['a', 'b', 'c'];

/** Windows in which the rates of `limiter`, in tokens a millisecond, are exact: 2⁻⁷. */
export const BUCKET = { points: 512, window: 65_536 * MILLISECOND };
export const WINDOW = { points: 600, window: MINUTE };

function limit(id: string, figure: number, window: number, category?: string): Limit {
  return benchLimit(id, figure, window, ['app', 'user'], category);
}

function modelWith(limits: readonly Limit[]): RateModel {
  return benchModel(CATEGORIES, { tiers: [{ name: 'tier', title: 'Tier', limits }] });
}

export const two = modelWith([
  limit('universal', 20, SECOND),
  ...CATEGORIES.map((category) => limit(category, 300, MINUTE, category)),
]);
export const one = modelWith([limit('universal', WINDOW.points, WINDOW.window)]);
export const bucket = modelWith([limit('universal', BUCKET.points, BUCKET.window)]);
/** Refuses a fifth of the first attempts where the refused are sent again. */
export const tight = modelWith([limit('universal', 190, MINUTE)]);

/** A request every 4 milliseconds, of 10,000 users by Zipf's law, of three categories at random. */
export function traceOf(length: number): Columns {
  const draw = namedStream(1, 'bench', 'replay');
  const upTo = new Float64Array(USERS);
  for (let i = 0, sum = 0; i < USERS; i++) upTo[i] = sum += 1 / (i + 1);
  const user = new Uint32Array(length);
  const category = new Uint16Array(length);
  for (let seq = 0; seq < length; seq++) {
    const drawn = draw() * upTo[USERS - 1]!;
    let low = 0;
    let high = USERS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! < drawn) low = middle + 1;
      else high = middle;
    }
    user[seq] = low;
    category[seq] = 1 + Math.floor(draw() * CATEGORIES.length);
  }
  return {
    length,
    timestamp: Float64Array.from({ length }, (_, seq) => START + seq * GAP),
    app: new Uint32Array(length),
    user,
    adAccount: new Uint32Array(length),
    category,
    flags: new Uint8Array(length),
    names: {
      apps: ['app'],
      users: Array.from({ length: USERS }, (_, i) => ({ app: 0, name: `user-${i}` })),
      adAccounts: [{ app: 0, name: 'account' }],
      categories: ['', ...CATEGORIES],
    },
  };
}

/** The first requests of a trace. */
export function firstOf(columns: Columns, length: number): Columns {
  return { ...columns, length };
}
