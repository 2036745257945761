import { expect, test } from 'vitest';
import { namedClientWords } from '../../src/report/client-words.js';
import { isPlain, requiredTierOf, resultsByClient } from '../../src/report/clients.js';
import { clientsResult } from './clients-result.js';

test.each([
  [{ name: 'drop' }, 'drop, open loop'],
  [{ name: 'wait', maxWaitMs: 90_000, loop: 'open' }, 'wait, at most 1 min 30 s, open loop'],
  [
    { name: 'retry', client: 'mine', attempts: 5, backoffMs: 1000, jitter: 'none', loop: 'open' },
    'mine: retry, 5 attempts, backoff 1 s, no jitter, open loop',
  ],
  [
    { name: 'wait', paceShare: 0.95, loop: 'closed', concurrency: 2, latencyMs: 200 },
    'wait, paced at 95% of every limit, closed loop, 2 in flight a user, answers after 200 ms',
  ],
  [{ name: 'drop', mood: 'calm' }, 'drop, mood calm, open loop'],
])('a client in words: %o', (policy, words) => {
  expect(namedClientWords(policy)).toBe(words);
});

test.each([
  [{ name: 'drop', client: 'no-retry', loop: 'open' }, true],
  [{ name: 'drop', loop: 'closed' }, false],
  [{ name: 'drop', spacingMs: 100 }, false],
  [{ name: 'wait' }, false],
])('a client that just sends and gives up is plain: %o %s', (policy, plain) => {
  expect(isPlain(policy)).toBe(plain);
});

test('a comparison of clients falls apart into a Result a client', () => {
  const parts = resultsByClient(clientsResult());
  expect(
    parts.map(({ client, result }) => [client, result.scenarios.length, result.requiredTier?.tier]),
  ).toEqual([
    ['no-retry', 2, 'standard'],
    ['exponential', 2, 'standard'],
    ['paced', 2, null],
  ]);
  expect(parts.every(({ result }) => !('requiredTiers' in result))).toBe(true);
});

test('each scenario has the required tier of its own client', () => {
  const result = clientsResult();
  expect(result.scenarios.map((each) => requiredTierOf(result, each)?.tier)).toEqual([
    'standard',
    'standard',
    'standard',
    'standard',
    null,
    null,
  ]);
});
