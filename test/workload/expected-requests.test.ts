import { expect, test } from 'vitest';
import { requestsPerUserAndDay } from '../../src/workload/generate/expected-requests.js';
import { parse, run, small, source } from './small-workload.js';

const loop = {
  each: 'ad_account',
  share: 0.5,
  calls: [
    { category: 'read', pages: { items: 600, page_size: 250 } },
    { category: 'write', batches: { items: { poisson: 5000 }, size: 10 } },
    { category: 'poll', poll: { every: '10s', up_to: '60s', ready: '45s' } },
  ],
};

test.each<[string, Record<string, unknown>, number]>([
  ['calls', { arrivals: { rate: '2/h' }, calls: [{ category: 'read', times: 5 }] }, 240],
  ['chances', { calls: [{ category: 'read' }, { category: 'read', chance: 0.25 }] }, 300],
  [
    'a mix',
    {
      calls: undefined,
      mix: [
        { category: 'read', times: 3 },
        { category: 'write', weight: 2 },
      ],
      draws: { geometric: 6 },
    },
    240 * 6 * (5 / 3),
  ],
  [
    'a loop of a job',
    { arrivals: undefined, jobs: { cron: '0 */6 * * *', share: 0.5 }, calls: [loop] },
    2 * 2 * 0.5 * (3 + 500 + 5),
  ],
])('of %s are as many as are sent on average (within a tenth)', (_name, change, expected) => {
  const users = 200;
  const document = {
    sources: [source(change)],
    populations: [{ name: 'u', users, ad_accounts: 2 }],
  };
  const workload = parse(small(document));
  expect(requestsPerUserAndDay(workload, workload.sources[0]!)).toBeCloseTo(expected, 6);
  expect(Math.abs(run(document).length / (users * expected) - 1)).toBeLessThan(0.1);
});
