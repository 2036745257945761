import { describe, expect, it } from 'vitest';
import { DEFAULT_RETRY, type ClientSpec } from '../../src/engine/client-spec.js';
import type { RateModel } from '../../src/model/rate-model.js';
import type { PlanContext } from '../../src/plan/job.js';
import { replicate, type ReplicationPlan } from '../../src/plan/replicate.js';
import { inlineRunner } from '../../src/plan/runner.js';
import { parseThreshold } from '../../src/plan/threshold.js';
import { DEFAULT_OBJECTIVE } from '../../src/result/objective.js';
import type { ReplicatedFigure, ResultReplications } from '../../src/result/plan.js';
import { model as acme, parse, small, source } from '../workload/small-workload.js';

const CONFIDENCE = 0.95;
const MINUTES = 20;
const PER_MINUTE = 6;
const LIMIT = 6;

/** Poisson arrivals in windows of a minute, of which each lets LIMIT through. */
const model: RateModel = {
  ...acme,
  tiers: [LIMIT, LIMIT + 2].map((limit, i) => ({
    ...acme.tiers[0]!,
    name: i === 0 ? 'small' : 'large',
    limits: [{ ...acme.tiers[0]!.limits[0]!, limit }],
  })),
};
const workload = parse(
  small({ length: `${MINUTES}m`, sources: [source({ arrivals: { rate: `${PER_MINUTE}/m` } })] }),
);
const drop: ClientSpec = { policy: 'drop', retry: DEFAULT_RETRY };

const context: PlanContext = {
  model,
  origin: { kind: 'workload', workload, from: -Infinity, to: Infinity },
  objective: {
    thresholds: DEFAULT_OBJECTIVE.map((text) =>
      parseThreshold(text, { categories: [], limits: [] }),
    ),
    allowEmpty: false,
  },
  growth: { userSpread: 0, userStep: 1, rateSpread: 0, sharedAdAccounts: false },
  used: new Map(),
};
const runner = await inlineRunner(context);

const scenario = (tier: string, client: ClientSpec = drop) => ({
  spec: { tier, algorithm: 'fixed-window', denied: 'free', client } as const,
});

function plan(change: Partial<ReplicationPlan> = {}): ReplicationPlan {
  return {
    goal: { kind: 'count', count: 10 },
    seed: 1,
    confidence: CONFIDENCE,
    origin: 'workload',
    scenarios: [scenario('small')],
    searches: [],
    ...change,
  };
}

async function replications(change: Partial<ReplicationPlan> = {}): Promise<ResultReplications> {
  return (await replicate(runner, plan(change)))!;
}

function figureOf({ figures }: ResultReplications, name: string): ReplicatedFigure {
  return figures.find(({ figure }) => figure === name)!;
}

/**
 * The mean over all seeds of the share throttled, given that anything was sent at all. Of n requests in all,
 * those in one window are Binomial(n, 1/windows), and what is above the limit is throttled.
 */
function meanThrottledShare(): number {
  const mean = MINUTES * PER_MINUTE;
  const most = 3 * mean;
  let poisson = Math.exp(-mean);
  let sum = 0;
  for (let n = 1; n <= most; n++) {
    poisson *= mean / n;
    let binomial = (1 - 1 / MINUTES) ** n;
    let excess = 0;
    for (let k = 1; k <= n; k++) {
      binomial *= ((n - k + 1) / k) * (1 / (MINUTES - 1));
      if (k > LIMIT) excess += (k - LIMIT) * binomial;
    }
    sum += (poisson * MINUTES * excess) / n;
  }
  return sum / (1 - Math.exp(-mean));
}

