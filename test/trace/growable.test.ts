import { expect, test } from 'vitest';
import { FIRST_CAPACITY, optionalColumn } from '../../src/trace/growable.js';

const LENGTHS = [1, 4, 16].flatMap((times) => {
  const capacity = FIRST_CAPACITY * times;
  return [capacity - 1, capacity, capacity + 1];
});

test.each(LENGTHS)('a column of %i values holds every one of them', (length) => {
  const column = optionalColumn((size) => new Uint32Array(size), 0);
  const values = Array.from({ length }, (_, i) => i + 7);
  values.forEach((value, i) => {
    column.put(i, value);
  });
  expect([...column.finish(length)!]).toEqual(values);
});

test.each(LENGTHS)('a value in the last of %i rows alone leaves the others missing', (length) => {
  const column = optionalColumn((size) => new Float64Array(size), 1);
  column.put(length - 1, 5);
  expect([...column.finish(length)!]).toEqual([...new Array<number>(length - 1).fill(1), 5]);
});

test('values are put in order where they are', () => {
  const column = optionalColumn((size) => new Uint16Array(size), 0);
  [10, 11, 12, 13, 14].forEach((value, i) => {
    column.put(i, value);
  });
  expect([...column.finish(5, Uint32Array.of(4, 2, 1, 3, 0))!]).toEqual([14, 12, 11, 13, 10]);
});
