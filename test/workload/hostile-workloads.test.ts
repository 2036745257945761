import { describe, expect, test } from 'vitest';
import { inputErrorOf } from '../model/input-error-of.js';
import { run, runSource, secondsOf, START } from './small-workload.js';

const DAY = 86_400;
const jobs = (change: Record<string, unknown>) => ({
  arrivals: undefined,
  jobs: { cron: '0 * * * *' },
  ...change,
});
const TOO_OFTEN =
  '#/sources/0: the source "s" fires and calls too often in one day to be generated; expected at most 10,000,000,000. Lower its rate or growth, or the calls of each firing';
const TOO_MANY =
  '#/sources/0: the source "s" has a step of too many calls to be generated; expected at most 100,000,000. Lower them, or the concurrency, or give their distribution a "most"';

describe('what would never end is refused at once, with its place', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a rate of 1e9/s', { arrivals: { rate: '1000000000/s' } }],
    ['a rate of hundreds of digits', { arrivals: { rate: `1${'0'.repeat(400)}/s` } }],
    ['growth beyond all numbers', { growth: `1${'0'.repeat(300)}%/day` }],
    ['growth of a job beyond all numbers', jobs({ growth: `1${'0'.repeat(300)}%/day` })],
    [
      'phases of bursts of a microsecond',
      {
        arrivals: { rate: '1/h', process: { bursts: { factor: 2, length: '1us', every: '2us' } } },
      },
    ],
  ])('%s', (_name, change) => {
    expect(inputErrorOf(() => runSource(change, { length: '2d' }))).toBe(TOO_OFTEN);
  });

  test.each<[string, Record<string, unknown>]>([
    ['a poll every microsecond', jobs({ calls: [poll('1us', '7d')] })],
    ['a billion calls at each firing', jobs({ calls: [{ category: 'read', times: 1e9 }] })],
    [
      'a tail without a mean',
      jobs({ calls: [{ category: 'read', times: { pareto: { least: 1e9, alpha: 0.1 } } }] }),
    ],
    ['a mix of a billion draws', jobs({ calls: undefined, mix: [none], draws: 1e9 })],
    ['ten thousand at once, a million times', jobs({ calls: [crowd] })],
  ])('%s', (_name, change) => {
    expect(inputErrorOf(() => runSource(change, { length: '2d' }))).toBe(TOO_MANY);
  });

  test('more ad accounts than memory can hold', () => {
    const population = { name: 'u', users: 100, ad_accounts: 1e6 };
    expect(inputErrorOf(() => run({ populations: [population] }))).toBe(
      '#/populations/0/ad_accounts: there are more than 10,000,000 ad accounts in all; give fewer, or model a part of them',
    );
  });

  test('more users than memory can hold', () => {
    const populations = ['u', 'v'].map((name) => ({ name, users: 1e7 }));
    expect(inputErrorOf(() => run({ populations }))).toBe(
      '#/populations/1/users: there are more than 10,000,000 users in all; give fewer, or model a part of them',
    );
  });
});

describe('what is extreme works', () => {
  test('a source of rate 0 beside one that sends', () => {
    const idle = { name: 'idle', population: 'u', arrivals: { rate: '0/s' } };
    const beside = { ...idle, name: 's', arrivals: { rate: '60/h' } };
    const calls = [{ category: 'read' }];
    const columns = run({ sources: [idle, beside].map((one) => ({ ...one, calls })) });
    expect(new Set(columns.source)).toEqual(new Set([1]));
  });

  test('Zipf’s law at its steepest leaves nearly all to the first user (four standard deviations)', () => {
    const columns = runSource(
      { arrivals: { rate: '600/h', per: 'population' } },
      { populations: [{ name: 'u', users: 1000, activity: { zipf: 10 } }] },
    );
    let first = 0;
    for (const user of columns.user) if (columns.names.users[user]!.name === 'u-1') first++;
    const others = columns.length - first;
    // The other users' share is about 2^-10.
    expect(others).toBeLessThan(4 * Math.sqrt(columns.length / 1024) + columns.length / 1024);
    expect(Math.abs(columns.length - 24 * 600)).toBeLessThan(4 * Math.sqrt(24 * 600));
  });

  test('visits that last longer than the workload are cut at its end', () => {
    const columns = runSource({
      arrivals: undefined,
      sessions: { rate: '60/h', process: 'constant', think: '30h' },
      calls: [{ category: 'read' }, { category: 'write' }],
    });
    expect(secondsOf(columns, 'read')).toHaveLength(24 * 60);
    expect(secondsOf(columns, 'write')).toEqual([]);
  });

  test('a holiday of factor 0 all through sends nothing, and the workload says so', () => {
    const holidays = [{ name: 'shut', date: '2026-03-02', factor: 0 }];
    expect(inputErrorOf(() => runSource(jobs({}), { holidays }))).toBe(
      'the workload "small" sends nothing; raise its rates, or lengthen it',
    );
  });

  test('jitter longer than the workload leaves only what comes within it', () => {
    const columns = runSource(jobs({ jobs: { cron: '0 0 * * *', jitter: '4d' } }), {
      length: '1d',
      populations: [{ name: 'u', users: 400 }],
    });
    expect(Math.abs(columns.length - 100)).toBeLessThan(4 * Math.sqrt(400 * 0.25 * 0.75));
    expect(Math.max(...secondsOf(columns))).toBeLessThan(DAY);
    expect(columns.timestamp[0]).toBeGreaterThanOrEqual(START);
  });
});

const none = { category: 'read', times: 0 };
const crowd = { category: 'read', times: 1e6, concurrency: 10_000 };

function poll(every: string, upTo: string): object {
  return { category: 'poll', poll: { every, up_to: upTo } };
}
