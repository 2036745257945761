import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf, planLimits } from '../../../src/engine/limit-plan.js';
import { findBursts } from '../../../src/plan/advice/bursts.js';
import type { Merge } from '../../../src/plan/advice/changes/batch.js';
import { changeLoad } from '../../../src/plan/advice/load-change.js';
import type { Columns } from '../../../src/trace/columns.js';
import { MINUTE, SECOND } from '../../../src/time.js';
import { columnsOf, modelOf, randomScenario } from '../../oracle/random-trace.js';

function expectSorted({ timestamp, length }: Columns): void {
  expect(timestamp).toEqual(timestamp.slice(0, length).sort());
}

describe('spreading bursts', () => {
  it('keeps every request, moves those of bursts alone, to later, and keeps their order', () => {
    const over = fc.constantFrom(SECOND, 10 * SECOND, MINUTE, 7 * MINUTE);
    fc.assert(
      fc.property(randomScenario(), over, (scenario, span) => {
        const model = modelOf(scenario);
        const columns = columnsOf(scenario.requests, model);
        const plan = planLimits(columns, model, model.tiers[0]!);
        const seqs = [...columns.timestamp.keys()];
        plan.limits.forEach((limit, k) => {
          const kinds = plan.routes.flatMap((route, kind) => (route.includes(k) ? [kind] : []));
          const { slot } = plan.tuples[k]!;
          const { bursts } = findBursts(columns, plan, k);
          const burstOf = (seq: number) =>
            kinds.includes(kindOf(columns.category[seq]!, columns.flags[seq]!))
              ? bursts.find(
                  ({ tuple, from, to }) =>
                    slot[seq] === tuple &&
                    columns.timestamp[seq]! >= from &&
                    columns.timestamp[seq]! <= to,
                )
              : undefined;
          // The cost tells the requests apart.
          const spread = changeLoad(
            { ...columns, cost: Float64Array.from(seqs) },
            { kind: 'spread', kinds, scope: limit.scope, bursts, over: span },
          );
          expectSorted(spread);
          expect([...spread.cost!].sort((a, b) => a - b)).toEqual(seqs);
          const inBursts = new Map<number, number[]>();
          spread.cost!.forEach((seq, place) => {
            for (const name of ['app', 'user', 'adAccount', 'category', 'flags'] as const) {
              expect(spread[name][place]).toBe(columns[name][seq]);
            }
            const burst = burstOf(seq);
            const moved = spread.timestamp[place]! - columns.timestamp[seq]!;
            if (burst === undefined) expect(moved).toBe(0);
            else {
              expect(moved).toBeGreaterThanOrEqual(0);
              inBursts.set(burst.tuple, [...(inBursts.get(burst.tuple) ?? []), seq]);
            }
          });
          for (const sent of inBursts.values()) {
            expect(sent).toEqual(sent.toSorted((a, b) => a - b));
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it('sends nothing earlier than it was meant to be, and a burst evenly', () => {
    const columns = madeOf([0, 0, 0, 50, 200]);
    const spread = changeLoad(columns, {
      kind: 'spread',
      kinds: [kindOf(1, 0)],
      scope: ['app'],
      bursts: [{ tuple: 0, from: 0, to: 50 }],
      over: 100,
    });
    expect([...spread.timestamp]).toEqual([0, 25, 50, 75, 200]);
    const little = changeLoad(columns, {
      kind: 'spread',
      kinds: [kindOf(1, 0)],
      scope: ['app'],
      bursts: [{ tuple: 0, from: 0, to: 50 }],
      over: 4,
    });
    expect([...little.timestamp]).toEqual([0, 1, 2, 50, 200]);
  });
});

describe('bursts', () => {
  it('are the requests that stand in some window which holds more than the limit', () => {
    fc.assert(
      fc.property(randomScenario(), (scenario) => {
        const model = modelOf(scenario);
        const columns = columnsOf(scenario.requests, model);
        const plan = planLimits(columns, model, model.tiers[0]!);
        plan.limits.forEach(({ limit, window }, k) => {
          const { slot } = plan.tuples[k]!;
          const meets = (seq: number): boolean =>
            plan.routes[kindOf(columns.category[seq]!, columns.flags[seq]!)]!.includes(k);
          const all = [...columns.timestamp.keys()].filter(meets);
          const cost = (seq: number): number => (plan.countsUnits[k]! ? columns.cost![seq]! : 1);
          const busy = new Set<number>();
          for (const last of all) {
            const end = columns.timestamp[last]!;
            const inside = all.filter(
              (seq) =>
                seq <= last && slot[seq] === slot[last] && columns.timestamp[seq]! > end - window,
            );
            const asked = inside.reduce((sum, seq) => sum + cost(seq), 0);
            if (asked > limit) inside.forEach((seq) => busy.add(seq));
          }
          const { bursts } = findBursts(columns, plan, k);
          const found = all.filter((seq) =>
            bursts.some(
              ({ tuple, from, to }) =>
                slot[seq] === tuple &&
                columns.timestamp[seq]! >= from &&
                columns.timestamp[seq]! <= to,
            ),
          );
          expect(found).toEqual([...busy].sort((a, b) => a - b));
          expect(bursts.reduce((sum, { requests }) => sum + requests, 0)).toBe(busy.size);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('batching', () => {
  const within = 10 * SECOND;

  it('makes as many requests as collecting them by hand does, and loses no unit', () => {
    fc.assert(
      fc.property(randomScenario(), fc.integer({ min: 1, max: 5 }), (scenario, most) => {
        const model = modelOf(scenario);
        const columns = columnsOf(scenario.requests, model);
        const kinds = [0, 1, 2, 3].map((flags) => kindOf(1, flags));
        const merge: Merge = { kinds, most, category: 2 };
        const batched = changeLoad(columns, { kind: 'batch', merges: [merge], within });
        expectSorted(batched);

        const sent = new Map<string, number[]>();
        const rest: number[] = [];
        const groups = new Map<string, number[]>();
        columns.timestamp.forEach((t, seq) => {
          if (columns.category[seq] !== 1) {
            rest.push(t);
            return;
          }
          const { user, adAccount, flags } = columns;
          const key = JSON.stringify([user[seq], adAccount[seq], flags[seq]]);
          groups.set(key, [...(groups.get(key) ?? []), t]);
        });
        for (const [key, times] of groups) {
          const at: number[] = [];
          let left = times;
          while (left.length > 0) {
            const due = left[0]! + within;
            const size = Math.min(most, left.filter((t) => t <= due).length);
            at.push(size === most ? left[size - 1]! : due);
            left = left.slice(size);
          }
          sent.set(key, at);
        }
        const expected = [...rest, ...[...sent.values()].flat()].sort((a, b) => a - b);
        expect([...batched.timestamp]).toEqual(expected);
        expect(sum(batched.cost!)).toBe(sum(columns.cost!));
        expect(batched.category).not.toContain(1);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the conversion token', () => {
  it('is given to the requests named, and nothing else is changed', () => {
    const columns = { ...madeOf([0, 1, 2]), flags: Uint8Array.from([0, 1, 2]) };
    const changed = changeLoad(columns, { kind: 'conversion-token', kinds: [kindOf(1, 0)] });
    expect(changed).toEqual({ ...columns, flags: Uint8Array.from([2, 1, 2]) });
  });
});

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Requests of one user in category 1, at these times. */
function madeOf(times: readonly number[]): Columns {
  const { length } = times;
  return {
    length,
    timestamp: Float64Array.from(times),
    app: new Uint32Array(length),
    user: new Uint32Array(length),
    adAccount: new Uint32Array(length),
    category: new Uint16Array(length).fill(1),
    flags: new Uint8Array(length),
    names: {
      apps: ['app'],
      users: [{ app: 0, name: 'user' }],
      adAccounts: [{ app: 0, name: 'account' }],
      categories: ['', 'a'],
    },
  };
}
