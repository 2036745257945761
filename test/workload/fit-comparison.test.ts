import { expect, test } from 'vitest';
import { compareFit } from '../../src/workload/fit/fit-comparison.js';
import { fit, profile, traceOf } from './fitting.js';

test('a week is compared from its midnight, and every request is in it', () => {
  const recorded = traceOf(profile({ rate: '20/h', curve: 'office' }, { length: '7d' }));
  const refitted = traceOf(fit(recorded).document, 2);
  const { step, points } = compareFit(recorded, refitted);
  expect(step).toBe(3.6e9);
  expect(points[0]!.from).toBe(0);
  const sum = (key: 'recorded' | 'refitted') =>
    points.reduce((total, point) => total + (point[key] * step) / 1e6, 0);
  expect(sum('recorded')).toBeCloseTo(recorded.length, 6);
  expect(sum('refitted')).toBeCloseTo(refitted.length, 6);
});

test('traces of less than a day are compared from their first requests', () => {
  const recorded = traceOf(profile({ rate: '60/h' }, { length: '1h' }));
  const later = { ...recorded, timestamp: recorded.timestamp.map((at) => at + 5e10) };
  const { points } = compareFit(recorded, later);
  expect(points.every((point) => point.recorded === point.refitted)).toBe(true);
});
