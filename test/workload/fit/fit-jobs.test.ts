import { expect, test } from 'vitest';
import { cronLines } from '../../../src/workload/fit/fit-cron.js';
import { factsOf, fit, profile, sourceOf, traceOf } from './fitting.js';

const READS = [{ category: 'ads_read', times: 4 }];

function jobs(cron: string | string[], rest: object = {}, length = '2d') {
  return profile(undefined, {
    length,
    populations: [{ name: 'people', users: 4 }],
    sources: [{ name: 'sync', population: 'people', jobs: { cron, ...rest }, calls: READS }],
  });
}

test('an hourly job is one cron line, with its size, its jitter and all its users', () => {
  const fitted = fit(traceOf(jobs('10 * * * *', { jitter: '30s' })));
  const { jobs: found, calls, latency } = sourceOf(fitted, 'ads_read-job');
  expect(found).toMatchObject({ cron: '10 * * * *' });
  expect(found!.jitter).toMatch(/^(2\d|30)s$/);
  expect(found!.share).toBeUndefined();
  expect(latency).toBe('200ms');
  expect(calls).toEqual(READS);
  const { requests, words } = factsOf(fitted, 'ads_read-job');
  expect(requests).toEqual({ recorded: 2 * 24 * 4 * 4, refitted: 2 * 24 * 4 * 4 });
  expect(words.join(' ')).toContain('same time of each hour');
});

test('a job every five minutes is one cron line too', () => {
  const fitted = fit(traceOf(jobs('*/5 * * * *')));
  expect(fitted.document.sources.map((source) => source.jobs!.cron)).toEqual(['*/5 * * * *']);
});

test('a daily job at the minute of an hourly one is told apart from it', () => {
  const known = profile(undefined, {
    length: '7d',
    populations: [{ name: 'people', users: 4 }],
    sources: [
      {
        name: 'events',
        population: 'people',
        jobs: { cron: '30 * * * *' },
        calls: [{ category: 'ads_read' }],
      },
      {
        name: 'night',
        population: 'people',
        jobs: { cron: '30 3 * * *' },
        calls: [{ category: 'ads_read', times: 20 }],
      },
    ],
  });
  const crons = fit(traceOf(known)).document.sources.map((source) => source.jobs!.cron);
  expect(crons).toEqual(['30 3 * * *', '30 * * * *']);
});

test('a job on weekdays keeps to them', () => {
  const fitted = fit(traceOf(jobs('15 9 * * mon-fri', {}, '14d')));
  expect(sourceOf(fitted, 'ads_read-job').jobs!.cron).toBe('15 9 * * 1,2,3,4,5');
  expect(traceOf(fitted.document).length).toBe(10 * 4 * 4);
});

test('a day of the week on which a job sends far more has a line of its own', () => {
  const known = profile(undefined, {
    length: '7d',
    populations: [{ name: 'people', users: 4 }],
    sources: [
      { name: 'sync', population: 'people', jobs: { cron: '0 * * * *' }, calls: READS },
      { name: 'friday', population: 'people', jobs: { cron: '0 * * * fri' }, calls: READS },
    ],
  });
  const sources = fit(traceOf(known)).document.sources;
  expect(sources.map((source) => [source.jobs!.cron, source.calls![0]!.times])).toEqual([
    ['0 * * * 0,1,2,3,4,6', 4],
    ['0 * * * 5', 8],
  ]);
});

test('a single firing in a week is taken as weekly, and said to be no proof', () => {
  const known = profile(undefined, {
    length: '7d',
    populations: [{ name: 'people', users: 12 }],
    sources: [
      {
        name: 'figures',
        population: 'people',
        jobs: { cron: '0 6 * * mon', jitter: '5m' },
        calls: READS,
      },
    ],
  });
  const fitted = fit(traceOf(known), {
    from: Date.parse('2026-03-02T00:00:00Z') * 1000,
    to: Date.parse('2026-03-09T00:00:00Z') * 1000,
  });
  expect(sourceOf(fitted, 'ads_read-job').jobs!.cron).toBe('0 6 * * 1');
  expect(factsOf(fitted, 'ads_read-job').words.join(' ')).toContain('is no proof');
});

test('one firing a day at no fixed time is a job with that jitter', () => {
  const known = profile(undefined, {
    length: '5d',
    populations: [{ name: 'people', users: 20 }],
    sources: [
      {
        name: 'figures',
        population: 'people',
        jobs: { cron: '0 1 * * *', jitter: '3h' },
        calls: [{ category: 'ads_read' }, { category: 'ads_analytics', times: 9 }],
      },
    ],
  });
  const fitted = fit(traceOf(known));
  const [source] = fitted.document.sources;
  expect(fitted.document.sources).toHaveLength(1);
  expect(source!.jobs!.cron).toMatch(/^\d 1 \* \* \*$/);
  expect(source!.calls!.map(({ category, times }) => [category, times])).toEqual([
    ['ads_read', undefined],
    ['ads_analytics', 9],
  ]);
  expect(traceOf(fitted.document, 2).length).toBe(5 * 20 * 10);
});

test('cron lines are as few as say the same', () => {
  const at = (minute: number, hour: number | null, days: number[] | null = null) => ({
    minute,
    hour,
    days,
  });
  expect(cronLines([at(0, 8), at(0, 12), at(0, 20)])).toEqual(['0 8,12,20 * * *']);
  expect(cronLines([at(0, null), at(20, null), at(40, null)])).toEqual(['*/20 * * * *']);
  expect(cronLines([at(5, null), at(35, null)])).toEqual(['5,35 * * * *']);
  expect(cronLines([at(0, 2), at(30, 3)])).toEqual(['0 2 * * *', '30 3 * * *']);
  expect(cronLines([at(0, 9, [1, 5]), at(0, 9)])).toEqual(['0 9 * * 1,5', '0 9 * * *']);
});
