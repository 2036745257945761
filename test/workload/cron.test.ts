import { Cron } from 'croner';
import { describe, expect, test } from 'vitest';
import { createCron } from '../../src/workload/generate/cron.js';
import { formatTimestamp } from '../../src/time.js';

/** UTC hours and minutes at which a line fires on a local day in Berlin. */
function firings(line: string, from: string, to: string): string[] {
  const us = (text: string): number => Date.parse(text) * 1000;
  return createCron([line], 'Europe/Berlin')(us(from), us(to)).map((at) =>
    formatTimestamp(at).slice(11, 16),
  );
}

describe('where clocks go forward (Berlin, 2026-03-29, 02:00 to 03:00)', () => {
  test.each<[string, string[]]>([
    ['30 1 * * *', ['00:30']],
    ['30 2 * * *', ['01:00']],
    ['0 3 * * *', ['01:00']],
    ['*/30 1-3 * * *', ['00:00', '00:30', '01:00', '01:30']],
    ['0 */6 * * *', ['23:00', '04:00', '10:00', '16:00']],
  ])('%s fires at %s UTC', (line, instants) => {
    expect(firings(line, '2026-03-28T23:00Z', '2026-03-29T22:00Z')).toEqual(instants);
  });
});

describe('where clocks go back (Berlin, 2026-10-25, 03:00 to 02:00)', () => {
  test.each<[string, string[]]>([
    ['30 1 * * *', ['23:30']],
    ['30 2 * * *', ['00:30']],
    ['0 3 * * *', ['02:00']],
    ['*/30 2 * * *', ['00:00', '00:30', '01:00', '01:30']],
    ['0 */6 * * *', ['22:00', '05:00', '11:00', '17:00']],
  ])('%s fires at %s UTC', (line, instants) => {
    expect(firings(line, '2026-10-24T22:00Z', '2026-10-25T23:00Z')).toEqual(instants);
  });
});

test('of several lines, each instant counts once; the start is included and the end is not', () => {
  const day = Date.UTC(2026, 2, 2) * 1000;
  const hours = createCron(['0 */12 * * *', '0 0,6 * * *'], 'UTC')(day, day + 8.64e10);
  expect(hours.map((at) => (at - day) / 3.6e9)).toEqual([0, 6, 12]);
});

/** What croner alone says, asked for one firing after another. */
function byCroner(line: string, zone: string, from: number, to: number): number[] {
  const cron = new Cron(line, { timezone: zone, paused: true });
  const instants: number[] = [];
  let next = cron.nextRun(new Date(from / 1000 - 1));
  while (next !== null && next.getTime() * 1000 < to) {
    instants.push(next.getTime() * 1000);
    next = cron.nextRun(next);
  }
  return instants;
}

describe.each([
  ['Europe/Berlin', '2026-03-26', '2026-10-22'],
  ['America/New_York', '2026-03-05', '2026-10-29'],
  ['America/Santiago, by midnight', '2026-04-02', '2026-09-03'],
  ['Africa/Cairo, by midnight', '2026-04-21', '2026-10-27'],
  ['Australia/Lord_Howe, by half an hour', '2026-04-02', '2026-10-01'],
  ['Asia/Kolkata, never', '2026-03-28', '2026-12-29'],
])('in %s, around the changes of clocks', (place, ...weeks) => {
  const [zone] = place.split(',') as [string];
  test.each([
    '*/15 * * * *',
    '7,22 0-3,23 * * *',
    '0 0 * * *',
    '30 2 * * *',
    '15 23 * * 5',
    '0 */5 28-31 * *',
    '45 1 L * *',
    '0 12 * * MON#1',
    '59 23 * * *',
    '0 * * * *',
  ])('%s fires when croner says', (line) => {
    const instantsWithin = createCron([line], zone);
    for (const week of weeks) {
      const from = Date.parse(week) * 1000;
      const days = [0, 1, 2, 3, 4].flatMap((day) =>
        instantsWithin(from + day * 8.64e10, from + (day + 1) * 8.64e10),
      );
      expect(days).toEqual(byCroner(line, zone, from, from + 5 * 8.64e10));
    }
  });
});

test('a line of every minute fires 525,600 times in a common year', () => {
  const year = [2026, 2027].map((number) => Date.UTC(number, 0, 1) * 1000) as [number, number];
  const instants = createCron(['* * * * *'], 'UTC')(...year);
  expect(instants).toHaveLength(525_600);
  expect(instants.every((at, i) => at === year[0] + i * 6e7)).toBe(true);
});
