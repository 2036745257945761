import type {
  ResultDelayHistogram,
  ResultQuarters,
  ResultScenario,
  ResultUsers,
} from '../../src/result/result.js';
import { dropTotals, sampleScenario } from './sample-result.js';

/** 96 counts that are 0 but at the quarters given. */
export function quartersWith(counts: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 96 }, (_, quarter) => counts[quarter] ?? 0);
}

/** Reads at 00:00, 00:45 and 23:45, of which some at 23:45 are throttled; writes at noon, which never are. */
export const sampleQuarters: readonly ResultQuarters[] = [
  { category: 'writes', offered: quartersWith({ 48: 500 }) },
  {
    category: 'reads',
    offered: quartersWith({ 0: 40, 3: 20, 95: 240 }),
    throttled: quartersWith({ 95: 60 }),
  },
];

/** 100 of 1,000 at once, 500 within a second or two, 300 within half a day, 100 never. */
export const sampleHistogram: ResultDelayHistogram = {
  atOnce: 100,
  edgesMs: [680, 1000, 1500, 2200, 3300],
  counts: [200, 0, 400, 200],
};

/** A scenario in which some requests were late, and some never admitted. */
export const lateScenario: ResultScenario = sampleScenario({
  totals: { ...dropTotals(1000, 900), admitted: 900, delayed: 800, dropped: 100 },
  delayMs: { mean: 1500, p50: 1600, p90: 2500, p95: 2900, p99: 3200, max: 3299.999 },
  delayHistogram: sampleHistogram,
  quarters: sampleQuarters,
});

/** 20 users, of whom one is never throttled and two are starved. */
export const sampleUsers: ResultUsers = {
  count: 20,
  throttled: 19,
  starved: 2,
  fairness: 0.6,
  byShare: { never: 1, tenths: [2, 0, 0, 9, 0, 0, 0, 0, 0, 6], starved: 2 },
  medianShare: 0.34,
  worstShare: 1,
  worst: [],
};
