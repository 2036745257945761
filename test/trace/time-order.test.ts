import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namedStream } from '../../src/random.js';
import { timeOrder } from '../../src/trace/time-order.js';

function byComparing(times: Float64Array): number[] {
  return [...times.keys()].sort((a, b) => times[a]! - times[b]! || a - b);
}

test('times that never fall need no order', () => {
  expect(timeOrder(Float64Array.of(1, 1, 2), 3)).toBeUndefined();
  expect(timeOrder(Float64Array.of(1, 2, 0), 2)).toBeUndefined();
});

test('a few times are put in order, equals as they came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2 }), (values) => {
      const times = Float64Array.from(values);
      const order = timeOrder(times, times.length) ?? times.keys();
      expect([...order]).toEqual(byComparing(times));
    }),
    { seed: 1 },
  );
});

test.each([
  ['all within a millisecond', 1e3],
  ['over a day', 8.64e10],
  ['over a century', 3.2e15],
  ['as far apart as times can be', 1.8e16],
])('many times %s are put in order, equals as they came', (_name, span) => {
  const stream = namedStream(1, 'time-order');
  const times = Float64Array.from(
    { length: 20_000 },
    () => 1e12 + Math.floor((stream() - 0.5) * span),
  );
  expect([...timeOrder(times, times.length)!]).toEqual(byComparing(times));
});

test('many times that fall together are put in order too', () => {
  const stream = namedStream(1, 'clumps');
  const times = Float64Array.from({ length: 5000 }, (_, i) =>
    i % 10 === 0 ? Math.floor(stream() * 8.64e10) : 4e10 + Math.floor(stream() * 3),
  );
  expect([...timeOrder(times, times.length)!]).toEqual(byComparing(times));
});
