import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrowthSettings } from '../../../src/plan/growth/growth.js';
import { growths } from '../../../src/plan/growth/growths.js';
import { GROWTHS } from '../../../src/result/plan.js';
import { HOUR, MINUTE, SECOND } from '../../../src/time.js';
import type { Columns } from '../../../src/trace/columns.js';
import { at, request, requests } from '../../engine/requests.js';
import { modelWith } from '../../engine/small-tier.js';
import type { OracleRequest } from '../../oracle/oracle-types.js';
import { columnsOf, modelOf, randomScenario } from '../../oracle/random-trace.js';
import { IN_STEP } from '../planning.js';

const SPREAD: GrowthSettings = {
  userSpread: HOUR,
  userStep: MINUTE,
  rateSpread: 10 * SECOND,
  sharedAdAccounts: false,
};
const noon = at('2026-06-10T12:00');
const categories = ['a', 'b'];
const model = modelWith([], categories);

/** The requests of a load, in its order, by name. */
function rowsOf({ names, cost, ...columns }: Columns): OracleRequest[] {
  return Array.from({ length: columns.length }, (_, seq) => ({
    timestamp: columns.timestamp[seq]!,
    app: names.apps[columns.app[seq]!]!,
    user: names.users[columns.user[seq]!]!.name,
    adAccount: names.adAccounts[columns.adAccount[seq]!]!.name,
    category: names.categories[columns.category[seq]!]!,
    token: (columns.flags[seq]! & 2) === 0 ? 'oauth' : 'conversion',
    isTest: (columns.flags[seq]! & 1) !== 0,
    cost: cost?.[seq] ?? 1,
  }));
}

function grow(
  by: (typeof GROWTHS)[number],
  trace: readonly OracleRequest[],
  factor: number,
  settings = SPREAD,
): OracleRequest[] {
  return rowsOf(growths[by].grow(columnsOf(trace, model), factor, settings, 7));
}

