import { policies } from '../../src/engine/client.js';
import { simulate } from '../../src/engine/simulate.js';
import {
  ALGORITHM_NAMES,
  type AlgorithmName,
  type Limit,
  type RateModel,
  type ScopeKey,
} from '../../src/model/rate-model.js';
import { DAY, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { benchLimit, benchModel } from './bench-model.js';
import { medianSeconds, type Row } from './measure.js';

const SMALL = 10_000;
const LARGE = 1_000_000;
/** Where many users wait each for themselves too. */
const LARGE_WITH_USERS = 100_000;
const REQUESTS_A_USER = 10;
const START = 1_767_225_600 * SECOND;

function limit(
  id: string,
  figure: number,
  { category, scope = ['app'] }: { category?: string; scope?: readonly ScopeKey[] } = {},
): Limit {
  return benchLimit(id, figure, DAY, scope, category);
}

function modelWith(limits: readonly Limit[]): RateModel {
  return benchModel(['a', 'b', 'c'], { tiers: [{ name: 'tier', title: 'Tier', limits }] });
}

/** Requests a millisecond apart, of the three categories in turn, and of so many users in a shuffled order. */
function trace(length: number, users: number): Columns {
  return {
    length,
    timestamp: Float64Array.from({ length }, (_, i) => START + i * 1000),
    app: new Uint32Array(length),
    user: Uint32Array.from({ length }, (_, i) => scramble(i) % users),
    adAccount: new Uint32Array(length),
    category: Uint16Array.from({ length }, (_, i) => 1 + (i % 3)),
    flags: new Uint8Array(length),
    names: {
      apps: ['app'],
      users: Array.from({ length: users }, (_, i) => ({ app: 0, name: `user ${i}` })),
      adAccounts: [{ app: 0, name: 'account' }],
      categories: ['', 'a', 'b', 'c'],
    },
  };
}

function scramble(i: number): number {
  return Math.imul(i, 2_654_435_761) >>> 8;
}

/** Time an event does not grow with the backlog: a million requests that wait, against ten thousand. */
export function waitRows(): Row[] {
  const one = modelWith([limit('all', 1000)]);
  const two = modelWith([limit('all', 1000), limit('a', 300, { category: 'a' })]);
  const three = modelWith([
    limit('all', 1000),
    limit('a', 300, { category: 'a' }),
    limit('user', 20, { scope: ['app', 'user'] }),
  ]);
  const oneUser = (): number => 1;
  const manyUsers = (length: number): number => length / REQUESTS_A_USER;
  const million = { large: LARGE, usersOf: oneUser };
  return [
    ...ALGORITHM_NAMES.map((algorithm) => row('1,000 a day', one, algorithm, million)),
    ...ALGORITHM_NAMES.map((algorithm) =>
      row('1,000 a day and 300 of a category', two, algorithm, million),
    ),
    ...ALGORITHM_NAMES.map((algorithm) =>
      row('1,000 a day, 300 of a category and 20 a user', three, algorithm, {
        large: LARGE_WITH_USERS,
        usersOf: manyUsers,
      }),
    ),
  ];
}

function row(
  behind: string,
  model: RateModel,
  algorithm: AlgorithmName,
  { large, usersOf }: { large: number; usersOf: (length: number) => number },
): Row {
  const run = (columns: Columns) => (): void => {
    simulate(columns, model, model.tiers[0]!, {
      algorithm,
      denied: 'free',
      client: policies.wait(),
    });
  };
  const small = trace(SMALL, usersOf(SMALL));
  const repeats = 10;
  const [whole, few] = medianSeconds(run(trace(large, usersOf(large))), () => {
    for (let i = 0; i < repeats; i++) run(small)();
  });
  return {
    what: `wait, ${large.toLocaleString('en')} behind ${behind}, ${algorithm}, time a request`,
    against: `${SMALL.toLocaleString('en')} behind it`,
    ratio: whole! / large / (few! / (SMALL * repeats)),
    bound: { kind: 'at most', ratio: 3 },
  };
}
