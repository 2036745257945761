import { describe, expect, it } from 'vitest';
import { DEFAULT_RETRY } from '../../../src/engine/client-spec.js';
import { byHelp, helps } from '../../../src/plan/advice/helps.js';
import type { Verdict } from '../../../src/plan/job.js';
import { HOUR, SECOND } from '../../../src/time.js';
import { at, requests } from '../../engine/requests.js';
import { columnsOf } from '../../oracle/random-trace.js';
import { adviceOn, pinterest } from './advice-on.js';

const MIDNIGHT = at('2026-06-10T00:00');

describe('advice', () => {
  const columns = columnsOf(requests(1100, MIDNIGHT, 39 * SECOND, 'ads_conversions'), pinterest);

  it('stands in order of how much it helps', async () => {
    const advice = await adviceOn({ columns, tiers: ['trial', 'standard'] });
    // Standard takes them all. The first two make the objective hold; paced, nothing is refused, but much is late.
    expect(advice.map(({ id, tier, after }) => [id, tier, after.ok])).toEqual([
      ['batch-conversions', 'trial', true],
      ['conversion-token', 'trial', true],
      ['pace', 'trial', false],
    ]);
    expect(advice[2]!.after.totals.throttled).toBe(0);
    expect(advice[2]!.after.delayP99Ms).toBeGreaterThan(0);
  });

  it('is given for every tier that misses the objective, tier by tier', async () => {
    const twice = [2, 10].flatMap((hour) =>
      requests(510, MIDNIGHT + hour * HOUR, 0, 'trends_read'),
    );
    const advice = await adviceOn({
      columns: columnsOf(twice, pinterest),
      tiers: ['trial', 'standard'],
    });
    expect(advice.map(({ id, tier }) => `${tier} ${id}`)).toEqual([
      'trial pace',
      'standard spread-burst',
      'standard pace',
    ]);
  });

  it('is not given where the objective holds, nor where nothing can be done', async () => {
    expect(await adviceOn({ columns, tiers: ['standard'] })).toEqual([]);
    const few = await adviceOn({ columns, tiers: ['trial'], objective: ['throttled<=10%'] });
    expect(few).toEqual([]);
    const paced = await adviceOn({
      columns: columnsOf(requests(1001, MIDNIGHT, 0, 'org_read'), pinterest),
      tiers: ['trial'],
      client: { policy: 'wait', retry: DEFAULT_RETRY, pacing: { kind: 'share', share: 0.95 } },
    });
    expect(paced).toEqual([]);
  });

  it('is the same every time', async () => {
    const question = { columns, tiers: ['trial'] };
    expect(await adviceOn(question)).toEqual(await adviceOn(question));
  });
});

describe('what helps', () => {
  const run = (dropped: number, throttled: number, p99: number | null, ok = false): Verdict => ({
    ok,
    thresholds: [],
    totals: {
      offered: 1000,
      admitted: 1000 - dropped,
      throttled,
      delayed: 0,
      dropped,
      attempts: 1000,
      responses429: throttled,
    },
    delayMs: { mean: null, p50: null, p90: null, p95: null, p99, max: null },
    throttledBy: {},
  });
  const today = run(100, 200, 1000);

  it('is what makes the objective hold', () => {
    expect(helps(today, run(500, 500, 5000, true))).toBe(true);
  });

  it('is a tenth less of the worst that changes by a tenth', () => {
    expect(helps(today, run(89, 900, 9000))).toBe(true);
    expect(helps(today, run(91, 179, 9000))).toBe(true);
    expect(helps(today, run(91, 181, 899))).toBe(true);
    expect(helps(today, run(91, 181, 901))).toBe(false);
    expect(helps(today, today)).toBe(false);
  });

  it('is not what makes something worse change for the worse', () => {
    expect(helps(today, run(111, 0, 0))).toBe(false);
    expect(helps(today, run(109, 0, 5000))).toBe(true);
    expect(helps(run(0, 200, 1000), run(1, 0, 0))).toBe(false);
    expect(helps(run(100, 200, null), run(100, 200, 1000))).toBe(true);
  });

  it('is not what admits requests more than a day late', () => {
    expect(helps(today, run(0, 0, 86_400_000))).toBe(true);
    expect(helps(today, run(0, 0, 86_400_001))).toBe(false);
    expect(helps(run(100, 200, 9e7), run(0, 0, 9e7))).toBe(true);
    expect(helps(today, run(0, 0, 9e7, true))).toBe(true);
  });

  it('is ordered by the objective, then dropped, throttled, delay', () => {
    const runs = [
      run(0, 0, 9, true),
      run(0, 0, 10, true),
      run(0, 0, 0),
      run(0, 1, 0),
      run(1, 0, 0),
      run(1, 0, null),
    ];
    expect(runs.toReversed().sort(byHelp)).toEqual(runs);
  });
});
