import { expect, test } from 'vitest';
import { countFit } from '../../../src/workload/fit/fit-counts.js';
import { profile, traceOf } from './fitting.js';

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

test('a week is counted from its midnight, and every request is in it', () => {
  const known = profile({ rate: '4/h', curve: 'office' }, { length: '7d' });
  const [recorded, refitted] = [traceOf(known), traceOf(known, 2)];
  const counts = countFit(recorded, refitted);
  expect(counts.step).toBe(3.6e9);
  expect(counts.from).toBe(Date.parse('2026-03-02T00:00:00Z') * 1000);
  expect(sum(counts.recorded)).toBe(recorded.length);
  expect(sum(counts.refitted)).toBe(refitted.length);
});

test('traces of less than a day are counted from their first requests', () => {
  const recorded = traceOf(profile({ rate: '60/h' }, { length: '1h' }));
  const later = { ...recorded, timestamp: recorded.timestamp.map((at) => at + 5e10) };
  const counts = countFit(recorded, later);
  expect(counts.from).toBe(recorded.timestamp[0]);
  expect(counts.refitted).toEqual(counts.recorded);
});
