import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limiters } from '../../src/limiter/limiters.js';
import { isDominated } from '../../src/model/dominance.js';
import { ALGORITHM_NAMES, DENIED_MODES, type Limit } from '../../src/model/rate-model.js';
import { MINUTE, SECOND } from '../../src/time.js';

function limitOf(change: Partial<Limit>): Limit {
  return {
    id: 'limit',
    appliesTo: {},
    counts: 'requests',
    limit: 1,
    window: SECOND,
    scope: ['app'],
    provenance: { title: 'test', status: 'assumed' },
    ...change,
  };
}

const fixed = { algorithm: 'fixed-window', denied: 'free' } as const;
const universal = limitOf({ limit: 10, window: MINUTE });

describe('fixed windows', () => {
  test.each<[string, Partial<Limit>, boolean]>([
    ['the same figure', { limit: 10, window: MINUTE }, true],
    ['a smaller figure', { limit: 9, window: MINUTE }, false],
    ['a finer scope', { limit: 10, window: MINUTE, scope: ['app', 'user'] }, true],
    ['a coarser scope', { limit: 10, window: MINUTE, scope: [] }, false],
    ['another scope', { limit: 10, window: MINUTE, scope: ['user'] }, false],
    ['fewer requests', { limit: 10, window: MINUTE, appliesTo: { category: 'a' } }, true],
    ['a window that divides the other', { limit: 10, window: 20 * SECOND }, true],
    ['a window that does not', { limit: 10, window: 40 * SECOND }, false],
    ['two windows of the other', { limit: 20, window: 2 * MINUTE }, true],
    ['less than two windows of the other', { limit: 19, window: 2 * MINUTE }, false],
    ['units', { limit: 10, window: MINUTE, counts: 'units' }, false],
  ])('%s: %s', (_name, change, expected) => {
    expect(isDominated(limitOf(change), universal, fixed)).toBe(expected);
  });

  test('more requests', () => {
    const narrow = limitOf({ limit: 10, appliesTo: { category: 'a' } });
    expect(isDominated(limitOf({ limit: 10 }), narrow, fixed)).toBe(false);
  });
});

test.each<[string, Partial<Limit>, boolean]>([
  ['the same requests in the same window', { limit: 10, window: MINUTE }, true],
  ['fewer requests', { limit: 10, window: MINUTE, appliesTo: { category: 'a' } }, false],
  ['a finer scope', { limit: 10, window: MINUTE, scope: ['app', 'user'] }, false],
  ['another window', { limit: 20, window: 2 * MINUTE }, false],
])('windows that open with a request: %s: %s', (_name, change, expected) => {
  const anchored = { algorithm: 'fixed-window-anchored', denied: 'free' } as const;
  expect(isDominated(limitOf(change), universal, anchored)).toBe(expected);
});

/**
 * The claim itself, against the limiters: over random traffic, a dominated limit is never without room
 * where the other has room, and its next room is never later.
 */
describe.each(ALGORITHM_NAMES)('%s', (algorithm) => {
  test.each(DENIED_MODES)('a dominated limit refuses nothing alone (denied: %s)', (denied) => {
    let dominated = 0;
    const whole = (max: number) => fc.integer({ min: 1, max });
    const scenario = fc.record({
      counts: fc.constantFrom('requests' as const, 'units' as const),
      fine: fc.record({ limit: whole(12), window: whole(12) }),
      coarse: fc.record({ limit: whole(6), window: whole(12) }),
      sameRequests: fc.boolean(),
      sameScope: fc.boolean(),
      traffic: fc.array(
        fc.record({ gap: fc.constantFrom(0, 0, 0, 1, 1, 2, 5), cost: whole(3), kind: fc.nat(3) }),
        { maxLength: 60 },
      ),
    });
    fc.assert(
      fc.property(scenario, ({ counts, fine, coarse, sameRequests, sameScope, traffic }) => {
        const limit = limitOf({
          ...fine,
          counts,
          ...(sameRequests ? {} : { appliesTo: { category: 'a' } }),
          ...(sameScope ? {} : { scope: ['app', 'user'] }),
        });
        const by = limitOf({ ...coarse, counts });
        if (!isDominated(limit, by, { algorithm, denied })) return;
        dominated++;
        const inner = limiters[algorithm].create(limit, 2);
        const outer = limiters[algorithm].create(by, 1);
        let t = 0;
        for (const { gap, cost: drawn, kind } of traffic) {
          t += gap;
          const cost = counts === 'units' ? drawn : 1;
          const meetsInner = sameRequests || kind !== 0;
          const user = sameScope ? 0 : kind % 2;
          const innerRoom = !meetsInner || inner.hasRoom(user, t, cost);
          const outerRoom = outer.hasRoom(0, t, cost);
          if (outerRoom) expect(innerRoom).toBe(true);
          if (meetsInner) {
            expect(inner.next(user, t, cost)).toBeLessThanOrEqual(outer.next(0, t, cost));
          }
          const admitted = innerRoom && outerRoom;
          if (meetsInner && innerRoom && (admitted || denied === 'charged')) {
            inner.admit(user, t, cost);
          }
          if (outerRoom && (admitted || denied === 'charged')) outer.admit(0, t, cost);
        }
      }),
      { numRuns: 4000, seed: 1 },
    );
    expect(dominated > 0).toBe(denied === 'free' || algorithm === 'fixed-window');
  });
});
