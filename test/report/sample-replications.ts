import type { Interval, ResultReplications } from '../../src/result/plan.js';

function around(estimate: number, halfWidth: number): Interval {
  return { estimate, low: estimate - halfWidth, high: estimate + halfWidth };
}

/** Twelve seeds of a synthetic workload. */
export function sampleReplications(): ResultReplications {
  const seeds = Array.from({ length: 12 }, (_, i) => i + 1);
  const values = (centre: number, spread: number) =>
    seeds.map((seed) => centre + spread * (((seed * 7) % 12) / 11 - 0.5));
  return {
    seeds,
    random: ['the workload', 'the client’s jitter'],
    confidence: 0.95,
    target: { halfWidth: 0.05, reached: true },
    figures: [
      {
        tier: 'trial',
        figure: 'throttled share',
        unit: 'share',
        method: 'mean, Student’s t',
        interval: around(0.687, 0.009),
        values: values(0.687, 0.04),
      },
      {
        tier: 'standard',
        figure: 'throttled share',
        unit: 'share',
        method: 'mean, Student’s t',
        interval: around(0.0101, 0.0021),
        values: values(0.0101, 0.009),
      },
      {
        tier: 'standard',
        figure: 'delay p99',
        unit: 'ms',
        method: 'median, order statistics',
        interval: { estimate: 55_250, low: 52_100, high: 58_900 },
        values: values(55_250, 14_000),
      },
      {
        tier: 'standard',
        figure: 'headroom, users',
        unit: 'factor',
        method: 'median, order statistics',
        interval: { estimate: 0.91, low: 0.84, high: 0.97 },
        values: values(0.91, 0.25),
      },
      {
        tier: 'trial',
        figure: 'headroom, users',
        unit: 'factor',
        method: 'median, order statistics',
        interval: { estimate: null, low: null, high: null },
        values: seeds.map(() => null),
      },
    ],
    differences: [
      {
        figure: 'throttled share',
        unit: 'share',
        from: 'trial',
        to: 'standard',
        method: 'mean, Student’s t',
        paired: around(-0.677, 0.006),
        unpaired: around(-0.677, 0.0135),
      },
    ],
  };
}
