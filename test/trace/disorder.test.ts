import { expect, test } from 'vitest';
import { disorderOf } from '../../src/trace/disorder.js';
import { MINUTE, SECOND } from '../../src/time.js';

const files = [{ name: 'a.csv', firstRow: 0 }];
const seconds = (...times: number[]) => Float64Array.from(times, (time) => time * SECOND);
/** A request a second from a time on. */
const run = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

test('steps back are counted with the largest and the first', () => {
  expect(disorderOf(seconds(5, 4, 6, 3, 7), files)).toEqual({
    rows: 2,
    atFileStart: 0,
    largest: 3 * SECOND,
    first: { file: 'a.csv', from: 5 * SECOND, to: 4 * SECOND },
    clockJumps: [],
  });
});

test('the first row of a file is told apart, and is no jump', () => {
  const times = seconds(...run(9000, 20), ...run(0, 20));
  const two = [...files, { name: 'b.csv', firstRow: 20 }];
  expect(disorderOf(times, two)).toMatchObject({ rows: 1, atFileStart: 1, clockJumps: [] });
  expect(disorderOf(times, two).first.file).toBe('b.csv');
});

test('a step back of a minute from which ten rows go on is a jump of the clock', () => {
  const jump = (back: number, following: number) =>
    disorderOf(seconds(...run(1000, 300), ...run(1300 - back, following)), files).clockJumps;
  expect(jump(120, 50)).toEqual([{ file: 'a.csv', from: 1299 * SECOND, to: 1180 * SECOND }]);
  expect(jump(60, 50)).toEqual([]);
  expect(jump(120, 9)).toEqual([]);
});

test('a step back from a few rows that leapt ahead is no jump', () => {
  const jumps = (...ahead: number[]) =>
    disorderOf(seconds(...run(1000, 300), ...ahead, ...run(1300, 50)), files).clockJumps;
  expect(jumps(9000)).toEqual([]);
  expect(jumps(9000, 9001, 9002)).toEqual([]);
  expect(jumps(...run(9000, 12))).toHaveLength(1);
  const sparse = Array.from({ length: 100 }, (_, i) => 1000 + 100 * i);
  const back = [...sparse, ...run(10_500, 20)];
  expect(disorderOf(seconds(...back), files).clockJumps).toHaveLength(1);
});

test('one late row is no jump, nor are those of a file in another order', () => {
  const late = seconds(...run(1000, 300), 700, ...run(1300, 20));
  expect(disorderOf(late, files)).toMatchObject({ rows: 1, clockJumps: [] });
  const byUser = seconds(...[0, 1, 2, 3, 4].flatMap(() => run(1000, 200)), ...run(0, 20));
  expect(disorderOf(byUser.subarray(0, 1000), files).clockJumps).toHaveLength(4);
  const small = seconds(...[0, 1, 2, 3, 4].flatMap(() => run(MINUTE / SECOND, 70)));
  expect(small.length * 0.01).toBeLessThan(4);
  expect(disorderOf(small, files)).toMatchObject({ rows: 4, clockJumps: [] });
});
