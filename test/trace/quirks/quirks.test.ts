import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findQuirks, quirkDetectors } from '../../../src/trace/quirks/quirks.js';
import { HOUR, MINUTE, SECOND } from '../../../src/time.js';
import { namedStream } from '../../../src/random.js';
import { readLines } from '../reading.js';
import { at, quirksOf, rowAt, rowsOf, times } from './made-rows.js';

test('every detector stands in the list', () => {
  const files = readdirSync(new URL('../../../src/trace/quirks/', import.meta.url));
  expect(quirkDetectors).toHaveLength(files.length - ['quirk.ts', 'quirks.ts', 'words.ts'].length);
});

test('even traffic in order has none', async () => {
  const week = times('2026-03-02T00:00:00', '2026-03-09T00:00:00', 10 * MINUTE);
  expect(await quirksOf(rowsOf(week))).toEqual([]);
  expect(await quirksOf([rowAt(at('2026-03-02T09:00:00'))])).toEqual([]);
});

describe('out-of-order', () => {
  test('gives the largest step back and the first', async () => {
    const rows = ['00:00:05.5', '00:00:02.3', '00:00:09', '00:00:08'].map((clock) =>
      rowAt(at(`2026-03-02T${clock}`)),
    );
    expect(await quirksOf(rows)).toEqual([
      {
        name: 'out-of-order',
        count: 2,
        sizeMs: 3200,
        at: '2026-03-02T00:00:02.300000Z',
        message:
          '2 rows are before the row above in time, by up to 3.2 s, the first at 2026-03-02 00:00:02 in 1.csv. ' +
          'They are replayed in order of time.',
      },
    ]);
  });

  test('says where files overlap', async () => {
    const one = rowAt(at('2026-03-02T12:00:00.5'));
    const two = rowAt(at('2026-03-02T11:00:00.5'));
    const [quirk] = await quirksOf([one], [two]);
    expect(quirk!.message).toContain(
      '1 row is before the row above in time (1 where a file begins)',
    );
    expect(quirk!.message).toContain('in 2.csv');
  });
});

describe('duplicate-rows', () => {
  const TIME = at('2026-03-02T12:00:00.5');
  const others = ['/a', '/b', '/c', '/d', '/e'].map((path, i) => rowAt(TIME + 1 + i, path));

  test('are rows of one time that say the same', async () => {
    const rows = [rowAt(TIME), rowAt(TIME, '/boards'), rowAt(TIME), rowAt(TIME), ...others];
    expect(await quirksOf(rows)).toMatchObject([
      { name: 'duplicate-rows', count: 2, at: '2026-03-02T12:00:00.500000Z' },
    ]);
    expect((await quirksOf(rows))[0]!.message).toContain('up to 3 times in all');
  });

  test('are looked for only where requests are told apart, and by the category alone they may be no duplicates', async () => {
    const lines = ['timestamp,category', ...Array<string>(2).fill('1767225600.5,org_read')];
    const more = Array.from({ length: 9 }, (_, i) => `176722560${i + 1}.5,org_read`);
    const trace = await readLines([...lines, ...more], { keepRequests: true });
    const [quirk] = findQuirks(trace);
    expect(quirk!.message).toMatch(/Where rows tell little .* these may be requests of their own/);
    expect(findQuirks(await readLines([...lines, ...more]))).toEqual([]);
  });

  test('to the microsecond are no chance', async () => {
    const lines = Array.from({ length: 12 }, (_, i) => `17672256${i + 10}.500001,org_read`);
    const head = 'timestamp,category';
    const trace = await readLines([head, lines[0]!, ...lines], { keepRequests: true });
    expect(findQuirks(trace)[0]!.message).toMatch(/^1 row says .* take them out\.$/);
  });

  test('are no overlap of files where many requests stand at each of few times', async () => {
    const random = namedStream(3, 'crowd');
    const rows = Array.from({ length: 400 }, () =>
      rowAt(at('2026-03-02T12:00:00') + Math.floor(random() * 30) * MINUTE),
    ).sort();
    expect((await quirksOf(rows))[0]!.message).not.toContain('overlap');
  });

  test('may be requests of their own where times are whole seconds, unless there are very many', async () => {
    const whole = Array.from({ length: 12 }, (_, i) =>
      rowAt(at('2026-03-02T12:00:00') + i * SECOND, `/pins/${i}`),
    );
    const [one, coarse] = await quirksOf([whole[0]!, ...whole]);
    expect([one!.name, one!.count, coarse!.name]).toEqual(['duplicate-rows', 1, 'coarse-clock']);
    expect(one!.message).toMatch(/^1 row says .* whole seconds .* may be requests of their own/);
    const half = whole.flatMap((row, i) => (i % 2 === 0 ? [row, row] : [row]));
    expect((await quirksOf(half))[0]!.message).toMatch(/^6 rows say .* take them out\.$/);
  });

  test('in sequence are told as files that overlap', async () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      rowAt(at('2026-03-02T12:00:00') + i * SECOND, `/pins/${i}`),
    );
    const [outOfOrder, duplicates] = await quirksOf(rows, rows.slice(28));
    expect([outOfOrder!.name, duplicates!.name]).toEqual(['out-of-order', 'duplicate-rows']);
    expect(duplicates!.message).toContain(
      'From 2026-03-02 12:00:28 to 2026-03-02 12:00:39 every row stands twice (12 rows), as where files overlap.',
    );
  });
});

