import { expect, it, describe } from 'vitest';
import { policies } from '../../src/engine/client.js';
import { namedStream } from '../../src/random.js';
import { summarizeScenario } from '../../src/result/summarize.js';
import { DAY, SECOND } from '../../src/time.js';
import { replay } from './replay.js';
import { request, requests } from './requests.js';
import { limit, modelWith } from './small-tier.js';

const START = 1_767_225_600 * SECOND;
const wait = policies.wait();

describe('D/D/1: n requests at once behind L per window', () => {
  it.each([
    [1, 1],
    [10, 3],
    [1000, 1000],
    [1001, 1000],
    [2500, 1000],
  ])('%i behind %i a day wait whole days', (n, figure) => {
    const model = modelWith([limit('all', figure, { window: DAY })], ['calls']);
    const run = replay(requests(n, START, 0, 'calls'), model, model.tiers[0]!, { client: wait });
    const { delayMs, lateWork } = summarizeScenario(run);
    const windows = Math.ceil(n / figure) - 1;
    const waits = Array.from({ length: n }, (_, i) => Math.floor(i / figure));
    const mean = waits.reduce((sum, days) => sum + days, 0) / n;
    const dayMs = DAY / 1000;
    expect(delayMs.max).toBe(windows * dayMs);
    expect(delayMs.mean).toBeCloseTo(mean * dayMs, 3);
    expect(lateWork?.drainMs ?? 0).toBe(windows * dayMs);
    expect(lateWork?.unservedAtEnd ?? 0).toBe(Math.max(0, n - figure));
  });
});

describe('M/D/1: Poisson arrivals paced by a token bucket of burst 1', () => {
  /** Two-sided 99 % quantile of Student's t with 39 degrees of freedom. */
  const T_39 = 2.7079;
  const BATCHES = 40;
  const BATCH = 5000;
  const SERVICE = 1000;

  it.each([0.5, 0.8])('at a load of %f the mean wait is load·service / 2(1 − load)', (load) => {
    const draw = namedStream(1, 'arrivals', load);
    let clock = START;
    const arrivals = Array.from({ length: (BATCHES + 1) * BATCH }, () => {
      clock += (-Math.log(1 - draw()) * SERVICE) / load;
      return request(Math.floor(clock), 'calls');
    });
    const model = modelWith([limit('all', SECOND / SERVICE)], ['calls']);
    const settings = { algorithm: 'token-bucket', burst: 1, client: wait } as const;
    const { columns, outcome } = replay(arrivals, model, model.tiers[0]!, settings);
    const means = Array.from({ length: BATCHES }, (_, batch) => {
      let sum = 0;
      for (let i = (batch + 1) * BATCH; i < (batch + 2) * BATCH; i++) {
        sum += outcome.admittedAt[i]! - columns.timestamp[i]!;
      }
      return sum / BATCH;
    });
    const mean = means.reduce((sum, one) => sum + one, 0) / BATCHES;
    const variance = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (BATCHES - 1);
    const halfWidth = T_39 * Math.sqrt(variance / BATCHES);
    const expected = (load * SERVICE) / (2 * (1 - load));
    expect(halfWidth / expected).toBeLessThan(0.1);
    expect(Math.abs(mean - expected)).toBeLessThanOrEqual(halfWidth);
  });
});