describe('replications of a workload', () => {
  it('give intervals that cover a known mean as often as they say', async () => {
    const known = meanThrottledShare();
    const repetitions = 1000;
    const count = 5;
    let covered = 0;
    for (let i = 0; i < repetitions; i++) {
      const seed = 1 + i * count;
      const { interval } = figureOf(
        await replications({ seed, goal: { kind: 'count', count } }),
        'throttled share',
      );
      if (interval.low! <= known && known <= interval.high!) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(930);
    expect(covered).toBeLessThanOrEqual(970);
  });

  it('run every scenario with the same seeds, so that a paired difference is the narrower one', async () => {
    const { seeds, differences } = await replications({
      scenarios: [scenario('small'), scenario('large')],
      goal: { kind: 'count', count: 20 },
    });
    expect(seeds).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const difference = differences.find(({ figure }) => figure === 'throttled share')!;
    expect(difference).toMatchObject({ from: 'small', to: 'large' });
    const { paired, unpaired } = difference;
    expect(paired.estimate).toBeCloseTo(unpaired.estimate!, 12);
    expect(paired.high! - paired.low!).toBeLessThan(0.7 * (unpaired.high! - unpaired.low!));
    expect(paired.high).toBeLessThan(0);
  });

  it('state a percentile of the delays by order statistics, between two values that were seen', async () => {
    const retry: ClientSpec = { policy: 'retry', retry: DEFAULT_RETRY };
    const { interval, values, method } = figureOf(
      await replications({
        scenarios: [scenario('small', retry)],
        goal: { kind: 'count', count: 20 },
      }),
      'delay p99',
    );
    expect(method).toBe('median, order statistics');
    const sorted = values.map(Number).sort((a, b) => a - b);
    expect([interval.low, interval.estimate, interval.high]).toEqual([
      sorted[5],
      sorted[9],
      sorted[14],
    ]);
  });

  it('go on until the half-width is under the share asked for, or say that it was not reached', async () => {
    const enough = await replications({ goal: { kind: 'half-width', share: 0.2, most: 200 } });
    expect(enough.target).toEqual({ halfWidth: 0.2, reached: true });
    const { interval } = figureOf(enough, 'throttled share');
    expect((interval.high! - interval.low!) / 2).toBeLessThanOrEqual(0.2 * interval.estimate!);
    const tooFew = await replications({ goal: { kind: 'half-width', share: 0.001, most: 8 } });
    expect(tooFew.seeds).toHaveLength(8);
    expect(tooFew.target).toEqual({ halfWidth: 0.001, reached: false });
  });

  it('are not made where nothing is random', async () => {
    expect(await replicate(runner, plan({ origin: 'trace' }))).toBeUndefined();
  });

  it('pair a client without jitter with one that has it', async () => {
    const retry: ClientSpec = { policy: 'retry', retry: DEFAULT_RETRY };
    const scenarios = [
      { ...scenario('small'), client: 'giving up' },
      { ...scenario('small', retry), client: 'eager' },
    ];
    const { random, differences } = (await replicate(
      runner,
      plan({ origin: 'trace', scenarios }),
    ))!;
    expect(random).toEqual(['the client’s jitter']);
    expect(differences.map(({ figure, from, to }) => [figure, from, to])).toContainEqual([
      'dropped share',
      'small, giving up',
      'small, eager',
    ]);
  });

  it('go on for a search too until its median is known well enough', async () => {
    const searches = [
      {
        tier: 'small',
        figure: 'headroom, users',
        unit: 'factor' as const,
        find: (seed: number) => Promise.resolve(10 + (seed % 7)),
      },
    ];
    const goal = (share: number) => ({ kind: 'half-width', share, most: 60 }) as const;
    const wide = (await replicate(runner, plan({ origin: 'trace', goal: goal(0.5), searches })))!;
    expect(wide.seeds).toHaveLength(6);
    const narrow = (await replicate(runner, plan({ origin: 'trace', goal: goal(0.1), searches })))!;
    expect(narrow.target).toEqual({ halfWidth: 0.1, reached: true });
    const { interval } = narrow.figures[0]!;
    expect((interval.high! - interval.low!) / 2).toBeLessThanOrEqual(0.1 * interval.estimate!);
    expect(narrow.seeds.length).toBeGreaterThan(6);
    const never = (await replicate(
      runner,
      plan({ origin: 'trace', goal: goal(0.001), searches }),
    ))!;
    expect(never.target).toEqual({ halfWidth: 0.001, reached: false });
    expect(never.seeds).toHaveLength(60);
  });

  it('replicate searches too', async () => {
    const found = (await replicate(
      runner,
      plan({
        origin: 'trace',
        searches: [
          {
            tier: 'small',
            figure: 'headroom, users',
            unit: 'factor',
            find: (seed) => Promise.resolve(seed === 3 ? null : seed / 10),
          },
        ],
      }),
    ))!;
    expect(found.random).toEqual(['the copies']);
    expect(found.figures).toEqual([
      {
        tier: 'small',
        figure: 'headroom, users',
        unit: 'factor',
        method: 'median, order statistics',
        interval: { estimate: 0.6, low: 0.2, high: 0.9 },
        values: [0.1, 0.2, null, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
      },
    ]);
  });
});
