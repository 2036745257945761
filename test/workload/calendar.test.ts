import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { localHours } from '../../src/workload/profile/calendar.js';

const HOUR = 3.6e9;

test.each([
  ['UTC', '2026-03-01T00:00Z'],
  ['Europe/Berlin', '2026-03-28T12:34:56.789Z'],
  ['Europe/Berlin', '2026-10-24T22:00Z'],
  ['Asia/Kolkata', '2026-03-01T00:00Z'],
  ['Africa/Cairo', '2026-04-23T12:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T00:00Z'],
  ['America/New_York', '1969-12-30T00:00Z'],
])('local hours in %s from %s on are those of the clock', (zone, begin) => {
  const from = Date.parse(begin) * 1000;
  const hours = localHours(from, from + 60 * HOUR, zone);
  expect(hours[0]!.from).toBe(from);
  expect(hours.at(-1)!.to).toBe(from + 60 * HOUR);
  hours.forEach((hour, i) => {
    if (i > 0) expect(hour.from).toBe(hours[i - 1]!.to);
    for (const at of [hour.from, hour.to - 1000]) {
      const local = Temporal.Instant.fromEpochMilliseconds(at / 1000).toZonedDateTimeISO(zone);
      expect(hour.hourOfWeek).toBe((local.dayOfWeek - 1) * 24 + local.hour);
      expect(hour.date).toBe(local.toPlainDate().toString());
    }
  });
});
