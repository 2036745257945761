const QUARTER_MS = 900_000;

/** Whether there is such a zone, as a Result from elsewhere need not have. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** How far a zone's clocks are ahead of UTC at a time, both in milliseconds; behind it where less than 0. */
export type ZoneClock = (time: number) => number;

/**
 * The clock of a time zone, in whole quarter hours.
 * @param zone of the IANA database, as in `Europe/Berlin`; UTC if absent.
 * @throws RangeError if there is no such zone.
 */
export function zoneClock(zone = 'UTC'): ZoneClock {
  if (zone === 'UTC') return () => 0;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (time) => {
    const part = Object.fromEntries(
      format.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
    );
    const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute);
    return Math.round((local - time) / QUARTER_MS) * QUARTER_MS;
  };
}
