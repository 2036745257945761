import { expect, test } from 'vitest';
import { createColumnWriter, type ColumnWriter } from '../../src/trace/column-writer.js';
import type { Columns } from '../../src/trace/columns.js';
import { readTrace } from '../../src/trace/read-trace.js';
import { chunksOf, MODEL } from './reading.js';

/** Appends requests at these times, with these flags, that are told apart by their users. */
function append(writer: ColumnWriter, times: readonly number[], flags = 0): void {
  times.forEach((time, i) => {
    writer.append(time, 0, i, 0, 1, flags);
  });
}

const rowsOf = ({ timestamp, user, flags, length }: Columns): number[][] =>
  Array.from({ length }, (_, i) => [timestamp[i]!, user[i]!, flags[i]!]);

test('what comes after columns were taken does not see them', () => {
  const writer = createColumnWriter(MODEL);
  append(writer, [3, 1, 2], 1);
  expect(rowsOf(writer.take())).toEqual([
    [1, 1, 1],
    [2, 2, 1],
    [3, 0, 1],
  ]);
  append(writer, [1, 2]);
  expect(rowsOf(writer.take())).toEqual([
    [1, 0, 0],
    [2, 1, 0],
  ]);
  append(writer, [5, 4]);
  expect(rowsOf(writer.take())).toEqual([
    [4, 1, 0],
    [5, 0, 0],
  ]);
});

test('room made ahead, for more or fewer than come, changes nothing', () => {
  const times = Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5003);
  const plain = createColumnWriter(MODEL);
  append(plain, times, 2);
  for (const [first, second] of [
    [1, 2],
    [1500, 1501],
    [6000, 100],
  ] as const) {
    const writer = createColumnWriter(MODEL);
    writer.reserve(first);
    append(writer, times.slice(0, 1400), 2);
    writer.reserve(second);
    times.slice(1400).forEach((time, i) => {
      writer.append(time, 0, 1400 + i, 0, 1, 2);
    });
    expect(rowsOf(writer.finish())).toEqual(rowsOf(plain.finish()));
  }
});

test('the size that a source tells is no promise', async () => {
  const lines = Array.from({ length: 3000 }, (_, i) => `${1_767_225_600 + i},org_read,u${i % 7}\n`);
  const text = `timestamp,category,user\n${lines.join('')}`;
  const read = async (byteLength: number): Promise<number[][]> => {
    const file = { byteLength, slice: () => Promise.reject(new Error('not asked for')) };
    const source = { name: 'a.csv', chunks: chunksOf(text, 5000), file };
    const options = {
      model: MODEL,
      map: new Map(),
      onError: 'stop',
      allowUnmapped: false,
    } as const;
    return rowsOf((await readTrace([source], options)).columns);
  };
  const rows = await read(text.length);
  expect(rows).toHaveLength(3000);
  for (const byteLength of [1, 2 * text.length, 1e7]) expect(await read(byteLength)).toEqual(rows);
});
