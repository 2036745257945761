import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../../src/time.js';
import { readLines, requestsOf } from '../reading.js';

const LINES = [
  'timestamp,user,method,path,status,ratelimit_reset,cost',
  '2026-01-01T00:00:00Z,ann,GET,/pins/1,429,7,2',
  '2026-01-01T00:00:01Z,ann,GET,/pins/1,429,6,2',
  '2026-01-01T00:00:02Z,bob,GET,/nowhere,429,5,2',
  '2026-01-01T00:00:03Z,bob,GET,/nowhere,200,4,2',
  '2026-01-01T00:00:04Z,ann,GET,/pins/1,200,3,2',
  '2026-01-01T00:00:05Z,ann,POST,/pins,200,2,9',
];

test('the demand is every first attempt, as it was sent first', async () => {
  const trace = await readLines(LINES, { foldRetries: MINUTE, keepOperations: true });
  expect(
    requestsOf(trace).map(({ timestamp, user, status, cost, rateLimitHeaders }) => [
      timestamp % MINUTE,
      user,
      status,
      cost,
      rateLimitHeaders[2],
    ]),
  ).toEqual([
    [0, 'ann', 429, 2, '7'],
    [2 * SECOND, 'bob', 429, 2, '5'],
    [5 * SECOND, 'ann', 200, 9, '2'],
  ]);
  const { operation, names } = trace.columns;
  expect([...operation!].map((number) => names.operations![number])).toEqual([
    'GET /pins/{pin_id}',
    '',
    'POST /pins',
  ]);
});

test('what is unmapped is counted anew', async () => {
  const recorded = await readLines(LINES);
  expect(recorded.unmapped.requests).toBe(2);
  const { unmapped } = await readLines(LINES, { foldRetries: MINUTE });
  expect(unmapped).toEqual({ requests: 1, names: [{ name: 'GET /nowhere', requests: 1 }] });
});

test('the trace says what was folded, and by which rule', async () => {
  const trace = await readLines(LINES, { foldRetries: MINUTE });
  expect(trace.folded).toMatchObject({ refused: 3, retries: 3, demands: 2, unserved: 0 });
  expect(trace.warnings).toEqual([
    'Retries are folded (--demand): 3 of 6 recorded requests came again after an answer 429 (same user, ' +
      'method and path, or category where no path is recorded; at most 1m after the 429) and count as one with ' +
      'their first attempt; 3 are left.',
  ]);
});

test('it doubts the folding where the same calls come again anyway', async () => {
  const polls = Array.from({ length: 9 }, (_, i) => `2026-01-01T00:00:${10 + 5 * i}Z`);
  const lines = [...LINES.slice(0, 2), ...polls.map((time) => `${time},ann,GET,/pins/1,200,,`)];
  const { warnings } = await readLines(lines, { foldRetries: MINUTE });
  expect(warnings).toEqual([
    expect.stringContaining('After other answers, 89% of the same requests came again as soon'),
  ]);
});

test.each([
  [
    'none was repeated',
    LINES.slice(0, 2),
    '--demand folded nothing: of 1 request answered 429 none came again (same user, method and path, or category ' +
      'where no path is recorded; at most 1m after the 429).',
  ],
  [
    'none was refused',
    [LINES[0]!, LINES[6]!],
    '--demand folded nothing: no recorded answer is a 429.',
  ],
  [
    'no status is recorded',
    ['timestamp,user,category', '2026-01-01T00:00:00Z,ann,org_read'],
    '--demand folded nothing: the trace records no status.',
  ],
])('it says that nothing was folded where %s', async (_name, lines, warning) => {
  const trace = await readLines(lines, { foldRetries: MINUTE });
  expect(trace.warnings).toEqual([warning]);
  expect(trace.columns.length).toBe(1);
});

test('a throttled trace that is replayed as recorded says so', async () => {
  expect((await readLines(LINES)).warnings).toEqual([
    '3 recorded answers are 429: the trace is already throttled, and retries in it count as requests of their ' +
      'own (--demand folds them into their first attempts).',
  ]);
  expect((await readLines([LINES[0]!, LINES[6]!])).warnings).toEqual([]);
});
