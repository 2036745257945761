import { expect, it } from 'vitest';
import { parseColumnMap } from '../../src/trace/column-map.js';
import { readPieces, readTrace } from '../../src/trace/read-trace.js';
import { factsOf } from '../../src/trace/trace.js';
import { chunksOf, MODEL } from './reading.js';

const ROWS = 150_000;
const CATEGORIES = ['org_read', 'org_write', 'odd'];

/** Rows of many users, of which some have a cost, some an answer 429, and some no category of the model. */
const text = [
  'timestamp,user,category,cost,status,ratelimit_remaining',
  ...Array.from({ length: ROWS }, (_, i) =>
    [
      i,
      `u${i % 777}`,
      CATEGORIES[i % 3],
      i > 140_000 ? i % 5 : '',
      i % 100 === 0 ? 429 : '',
      i,
    ].join(),
  ),
].join('\n');
const options = {
  model: MODEL,
  map: parseColumnMap([]),
  timeUnit: 'ms',
  onError: 'stop',
  allowUnmapped: false,
} as const;
const sources = () => [{ name: 'a.csv', chunks: chunksOf(text, 1 << 16) }];

it('gives the columns of the whole trace, piece by piece, and says the same of it', async () => {
  const whole = await readTrace(sources(), options);
  const rows: unknown[][] = [];
  const sizes: number[] = [];
  const facts = await readPieces(sources(), options, (piece) => {
    sizes.push(piece.length);
    for (let i = 0; i < piece.length; i++) {
      rows.push([
        piece.timestamp[i],
        piece.names.users[piece.user[i]!]!.name,
        piece.category[i],
        piece.cost?.[i] ?? 1,
      ]);
    }
    expect(piece.rateLimitHeaders).toBeUndefined();
  });
  const { columns } = whole;
  expect(sizes.length).toBeGreaterThan(1);
  expect(rows).toEqual(
    Array.from({ length: ROWS }, (_, i) => [
      columns.timestamp[i],
      columns.names.users[columns.user[i]!]!.name,
      columns.category[i],
      columns.cost![i],
    ]),
  );
  expect(facts).toEqual(factsOf(whole));
});

it('refuses what the whole trace is refused for', async () => {
  const bad = () => [{ name: 'a.csv', chunks: chunksOf(`${text}\nlater,u1,org_read,,,`) }];
  const failure = await readTrace(bad(), options).catch((error: unknown) => error);
  await expect(readPieces(bad(), options, () => undefined)).rejects.toEqual(failure);
});
