import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limiters } from '../../src/limiter/limiters.js';
import { zoneWindows, type ZoneWindows } from '../../src/limiter/zone-windows.js';
import { DAY, formatTimestamp, HOUR, MINUTE } from '../../src/time.js';
import { at } from '../engine/requests.js';
import { RUNS } from '../laws/runs.js';

/** Zones whose clocks have done whatever clocks do. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Caracas',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Pyongyang',
  'Australia/Lord_Howe',
  'Pacific/Apia',
] as const;

function windowsOf(zone: string): ZoneWindows {
  return zoneWindows(zone)!;
}

/** Starts of windows from the one after t on. */
function startsAfter(kind: keyof ZoneWindows, zone: string, t: string, count: number): string[] {
  const windows = windowsOf(zone)[kind];
  const starts: string[] = [];
  for (let start = windows.endOf(at(t)); starts.length < count; start = windows.endOf(start)) {
    starts.push(formatTimestamp(start).replace(':00.000000', ''));
  }
  return starts;
}

describe.each(ZONES)('windows of %s', (zone) => {
  const instants = fc.integer({ min: at('2008-01-01'), max: at('2030-01-01') });

  it.each(['hour', 'day'] as const)('tile time: %s', (kind) => {
    const windows = windowsOf(zone)[kind];
    const longest = kind === 'day' ? 25 * HOUR : HOUR;
    fc.assert(
      fc.property(instants, fc.double({ min: 0, max: 1, noNaN: true }), (t, share) => {
        const end = windows.endOf(t);
        expect(end).toBeGreaterThan(t);
        expect(end - t).toBeLessThanOrEqual(longest);
        expect(windows.endOf(t + Math.floor(share * (end - 1 - t)))).toBe(end);
        expect(windows.endOf(end - 1)).toBe(end);
      }),
      RUNS,
    );
  });
});

describe('days', () => {
  it('last 23 hours when clocks go forward and 25 when they go back', () => {
    expect(startsAfter('day', 'Europe/Berlin', '2026-03-28T12:00', 3)).toEqual([
      '2026-03-28T23:00Z',
      '2026-03-29T22:00Z',
      '2026-03-30T22:00Z',
    ]);
    expect(startsAfter('day', 'Europe/Berlin', '2026-10-24T12:00', 3)).toEqual([
      '2026-10-24T22:00Z',
      '2026-10-25T23:00Z',
      '2026-10-26T23:00Z',
    ]);
  });

  it('start at their first instant where midnight does not exist', () => {
    // At 00:00 of 2017-10-15, 03:00 UTC, clocks in São Paulo went forward to 01:00.
    expect(startsAfter('day', 'America/Sao_Paulo', '2017-10-14T12:00', 3)).toEqual([
      '2017-10-15T03:00Z',
      '2017-10-16T02:00Z',
      '2017-10-17T02:00Z',
    ]);
  });

  it('go on where clocks go back over midnight', () => {
    // At 00:01 of 2010-11-07, 02:31 UTC, clocks in St. John's went back to 23:01 of the day before.
    const days = windowsOf('America/St_Johns').day;
    const end = at('2010-11-08T03:30');
    expect(days.endOf(at('2010-11-07T02:29:59.999999'))).toBe(at('2010-11-07T02:30'));
    expect(days.endOf(at('2010-11-07T02:30'))).toBe(end);
    expect(days.endOf(at('2010-11-07T02:31'))).toBe(end);
    expect(days.endOf(at('2010-11-07T03:30'))).toBe(end);
  });

  it('leave out one that a zone left out', () => {
    // West of the date line until 2011-12-29, Samoa had no 2011-12-30.
    expect(startsAfter('day', 'Pacific/Apia', '2011-12-29T12:00', 2)).toEqual([
      '2011-12-30T10:00Z',
      '2011-12-31T10:00Z',
    ]);
  });
});

describe('hours', () => {
  it('start half past where the offset has half an hour', () => {
    expect(startsAfter('hour', 'Asia/Kolkata', '2026-05-05T10:00', 2)).toEqual([
      '2026-05-05T10:30Z',
      '2026-05-05T11:30Z',
    ]);
    expect(startsAfter('hour', 'Asia/Kathmandu', '2026-05-05T10:00', 1)).toEqual([
      '2026-05-05T10:15Z',
    ]);
  });

  it('are cut short where clocks move by half an hour', () => {
    // On 2026-04-05 at 02:00, 15:00 UTC, clocks on Lord Howe Island go back to 01:30; on 2026-10-04 at
    // 02:00, 15:30 UTC of the day before, forward to 02:30.
    expect(startsAfter('hour', 'Australia/Lord_Howe', '2026-04-04T14:10', 3)).toEqual([
      '2026-04-04T15:00Z',
      '2026-04-04T15:30Z',
      '2026-04-04T16:30Z',
    ]);
    expect(startsAfter('hour', 'Australia/Lord_Howe', '2026-10-03T14:40', 3)).toEqual([
      '2026-10-03T15:30Z',
      '2026-10-03T16:00Z',
      '2026-10-03T17:00Z',
    ]);
    // On 2016-05-01 at 02:30, 07:00 UTC, clocks in Caracas went forward to 03:00.
    expect(startsAfter('hour', 'America/Caracas', '2016-05-01T06:45', 2)).toEqual([
      '2016-05-01T07:00Z',
      '2016-05-01T08:00Z',
    ]);
  });
});

it('knows no zone by a name that is none', () => {
  expect(zoneWindows('Europe/Atlantis')).toBeNull();
  expect(zoneWindows('')).toBeNull();
});

it('counts a fixed window of a day by the days of a zone', () => {
  const windows = windowsOf('Europe/Berlin').day;
  const daily = limiters['fixed-window'].create({ limit: 1, window: DAY, windows }, 1);
  const noon = at('2026-10-25T11:00');
  daily.admit(0, noon, 1);
  // 25 October has 25 hours and ends at 23:00 UTC.
  expect(daily.next(0, noon, 1)).toBe(at('2026-10-25T23:00'));
  expect(daily.hasRoom(0, at('2026-10-25T23:00') - 1, 1)).toBe(false);
  expect(daily.hasRoom(0, at('2026-10-25T23:00') + MINUTE, 1)).toBe(true);
});
