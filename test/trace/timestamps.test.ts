import { describe, expect, test } from 'vitest';
import { inputErrorOf, readFiles, readLines, requestsOf } from './reading.js';

const T = 1_767_225_600_000_000;

const times = async (cells: readonly string[], options = {}): Promise<number[]> => {
  const lines = ['timestamp,category,user', ...cells.map((cell) => `"${cell}",org_read,u`)];
  return requestsOf(await readLines(lines, options)).map(({ timestamp }) => timestamp);
};

describe('the unit of numeric times', () => {
  test('is settled by the first row, for the whole file', async () => {
    expect(await times(['1767225600', '1767225601.5'])).toEqual([T, T + 1_500_000]);
    expect(await times(['1767225600000', '1767225600001'])).toEqual([T, T + 1000]);
    expect(await times(['1767225600000000', '1767225600000001'])).toEqual([T, T + 1]);
    expect(await times(['1767225600000000000', '1767225600000001999'])).toEqual([T, T + 1]);
  });

  test('does not change where a later row is of another size', async () => {
    expect(await times(['100000000000', '99999999999'])).toEqual([
      99_999_999_999_000, 100_000_000_000_000,
    ]);
  });

  test('is settled by the first number where ISO times stand before it', async () => {
    expect(await times(['2026-01-01T00:00:00Z', '1767225600000'])).toEqual([T, T]);
  });

  test('is settled for each file apart, and shown for each', async () => {
    const trace = await readFiles({
      'a.csv': 'timestamp,category,user\n1767225600,org_read,u\n',
      'b.csv': 'timestamp,category,user\n1767225600000,org_read,u\n',
    });
    expect(requestsOf(trace).map(({ timestamp }) => timestamp)).toEqual([T, T]);
    expect(trace.warnings).toEqual([
      'a.csv: numeric times were read as seconds since 1970, told by the first row (--time-unit overrides).',
      'b.csv: numeric times were read as milliseconds since 1970, told by the first row (--time-unit overrides).',
    ]);
  });

  test('may be given, and is then not guessed', async () => {
    expect(await times(['5', '7'], { timeUnit: 'ms' })).toEqual([5000, 7000]);
    const lines = ['timestamp,category,user', '5,org_read,u'];
    expect((await readLines(lines, { timeUnit: 'us' })).warnings).toEqual([]);
  });
});

describe('a time', () => {
  test('without a zone is read as UTC, and noted', async () => {
    const lines = [
      'timestamp,category,user',
      '2026-01-01T00:00:00,org_read,u',
      '2026-01-01 00:00:01,org_read,u',
      '2026-01-01T01:00:02+01:00,org_read,u',
    ];
    const trace = await readLines(lines);
    expect(trace.warnings).toEqual(['Times without a zone were read as UTC (2 rows).']);
    expect(requestsOf(trace).map(({ timestamp }) => timestamp)).toEqual([
      T,
      T + 1_000_000,
      T + 2_000_000,
    ]);
  });

  test.each(['9007199255', '1e99'])('"%s" is past what a float64 holds exactly', async (cell) => {
    expect(await inputErrorOf(times(['1767225600', cell]))).toContain(
      `a.csv:3: past the year 2255 if it counts s, as the first number of the file does ` +
        `(--time-unit overrides): found "${cell}"`,
    );
  });

  test.each(['', 'noon', '2026-02-30T00:00:00Z', '2026-01-01T25:00:00Z'])(
    '"%s" is an error of its row',
    async (cell) => {
      const found = cell === '' ? 'the cell is empty' : `found "${cell}"`;
      expect(await inputErrorOf(times(['1767225600', cell]))).toBe(
        `a.csv:3: no timestamp (ISO 8601, or a number since 1970): ${found}\n` +
          'To leave such rows out and count them: --on-error skip',
      );
    },
  );
});
