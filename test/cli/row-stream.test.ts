import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createTableGatherer, cellWriters, withoutEmpty } from '../../src/cli/gathered-table.js';
import { createRowStream } from '../../src/cli/row-stream.js';
import { rowFormat, type Row } from '../../src/cli/write-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'quotasim-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The start of 2026, in microseconds. */
const START = Date.UTC(2026, 0) * 1000;
const NAMES = ['timestamp', 'app', 'path', 'is_test', 'cost'];
const oneOf = (...cells: readonly string[]): fc.Arbitrary<string | null> =>
  fc.option(fc.constantFrom(...cells));
const text = oneOf('a', ' b ', 'x, "y"', 'two\nlines', '7');
const row: fc.Arbitrary<Row> = fc.tuple(
  fc.nat(1e6).map((us) => START + us),
  text,
  text,
  oneOf('true', 'FALSE', '1', '0'),
  oneOf('007', '12'),
);

/** What the gathered table of the same rows is written as. */
async function gathered(ending: string, rows: readonly Row[]): Promise<string> {
  const gatherer = createTableGatherer(NAMES);
  rows.forEach(gatherer.push);
  const pieces: string[] = [];
  for await (const piece of rowFormat(`a${ending}`, 'traces').table(
    withoutEmpty(gatherer.finish()),
  ))
    pieces.push(String(piece));
  return pieces.join('');
}

test.each(['.csv', '.jsonl'])(
  'rows that stream into %s are those of a gathered table, whenever a column turns up',
  async (ending) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        async (rows, firstRows) => {
          const file = join(folder, `a${ending}`);
          const stream = createRowStream(file, NAMES, rowFormat(file, 'traces').text!, firstRows);
          const writers = cellWriters(NAMES);
          for (const cells of rows) {
            stream.push(
              cells.map((value, i) => (value === null ? null : (writers[i]?.(value) ?? value))),
            );
          }
          await stream.finish();
          await stream.discard();
          expect(readFileSync(file, 'utf8')).toBe(await gathered(ending, rows));
          expect(readdirSync(folder)).toEqual([`a${ending}`]);
          rmSync(file);
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  },
);

test('what is discarded leaves nothing', async () => {
  const file = join(folder, 'b.csv');
  const stream = createRowStream(file, ['timestamp'], rowFormat(file, 'traces').text!, 1);
  stream.push(['2026-01-01T00:00:00.000000Z']);
  expect(readdirSync(folder)).toHaveLength(1);
  await stream.discard();
  expect(readdirSync(folder)).toEqual([]);
});
