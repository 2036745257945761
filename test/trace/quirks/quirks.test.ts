import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findQuirks, quirkDetectors } from '../../../src/trace/quirks/quirks.js';
import type { Quirk } from '../../../src/trace/quirks/quirk.js';
import { formatTimestamp, HOUR, MINUTE, SECOND } from '../../../src/time.js';
import { namedStream } from '../../../src/random.js';
import { readFiles, readLines } from '../reading.js';

const HEAD = 'timestamp,user,method,path';
const at = (text: string): number => Date.parse(`${text}Z`) * 1000;
const rowAt = (time: number, path = '/pins'): string => `${formatTimestamp(time)},ann,GET,${path}`;
const csv = (rows: readonly string[]): string => `${HEAD}\n${rows.join('\n')}\n`;

async function quirksOf(...files: (readonly string[])[]): Promise<Quirk[]> {
  const named = Object.fromEntries(files.map((rows, i) => [`${i + 1}.csv`, csv(rows)]));
  return findQuirks(await readFiles(named, { keepRequests: true }));
}

/** Every `step` from a time to another, each a little off; without those that `drop` names. */
function times(from: string, to: string, step: number, drop?: (time: number) => boolean): number[] {
  const random = namedStream(1, from);
  const made: number[] = [];
  for (let time = at(from); time < at(to); time += step) {
    made.push(time + 1 + Math.floor((random() * step) / 2));
  }
  return made.filter((time) => drop?.(time) !== true);
}

const rowsOf = (all: readonly number[]): string[] => all.map((time) => rowAt(time));

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

  test('are looked for only where a row says what it asked for', async () => {
    const lines = ['timestamp,category', ...Array<string>(2).fill('1767225600.5,org_read')];
    const more = Array.from({ length: 8 }, (_, i) => `176722560${i + 1}.5,org_read`);
    const trace = await readLines([...lines, ...more], { keepRequests: true });
    expect(findQuirks(trace)).toEqual([]);
    expect(findQuirks(await readLines([...lines, ...more]))).toEqual([]);
  });

  test('may be requests of their own where times are whole seconds, unless there are very many', async () => {
    const whole = Array.from({ length: 12 }, (_, i) =>
      rowAt(at('2026-03-02T12:00:00') + i * SECOND, `/pins/${i}`),
    );
    const names = async (rows: string[]) => (await quirksOf(rows)).map(({ name }) => name);
    expect(await names([whole[0]!, ...whole])).toEqual(['coarse-clock']);
    expect(await names(whole.flatMap((row) => [row, row]))).toContain('duplicate-rows');
  });
});

describe('gaps', () => {
  const isHole = (from: string, to: string) => (time: number) => time >= at(from) && time < at(to);

  test('are compared with the same hours of other days', async () => {
    const hole = isHole('2026-03-04T10:00:00', '2026-03-04T12:00:00');
    const week = times('2026-03-02T00:00:00', '2026-03-09T00:00:00', 5 * MINUTE, hole);
    const [gap, ...rest] = await quirksOf(rowsOf(week));
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({ name: 'gaps', count: 1 });
    expect(gap!.at).toMatch(/^2026-03-04T09:5/);
    expect(gap!.sizeMs).toBeGreaterThan(115 * 60_000);
    expect(gap!.message).toContain('5 times the longest pause of other days in the same hours');
  });

  test('are none at night or at the weekend, if they come round', async () => {
    const isOff = (time: number) => {
      const day = new Date(time / 1000);
      return [0, 6].includes(day.getUTCDay()) || day.getUTCHours() < 8 || day.getUTCHours() >= 18;
    };
    const office = times('2026-03-02T00:00:00', '2026-03-13T00:00:00', 5 * MINUTE, isOff);
    expect(await quirksOf(rowsOf(office))).toEqual([]);
    const whole = isHole('2026-03-04T00:00:00', '2026-03-05T00:00:00');
    const missing = office.filter((time) => !whole(time));
    expect(await quirksOf(rowsOf(missing))).toMatchObject([{ name: 'gaps', count: 1 }]);
  });

  test('of a trace of few days are compared with its other gaps', async () => {
    const hole = isHole('2026-03-02T10:00:00', '2026-03-02T11:30:00');
    const morning = times('2026-03-02T08:00:00', '2026-03-02T14:00:00', 4 * MINUTE, hole);
    const [gap] = await quirksOf(rowsOf(morning));
    expect(gap).toMatchObject({ name: 'gaps', count: 1 });
    expect(gap!.message).toContain('10 times the sixth longest');
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
    const rows = [...run('2026-10-25T02:50:00.5', 600), ...run('2026-10-25T02:00:00.7', 600)];
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
