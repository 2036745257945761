import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RETRY, type ClientSpec } from '../../src/engine/client-spec.js';
import type { Pacing } from '../../src/engine/pacing.js';
import { ALGORITHM_NAMES } from '../../src/model/rate-model.js';
import { MINUTE, SECOND } from '../../src/time.js';
import { play } from './play.js';
import { at, request, requests } from './requests.js';
import { limit } from './small-tier.js';

const noon = at('2026-06-10T12:00');

function dropping(pacing: Pacing): ClientSpec {
  return { policy: 'drop', retry: DEFAULT_RETRY, pacing };
}

function seconds(times: readonly number[]): number[] {
  return times.map((t) => (t - noon) / SECOND);
}

describe('spacing', () => {
  const spaced = dropping({ kind: 'spacing', gap: 2 * SECOND });
  const enough = [limit('calls', 1000)];

  it('puts off what comes sooner, and nothing else', () => {
    const trace = [0, 0.5, 1, 9, 10.999999, 13].map((s) => request(noon + s * SECOND, ''));
    expect(seconds(play(spaced, trace, enough).admittedAt)).toEqual([0, 2, 4, 9, 11, 13]);
  });

  it('counts users of different apps apart', () => {
    const trace = ['one', 'two', 'one'].map((app) => request(noon, '', { app }));
    expect(seconds(play(spaced, trace, enough).admittedAt)).toEqual([0, 0, 2]);
  });
});

describe('a share of every limit', () => {
  const paced = dropping({ kind: 'share', share: 0.95 });

  it('keeps to the limit that is tightest for each request, in each of its scopes', () => {
    const limits = [
      limit('all', 40, { window: 38 * SECOND }),
      limit('user', 20, { window: 38 * SECOND, scope: ['app', 'user'] }),
    ];
    const trace = ['a', 'a', 'b', 'b'].map((user) => request(noon, '', { user }));
    // 38 of 40 in 38 s for all, 19 of 20 in 38 s for each.
    expect(seconds(play(paced, trace, limits).admittedAt)).toEqual([0, 2, 1, 3]);
  });

  it('holds no request back that meets no limit', () => {
    const limits = [limit('calls', 1, { window: MINUTE, appliesTo: { isTest: false } })];
    const trace = requests(5, noon, 0, '', { isTest: true });
    expect(seconds(play(paced, trace, limits).admittedAt)).toEqual([0, 0, 0, 0, 0]);
  });

  it('is not misled by a request that costs more than the limit can hold', () => {
    const units = [limit('units', 100, { window: MINUTE, counts: 'units' })];
    const trace = [request(noon, '', { cost: 1000 }), ...requests(50, noon, 0, '', { cost: 10 })];
    const { droppedAt, admittedAt, responses429 } = play(paced, trace, units);
    expect(droppedAt[0]).toBe(noon);
    expect(responses429).toBe(1);
    // A burst of 10 and 95 − 9 = 86 a minute: together at most 95 in any minute.
    expect(admittedAt.slice(1, 4)).toEqual(
      [0, 1, 2].map((n) => noon + n * Math.ceil((10 * MINUTE) / 86)),
    );
  });

  it('is never refused, whatever the algorithm, where no request costs more than half of a limit', () => {
    const scenario = fc.record({
      figure: fc.integer({ min: 2, max: 60 }),
      window: fc.constantFrom(SECOND, 7 * SECOND),
      algorithm: fc.constantFrom(...ALGORITHM_NAMES),
      asked: fc.array(
        fc.record({ after: fc.nat(3 * SECOND), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
        { minLength: 1, maxLength: 60 },
      ),
    });
    fc.assert(
      fc.property(scenario, ({ figure, window, algorithm, asked }) => {
        const largest = Math.max(1, Math.floor((Math.floor(0.95 * figure) + 1) / 2));
        let t = noon;
        const trace = asked.map(({ after, share }) =>
          request((t += after), '', { cost: 1 + Math.floor(share * (largest - 1)) }),
        );
        const limits = [limit('units', figure, { window, counts: 'units' })];
        expect(play(paced, trace, limits, { algorithm }).responses429).toBe(0);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
