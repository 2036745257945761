import { describe, expect, test } from 'vitest';
import { runSource, secondsOf, source, run } from './small-workload.js';
import { countsIn } from './statistics.js';

const HOUR = 3600;
const constant = { rate: '60/h', process: 'constant' };

test('growth compounds: a month makes the rate so many percent larger', () => {
  const columns = runSource({ arrivals: constant, growth: '20%/week' }, { length: '14d' });
  const days = countsIn(secondsOf(columns), 24 * HOUR, 14 * 24 * HOUR);
  days.forEach((count, day) => {
    const expected = 1440 * 1.2 ** ((day + 0.5) / 7);
    expect(Math.abs(count - expected)).toBeLessThan(2);
  });
});

test('the growth of the document is that of a source that has none of its own', () => {
  const columns = run({
    length: '2d',
    growth: '100%/day',
    sources: [
      source({ name: 'a', arrivals: constant }),
      source({ name: 'b', arrivals: constant, growth: '-50%/day' }),
    ],
  });
  const of = (name: string): number[] => {
    const wanted = columns.sources.indexOf(name);
    const seconds = secondsOf(columns).filter((_, i) => columns.source[i] === wanted);
    return countsIn(seconds, 24 * HOUR, 48 * HOUR);
  };
  const [first, second] = of('a');
  expect(second! / first!).toBeCloseTo(2, 2);
  const [before, after] = of('b');
  expect(after! / before!).toBeCloseTo(0.5, 2);
});

test('a launch multiplies the rate while it lasts, and fades in a straight line', () => {
  const launches = [{ name: 'sale', at: '2026-03-02T10:30', factor: 5, length: '1h', fade: '2h' }];
  const columns = runSource({ arrivals: { rate: '360/h', process: 'constant' } }, { launches });
  const halfHours = countsIn(secondsOf(columns), HOUR / 2, 24 * HOUR);
  expect(halfHours.slice(18, 29)).toEqual([180, 180, 180, 900, 900, 810, 630, 450, 270, 180, 180]);
});

test('holidays are local days of the source, and only of the sources that they name', () => {
  const holidays = [
    { name: 'a day off', date: '2026-03-03', factor: 0, sources: ['a'] },
    { name: 'a slow end', from: '2026-03-05', to: '2026-03-06', factor: 0.5, sources: ['a'] },
  ];
  const columns = run({
    length: '7d',
    zone: 'America/New_York',
    sources: [source({ name: 'a', arrivals: constant }), source({ name: 'b', arrivals: constant })],
    holidays,
  });
  const begin = 5 * HOUR;
  const of = (name: string): number[] => {
    const wanted = columns.sources.indexOf(name);
    const seconds = secondsOf(columns).filter((_, i) => columns.source[i] === wanted);
    return countsIn(
      seconds.map((second) => second - begin),
      24 * HOUR,
      7 * 24 * HOUR,
    );
  };
  expect(of('a')).toEqual([1440, 0, 1440, 720, 720, 1440, 1440]);
  expect(of('b')).toEqual(new Array<number>(7).fill(1440));
});

const job = (change: Record<string, unknown>) =>
  source({ arrivals: undefined, jobs: { cron: '0 12 * * *' }, ...change });
const loop = { each: 'ad_account', category: 'read' };
const poll = { category: 'poll', poll: { every: '10s', up_to: '60s', ready: '25s' } };
const mix = { calls: undefined, mix: [{ category: 'read' }, { category: 'write' }], draws: 3 };

describe.each<[string, Record<string, unknown>, number]>([
  ['a plain call', { calls: [{ category: 'read' }] }, 1],
  ['calls of a fixed number', { calls: [{ category: 'read', times: 7 }] }, 7],
  ['pages', { calls: [{ category: 'read', pages: { items: 60, page_size: 25 } }] }, 3],
  ['batches', { calls: [{ category: 'write', batches: { items: 2500, size: 1000 } }] }, 3],
  ['a poll', { calls: [poll] }, 3],
  ['a loop over ad accounts', { calls: [loop] }, 2],
  ['a mix', mix, 3],
])('a daily job of %s', (_name, path, calls) => {
  const perDay = (change: Record<string, unknown>, users = 1): number[] =>
    countsIn(
      secondsOf(
        run({
          length: '3d',
          populations: [{ name: 'u', users, ad_accounts: 2 }],
          sources: [job(path)],
          ...change,
        }),
      ),
      24 * HOUR,
      72 * HOUR,
    );

  test('fires once a day without growth, launches and holidays', () => {
    expect(perDay({})).toEqual([calls, calls, calls]);
  });

  test('fires so many times on holidays and while a launch lasts, and never where they are 0', () => {
    const holidays = [
      { name: 'rush', date: '2026-03-02', factor: 2 },
      { name: 'shut', date: '2026-03-04', factor: 0 },
    ];
    const launches = [{ name: 'sale', at: '2026-03-03T11:00', factor: 4, length: '2h' }];
    expect(perDay({ holidays, launches })).toEqual([2 * calls, 4 * calls, 0]);
  });

  test('grows as its rate would, on average (four standard deviations)', () => {
    const users = 400;
    perDay({ growth: '60%/day' }, users).forEach((count, day) => {
      const factor = 1.6 ** (day + 0.5);
      const part = factor % 1;
      const deviation = Math.sqrt(users * part * (1 - part));
      const firings = count / calls;
      expect(Number.isInteger(firings)).toBe(true);
      expect(firings).toBeGreaterThanOrEqual(users * Math.floor(factor));
      expect(Math.abs(firings - users * factor)).toBeLessThan(4 * deviation);
    });
  });
});
