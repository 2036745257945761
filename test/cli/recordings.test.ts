import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Inspection } from '../../src/trace/inspect.js';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE } from './workbench.js';

const call = (second: number, host: string, status: number): object => ({
  startedDateTime: `2026-01-01T00:00:0${second}.000Z`,
  request: { method: 'GET', url: `https://${host}/search` },
  response: { status, headers: [{ name: 'X-RateLimit-Remaining', value: '1' }] },
});
const HAR = JSON.stringify({
  log: { entries: [call(1, 'a.com', 200), call(2, 'a.com', 429), call(3, 'b.com', 0)] },
});

const { run, path, write } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'calls.har': HAR,
  'a.csv': SMALL_TRACE,
  'a.csv.1.gz': gzipSync(SMALL_TRACE),
  'cut.csv.gz': gzipSync(SMALL_TRACE).subarray(0, -9),
});

const inspect = async (words: readonly string[]): Promise<Inspection> =>
  JSON.parse(
    (await run(['inspect', '--model', path('m.yaml'), '--json', ...words])).out,
  ) as Inspection;

test('a HAR is read by its busiest host, or the one that is wanted', async () => {
  const busiest = await inspect(['@calls.har']);
  expect(busiest).toMatchObject({
    requests: 2,
    rateLimitHeaders: 2,
    statuses: [
      { name: '200', requests: 1 },
      { name: '429', requests: 1 },
    ],
  });
  expect(busiest.warnings.join('\n')).toContain(
    'calls.har: 2 calls to a.com are read; 1 to other hosts is left out: b.com (1) (--host reads another).',
  );
  expect(await inspect(['@calls.har', '--host', 'b.com'])).toMatchObject({
    requests: 1,
    statuses: [{ name: 'unknown', requests: 1 }],
  });
});

test('a compressed file is inspected as the file in it, and one that is cut short is an error', async () => {
  const { requests, categories, users } = await inspect(['@a.csv']);
  expect(await inspect(['@a.csv.1.gz'])).toMatchObject({ requests, categories, users });
  const words = ['inspect', '--model', path('m.yaml'), '@cut.csv.gz', '--on-error', 'skip'];
  const { status, out, err } = await run(words);
  expect([status, out]).toEqual([2, '']);
  expect(err).toMatch(
    /cut\.csv\.gz: the file is cut short: its gzip data ends too early; \d good rows? come/,
  );
});

test('JSON lines with rate limit headers are mapped, whether they are numbers or texts', async () => {
  const map =
    'timestamp=t,category=constant:search,ratelimit_limit=limit,ratelimit_remaining=remaining,ratelimit_reset=reset';
  const line = (headers: object): string =>
    `${JSON.stringify({ t: 1690234569.5, status: 200, ...headers })}\n`.repeat(1500);
  write('numbers.jsonl', line({ limit: 5000, remaining: 4999, reset: 1690238169 }));
  write('texts.jsonl', line({ limit: '5000', remaining: '4999', reset: '1690238169' }));
  const numbers = await inspect(['@numbers.jsonl', '--map', map]);
  expect(numbers.rateLimitHeaders).toBe(1500);
  expect(numbers.start).toBe('2023-07-24T21:36:09.500000Z');
  const texts = await inspect(['@texts.jsonl', '--map', map]);
  expect({ ...numbers, warnings: [], name: '', sha256: '' }).toEqual({
    ...texts,
    warnings: [],
    name: '',
    sha256: '',
  });
});
