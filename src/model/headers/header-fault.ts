/** Why a header's value was not taken: what was found and what was expected. A value, for headers are never thrown at. */
export interface HeaderFault {
  readonly fault: string;
}

/** Whether something read from headers is no value but a fault. */
export function isFault(value: unknown): value is HeaderFault {
  return typeof value === 'object' && value !== null && 'fault' in value;
}

/** So much of a header's text is shown. */
const SHOWN = 60;

/** A fault that quotes what was found. */
export function faultOf(found: string, expected: string): HeaderFault {
  const shown = found.length > SHOWN ? `${found.slice(0, SHOWN)}…` : found;
  return { fault: `found ${JSON.stringify(shown)}, expected ${expected}` };
}
