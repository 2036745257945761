import { describe, expect, test } from 'vitest';
import { heatMapData, heatMapHeight, hoursOf } from '../../src/report/charts/heat-map-data.js';
import { quotaData } from '../../src/report/charts/quota-data.js';
import { quotaLimits } from '../../src/report/charts/quota-windows.js';
import type { ResultLimit, ResultScenario } from '../../src/result/result.js';
import { DAY_MS, sampleLimit, sampleScenario } from './sample-result.js';
import { lateScenario, quartersWith } from './sample-spread.js';
import { weekResult } from './week-result.js';

const WINTER = { start: '2026-01-05T00:00:00.000000Z', end: '2026-01-11T23:00:00.000000Z' };
const UTC = hoursOf(WINTER);

describe('the hours of a zone', () => {
  test('are those of its clocks at the start of the trace', () => {
    expect(UTC).toEqual({ zone: 'UTC', offsetMs: 0, changes: false });
    expect(hoursOf(WINTER, 'Asia/Kolkata').offsetMs).toBe(5.5 * 3_600_000);
    expect(hoursOf(WINTER, 'America/St_Johns').offsetMs).toBe(-3.5 * 3_600_000);
  });

  test('tell that clocks change within the trace, and change back', () => {
    const spring = { start: '2026-03-27T00:00:00.000000Z', end: '2026-03-30T00:00:00.000000Z' };
    const year = { start: WINTER.start, end: '2027-01-05T00:00:00.000000Z' };
    expect(hoursOf(spring, 'Europe/Berlin')).toMatchObject({ offsetMs: 3_600_000, changes: true });
    expect(hoursOf(year, 'Europe/Berlin').changes).toBe(true);
    expect(hoursOf(WINTER, 'Europe/Berlin').changes).toBe(false);
  });

  test('must be those of a zone', () => {
    expect(() => hoursOf(WINTER, 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('the heat map', () => {
  test('has 24 hours a category, the most throttled first', () => {
    const data = heatMapData(lateScenario, UTC);
    expect(data.cells).toHaveLength(48);
    expect(data.cells[0]).toEqual({
      category: 'reads',
      hour: 0,
      words: '00:00–01:00 UTC',
      offered: 60,
      throttled: 0,
      share: 0,
    });
    expect(data.refusals.map(({ hour, throttled, share }) => [hour, throttled, share])).toEqual([
      [23, 60, 0.25],
    ]);
    expect(data.cells[24]).toMatchObject({ category: 'writes', hour: 0, offered: 0 });
    expect(data.key).toEqual([{ label: 'darkest: 500 offered; largest dot: 60 throttled' }]);
    expect(heatMapHeight(data)).toBe(44);
  });

  test('moves quarters to the hours of a zone, over midnight too', () => {
    const busy = (zone: string): number[][] =>
      heatMapData(lateScenario, hoursOf(WINTER, zone))
        .cells.filter(({ category, offered }) => category === 'reads' && offered > 0)
        .map(({ hour, offered }) => [hour, offered]);
    expect(busy('Asia/Kolkata')).toEqual([
      [5, 280],
      [6, 20],
    ]);
    expect(busy('America/New_York')).toEqual([
      [18, 240],
      [19, 60],
    ]);
  });

  test('gathers the categories past the eleventh, and loses no request', () => {
    const quarters = Array.from({ length: 15 }, (_, i) => ({
      category: `category-${String(i)}`,
      offered: quartersWith({ [i]: i + 1 }),
      throttled: quartersWith({ [i]: i }),
    }));
    const { cells } = heatMapData(sampleScenario({ quarters }), UTC);
    expect(cells).toHaveLength(12 * 24);
    expect(cells[0]!.category).toBe('category-14');
    expect(cells.at(-1)!.category).toBe('4 others');
    expect(cells.reduce((sum, { offered }) => sum + offered, 0)).toBe(120);
    expect(cells.reduce((sum, { throttled }) => sum + throttled, 0)).toBe(105);
  });

  test('has no rows where a Result does not tell', () => {
    expect(heatMapData(sampleScenario(), UTC)).toEqual({ cells: [], refusals: [], key: [] });
  });
});

const HOUR_MS = 3_600_000;

/** Hourly use of a limit of 100 a day, from a time on. */
function dayScenario(start: string, uses: readonly number[], limit: ResultLimit): ResultScenario {
  const zeros = uses.map(() => 0);
  const counts = { offered: zeros, admitted: zeros, throttled: zeros, refused: zeros };
  const series = { bucketMs: HOUR_MS, start, ...counts, limits: { [limit.id]: uses } };
  return sampleScenario({ limits: [limit], series });
}

const daily = sampleLimit({ id: 'daily', limit: 100, peakUse: 100, throttled: 5 });

/** Rises by so much an hour until nothing is left. */
function day(anHour: number): number[] {
  return Array.from({ length: 24 }, (_, hour) => Math.min(100, anHour * (hour + 1)));
}

describe('a quota that runs down', () => {
  const scenario = dayScenario(WINTER.start, [...day(10), ...day(2), ...day(20)], daily);
  const quota = quotaData(scenario, daily)!;

  test('is told by day: used, left, and in which bucket it ended', () => {
    expect(quota.table).toEqual([
      { window: 'Mon 5 Jan', used: 100, left: 0, ended: 'between 09:00 and 10:00' },
      { window: 'Tue 6 Jan', used: 48, left: 52 },
      { window: 'Wed 7 Jan', used: 100, left: 0, ended: 'between 04:00 and 05:00' },
    ]);
    expect(quota).toMatchObject({ ended: 2, leftOut: 0, worst: { window: 'Wed 7 Jan' } });
  });

  test('begins each day at the limit, and is drawn to zero and on to its end', () => {
    const { worst, windows, label, limit } = quota.data;
    expect(worst.map(({ at, left }) => [at / HOUR_MS, left])).toEqual([
      [0, 100],
      [1, 80],
      [2, 60],
      [3, 40],
      [4, 20],
      [5, 0],
      [24, 0],
    ]);
    expect(worst.at(-1)!.when).toBe('by 24:00');
    expect(windows).toEqual([
      {
        window: 'Mon 5 Jan',
        used: 100,
        left: 0,
        ended: 'between 09:00 and 10:00',
        at: 10 * HOUR_MS,
        label: '',
        align: 'left',
      },
      { window: 'Tue 6 Jan', used: 48, left: 52, ended: null, at: null, label: '', align: 'left' },
      {
        window: 'Wed 7 Jan',
        used: 100,
        left: 0,
        ended: 'between 04:00 and 05:00',
        at: 5 * HOUR_MS,
        label: 'Wed 7 Jan, 05:00',
        align: 'left',
      },
    ]);
    expect(label).toEqual([]);
    expect(limit).toEqual([{ limit: 100, words: '100 requests a day', span: DAY_MS }]);
  });

  test('has its first end labelled with its day, and its last with its hour, where both have room', () => {
    const scenario = dayScenario(WINTER.start, [...day(10), ...day(7), ...day(5)], daily);
    const { windows } = quotaData(scenario, daily)!.data;
    expect(windows.map(({ label, align }) => [label, align])).toEqual([
      ['Mon 5 Jan, 10:00', 'right'],
      ['', 'left'],
      ['20:00', 'left'],
    ]);
  });

  test('that lasts is labelled with what is left', () => {
    const lasting = quotaData(dayScenario(WINTER.start, day(3).slice(0, 20), daily), daily)!;
    expect(lasting.data.label).toEqual([
      { at: 20 * HOUR_MS, left: 40, words: 'Mon 5 Jan: 40 left' },
    ]);
    expect(lasting.data.windows.map(({ at, label }) => [at, label])).toEqual([[null, '']]);
  });

  test('starts its days where the resets are: midnight of a zone, summer or winter', () => {
    const berlin = dayScenario(
      '2026-03-28T23:00:00.000000Z',
      [...day(1).slice(1), ...day(10)],
      daily,
    );
    expect(quotaData(berlin, daily, 'Europe/Berlin')!.table).toEqual([
      { window: 'Sun 29 Mar', used: 24, left: 76 },
      { window: 'Mon 30 Mar', used: 100, left: 0, ended: 'between 09:00 and 10:00' },
    ]);
  });

  test('draws the worst 31 of many days in at most 400 points', () => {
    const uses = Array.from({ length: 60 }, (_, i) => day(i % 2 === 0 ? 4 : 6)).flat();
    const { data, leftOut, ended, table } = quotaData(
      dayScenario(WINTER.start, uses, daily),
      daily,
    )!;
    expect([table.length, ended, leftOut]).toEqual([60, 30, 29]);
    const windows = new Set([...data.others, ...data.worst].map(({ window }) => window));
    expect(windows.size).toBe(31);
    expect(data.windows.filter(({ at }) => at !== null)).toHaveLength(30);
    expect(data.others.length + data.worst.length + data.windows.length).toBeLessThanOrEqual(400);
  });

  test('is undefined where nothing was used', () => {
    expect(quotaData(dayScenario(WINTER.start, [0, 0], daily), daily)).toBeUndefined();
    expect(quotaData(sampleScenario(), daily)).toBeUndefined();
  });
});

describe('the limits that are drawn as they run down', () => {
  const trace = weekResult().trace;
  const [trial, standard] = weekResult().scenarios;

  test('are those of a day that throttle', () => {
    const limits = quotaLimits(trial!, trace);
    const throttled = limits.map((limit) => limit.throttled);
    expect(throttled.every((count) => count > 0)).toBe(true);
    expect(limits.every(({ windowMs }) => windowMs === DAY_MS)).toBe(true);
  });

  test('stand by what they throttled', () => {
    const [less, more] = [1, 2].map((throttled) =>
      sampleLimit({ id: `limit-${String(throttled)}`, throttled }),
    ) as [ResultLimit, ResultLimit];
    const { series } = sampleScenario();
    const scenario = sampleScenario({
      limits: [less, more],
      series: { ...series, limits: { [less.id]: [9], [more.id]: [9] } },
    });
    expect(quotaLimits(scenario, trace)).toEqual([more, less]);
  });

  test('are none of a minute, and none where windows slide', () => {
    expect(quotaLimits(standard!, trace)).toEqual([]);
    expect(quotaLimits({ ...trial!, algorithm: 'sliding-log' }, trace)).toEqual([]);
  });

  test('are the one that comes closest where none throttles', () => {
    const near = sampleLimit({ id: 'near', limit: 10, peakUse: 9 });
    const far = sampleLimit({ id: 'far', limit: 100, peakUse: 50 });
    const { series } = sampleScenario();
    const scenario = sampleScenario({
      limits: [far, near],
      series: { ...series, limits: { near: [9], far: [50] } },
    });
    expect(quotaLimits(scenario, trace).map(({ id }) => id)).toEqual(['near']);
  });

  test('are those of an hour in a trace shorter than two days', () => {
    const hourly = sampleLimit({
      id: 'hourly',
      windowMs: HOUR_MS,
      limit: 10,
      peakUse: 10,
      throttled: 1,
    });
    const { series } = sampleScenario();
    const scenario = sampleScenario({
      limits: [daily, hourly],
      series: { ...series, limits: { daily: [1], hourly: [2, 10] } },
    });
    const short = { start: WINTER.start, end: '2026-01-05T09:00:00.000000Z' };
    expect(quotaLimits(scenario, short)).toEqual([hourly]);
    expect(quotaData(scenario, hourly)!.table).toEqual([
      { window: 'Mon 5 Jan 00:00', used: 10, left: 0, ended: 'between 00:01 and 00:02' },
    ]);
  });
});