describe('clock-jumps', () => {
  const run = (from: string, count: number) =>
    Array.from({ length: count }, (_, i) => rowAt(at(from) + i * SECOND));

  test('are steps back from which the rows go on', async () => {
    const rows = [...run('2026-03-02T12:00:00.5', 300), ...run('2026-03-02T12:00:30.7', 100)];
    const quirks = await quirksOf(rows);
    expect(quirks.map(({ name }) => name)).toEqual(['out-of-order', 'clock-jumps']);
    expect(quirks[1]).toMatchObject({
      count: 1,
      sizeMs: 268_800,
      at: '2026-03-02T12:00:30.700000Z',
    });
  });

  test('of an hour are a change of the clocks', async () => {
    const rows = [...run('2026-10-25T02:00:00.5', 3600), ...run('2026-10-25T02:00:00.7', 600)];
    const quirks = await quirksOf(rows);
    expect(quirks.map(({ name }) => name)).toEqual(['out-of-order', 'clock-change']);
    expect(quirks[1]!.message).toContain('An hour is told twice at 2026-10-25 02:59:59');
  });
});

test('clock-change: an hour of a Sunday in spring is left out', async () => {
  const isLeftOut = (day: string) => (time: number) =>
    time >= at(`${day}T02:00:00`) && time < at(`${day}T03:00:00`);
  const change = async (day: string) => {
    const night = times(`${day}T00:00:00`, `${day}T06:00:00`, MINUTE, isLeftOut(day));
    return (await quirksOf(rowsOf(night))).filter(({ name }) => name === 'clock-change');
  };
  expect(await change('2026-03-29')).toMatchObject([{ count: 1, sizeMs: 3_600_000 }]);
  expect(await change('2026-03-30')).toEqual([]);
  expect(await change('2026-06-28')).toEqual([]);
});

describe('coarse-clock', () => {
  test.each([
    ['seconds', SECOND],
    ['minutes', MINUTE],
    ['hours', HOUR],
  ])('all times are whole %s', async (unit, step) => {
    const rows = Array.from({ length: 12 }, (_, i) =>
      rowAt(at('2026-03-02T12:00:00') + Math.floor(i / 2) * step, `/pins/${i}`),
    );
    const [quirk] = (await quirksOf(rows)).filter(({ name }) => name === 'coarse-clock');
    expect(quirk).toMatchObject({ count: 12, sizeMs: step / 1000 });
    expect(quirk!.message).toContain(
      `All times are whole ${unit}, and up to 2 requests stand at one instant`,
    );
  });

  test('a few may be so by chance', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => rowAt(at('2026-03-02T12:00:00') + i * SECOND));
    expect(await quirksOf(rows)).toEqual([]);
  });
});

test('lone-minute: every request is in one minute of its hour', async () => {
  const hours = [0, 1, 2, 3, 4, 5].map((hour) => at('2026-03-02T10:05:00') + hour * HOUR);
  const rows = hours.flatMap((hour) => [0.25, 20.5, 40.75].map((s) => rowAt(hour + s * SECOND)));
  expect(await quirksOf(rows)).toMatchObject([
    { name: 'lone-minute', count: 18, at: '2026-03-02T10:05:00.250000Z' },
  ]);
  expect(await quirksOf([...rows, rowAt(at('2026-03-02T15:06:00.5'))])).toEqual([]);
});

test('partial-days: the first day begins late, the last ends early', async () => {
  const part = times('2026-03-02T15:00:00', '2026-03-06T09:07:00', 10 * MINUTE);
  const quirks = await quirksOf(rowsOf(part));
  expect(quirks).toMatchObject([{ name: 'partial-days', count: 2 }]);
  expect(quirks[0]!.message).toMatch(
    /^The first day \(2026-03-02, UTC\) begins at 15:0\d, all others by 00:0\d\. The last day \(2026-03-06, UTC\) ends at 09:0\d, no other before 23:5\d\./,
  );
});

describe('no-zone', () => {
  const zoneless = (rows: readonly string[]): string[] => rows.map((row) => row.replace('Z,', ','));

  test('tells how many times name none', async () => {
    const rows = rowsOf(times('2026-03-02T12:00:00', '2026-03-02T13:00:00', MINUTE));
    expect(await quirksOf(zoneless(rows))).toMatchObject([{ name: 'no-zone', count: 60 }]);
    const [mixed] = await quirksOf([...zoneless(rows.slice(0, 2)), ...rows.slice(2)]);
    expect(mixed!.message).toMatch(/^2 times name no zone .*, while the others name one\./);
  });

  test('asks whether the quiet hours are a night', async () => {
    const isNight = (time: number) => (time / HOUR) % 24 < 7;
    const days = times('2026-03-02T00:00:00', '2026-03-06T00:00:00', 5 * MINUTE, isNight);
    const [quirk] = await quirksOf(zoneless(rowsOf(days)));
    expect(quirk!.message).toContain('fewest come from 00:00 to 06:00: is that night in UTC?');
  });
});

test('shifted-days: whole days of another zone', async () => {
  const days = times('2026-03-01T23:00:00', '2026-03-06T23:00:00', 5 * MINUTE);
  const quirks = await quirksOf(rowsOf(days));
  expect(quirks.map(({ name }) => name)).toEqual(['partial-days', 'shifted-days']);
  expect(quirks[1]).toMatchObject({ count: 5, sizeMs: 23 * 3_600_000 });
});
