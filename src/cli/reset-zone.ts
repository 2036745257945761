import { InputError } from '../errors.js';
import type { ZoneWindows } from '../limiter/zone-windows.js';
import { nearest } from '../nearest.js';
import { isZone } from '../report/zone-clock.js';

/** The windows of a time zone, if one is given. Loads the calendar only then. @throws InputError for an unknown zone. */
export async function loadResetWindows(zone: string | undefined): Promise<ZoneWindows | undefined> {
  if (zone === undefined) return undefined;
  const { zoneWindows } = await import('../limiter/zone-windows.js');
  const windows = zoneWindows(zone);
  if (windows !== null) return windows;
  throw unknownZone('--reset-zone', zone);
}

/** @throws InputError for a zone that is not an IANA name. */
export function checkZone(option: string, zone: string): void {
  if (!isZone(zone)) throw unknownZone(option, zone);
}

function unknownZone(option: string, zone: string): InputError {
  const near = nearest(zone, Intl.supportedValuesOf('timeZone'));
  const advice =
    near === undefined ? 'expected an IANA name, as in Europe/Berlin' : `did you mean "${near}"?`;
  return new InputError(`${option} ${zone}: no such time zone; ${advice}`);
}
