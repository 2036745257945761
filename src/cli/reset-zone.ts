import { InputError } from '../errors.js';
import type { ZoneWindows } from '../limiter/zone-windows.js';
import { nearest } from '../nearest.js';

/** The windows of a time zone, if one is given. Loads the calendar only then. @throws InputError for an unknown zone. */
export async function loadResetWindows(zone: string | undefined): Promise<ZoneWindows | undefined> {
  if (zone === undefined) return undefined;
  const { zoneWindows } = await import('../limiter/zone-windows.js');
  const windows = zoneWindows(zone);
  if (windows !== null) return windows;
  const near = nearest(zone, Intl.supportedValuesOf('timeZone'));
  throw new InputError(
    `--reset-zone ${zone}: no such time zone; ` +
      (near === undefined
        ? 'expected an IANA name, as in Europe/Berlin'
        : `did you mean "${near}"?`),
  );
}