/** How often each element occurs. */
function countsOf(rows: readonly OracleRequest[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = JSON.stringify(row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const usersOf = (rows: readonly OracleRequest[]): Set<string> =>
  new Set(rows.map(({ app, user }) => `${app} ${user}`));

/** Ten users of 20 requests, interleaved. */
const tenUsers = Array.from({ length: 200 }, (_, i) =>
  request(noon + i * SECOND, categories[i % 2]!, { user: `u${i % 10}`, adAccount: `a${i % 10}` }),
);

describe('every growth', () => {
  const scenarios = randomScenario();
  const factor = fc.integer({ min: 1, max: 500 }).map((hundredths) => hundredths / 100);
  const spreads = fc.constantFrom(SPREAD, IN_STEP, { ...SPREAD, sharedAdAccounts: true });

  it.each(GROWTHS)('%s: keeps the trace as it is at 1', (by) => {
    fc.assert(
      fc.property(scenarios, spreads, (scenario, settings) => {
        const columns = columnsOf(scenario.requests, modelOf(scenario));
        expect(rowsOf(growths[by].grow(columns, 1, settings, 3))).toEqual(scenario.requests);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it.each(['users', 'rate'] as const)(
    '%s: has every request of a smaller factor at a larger one, in the order of time, whichever was made first',
    (by) => {
      fc.assert(
        fc.property(scenarios, spreads, factor, factor, (scenario, settings, one, other) => {
          const columns = columnsOf(scenario.requests, modelOf(scenario));
          const make = (of: Columns, by_: number): Columns =>
            growths[by].grow(of, by_, settings, 3);
          const rows = [make(columns, one), make(columns, other)].map(rowsOf);
          const [fewer, more] = one <= other ? rows : rows.toReversed();
          const counts = countsOf(more!);
          for (const [row, count] of countsOf(fewer!)) {
            expect(counts.get(row) ?? 0).toBeGreaterThanOrEqual(count);
          }
          const times = more!.map(({ timestamp }) => timestamp);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          expect(rowsOf(make({ ...columns }, other))).toEqual(rows[1]);
        }),
        { seed: 1, numRuns: 200 },
      );
    },
  );

  it.each(GROWTHS)('%s: names nobody who sends nothing', (by) => {
    fc.assert(
      fc.property(scenarios, factor, (scenario, by_) => {
        const columns = columnsOf(scenario.requests, modelOf(scenario));
        const { names, length, ...grown } = growths[by].grow(columns, by_, SPREAD, 3);
        const named = (column: Uint32Array): number[] =>
          [...new Set(column.subarray(0, length))].toSorted((a, b) => a - b);
        expect(named(grown.app)).toEqual([...names.apps.keys()]);
        expect(named(grown.user)).toEqual([...names.users.keys()]);
        expect(named(grown.adAccount)).toEqual([...names.adAccounts.keys()]);
        for (let seq = 0; seq < length; seq++) {
          expect(names.users[grown.user[seq]!]!.app).toBe(grown.app[seq]);
          expect(names.adAccounts[grown.adAccount[seq]!]!.app).toBe(grown.app[seq]);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe('growth by users', () => {
  it('clones whole users, as many as the factor says, cut to a whole user', () => {
    for (const [factor, users] of [
      [0.09, 0],
      [0.1, 1],
      [0.75, 7],
      [1.7, 17],
      [2.29, 22],
    ] as const) {
      const rows = grow('users', tenUsers, factor);
      expect(usersOf(rows).size).toBe(users);
      expect(rows).toHaveLength(users * 20);
    }
  });

  it('names clones after the user and the ad account, and shifts each by whole steps within the spread', () => {
    const rows = grow('users', tenUsers, 3);
    for (const { user } of tenUsers.slice(0, 10)) {
      const own = tenUsers.filter((row) => row.user === user);
      expect(rows.filter((row) => row.user === user)).toEqual(own);
      for (const mark of ['#2', '#3']) {
        const clone = rows.filter((row) => row.user === user + mark);
        const shift = clone[0]!.timestamp - own[0]!.timestamp;
        expect(Math.abs(shift % MINUTE)).toBe(0);
        expect(Math.abs(shift)).toBeLessThanOrEqual(HOUR / 2);
        expect(clone).toEqual(
          own.map((row) => ({
            ...row,
            user: row.user + mark,
            adAccount: row.adAccount + mark,
            timestamp: row.timestamp + shift,
          })),
        );
      }
    }
  });

  it('shifts clones by every step of the spread, and by none where it is 0', () => {
    const one = [request(noon, 'a')];
    const settings = { ...SPREAD, userSpread: 4 * MINUTE };
    const shifts = grow('users', one, 100, settings).map(({ timestamp }) => timestamp - noon);
    expect([...new Set(shifts)]).toEqual([-2, -1, 0, 1, 2].map((minutes) => minutes * MINUTE));
    expect(grow('users', one, 3, IN_STEP).map(({ timestamp, user }) => [timestamp, user])).toEqual([
      [noon, 'user'],
      [noon, 'user#2'],
      [noon, 'user#3'],
    ]);
  });

  it('lets clones share ad accounts where told to', () => {
    const shared = grow('users', tenUsers, 2, { ...SPREAD, sharedAdAccounts: true });
    expect(new Set(shared.map(({ adAccount }) => adAccount)).size).toBe(10);
  });

  it('gives no clone the name of another user', () => {
    const trace = [request(noon, 'a', { user: 'x' }), request(noon, 'a', { user: 'x#2' })];
    const users = grow('users', trace, 2).map(({ user }) => user);
    expect(users.toSorted()).toEqual(['x', 'x##2', 'x#2', 'x#2##2']);
  });
});

describe('growth by rate', () => {
  it('has every request so many times at a whole factor', () => {
    const rows = grow('rate', tenUsers, 3, IN_STEP);
    expect([...countsOf(rows)]).toEqual([...countsOf(tenUsers)].map(([row]) => [row, 3]));
  });

  it('keeps originals where they are and copies within the spread', () => {
    const rows = grow('rate', [request(noon, 'a')], 200);
    const shifts = rows.map(({ timestamp }) => timestamp - noon);
    expect(shifts.filter((shift) => shift === 0).length).toBeGreaterThanOrEqual(1);
    expect(Math.max(...shifts)).toBeLessThanOrEqual(5 * SECOND);
    expect(Math.max(...shifts)).toBeGreaterThan(4 * SECOND);
    expect(Math.min(...shifts)).toBeGreaterThanOrEqual(-5 * SECOND);
    expect(Math.min(...shifts)).toBeLessThan(-4 * SECOND);
  });

  it('grows any stretch of what a user sends of one category by the factor, but for a logarithmic term', () => {
    const trace = requests(512, noon, SECOND, 'a').map((row, i) => ({
      ...row,
      category: categories[i % 2]!,
    }));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(511),
        fc.nat(511),
        fc.constantFrom(...categories),
        (hundredths, one, other, category) => {
          const factor = hundredths / 100;
          const [from, to] = [Math.min(one, other), Math.max(one, other) + 1];
          const within = ({ timestamp, category: of }: OracleRequest): boolean =>
            of === category && timestamp >= noon + from * SECOND && timestamp < noon + to * SECOND;
          const now = trace.filter(within).length;
          const then = grow('rate', trace, factor, IN_STEP).filter(within).length;
          expect(Math.abs(then - factor * now)).toBeLessThanOrEqual(2 + Math.log2(now + 1));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('growth by speed', () => {
  it('brings every request after the first nearer by the factor, cut to whole microseconds', () => {
    const trace = [0, 10, 11, 25].map((gap) => request(noon + gap, 'a'));
    const times = (factor: number): number[] =>
      grow('speed', trace, factor).map(({ timestamp }) => timestamp - noon);
    expect(times(2)).toEqual([0, 5, 5, 12]);
    expect(times(0.5)).toEqual([0, 20, 22, 50]);
  });
});
