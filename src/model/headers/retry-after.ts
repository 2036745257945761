import { SECOND } from '../../time.js';
import { faultOf, type HeaderFault } from './header-fault.js';
import { parseHttpDate, writeHttpDate } from './http-date.js';
import { secondsUntil, type Reset } from './reset.js';

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3; for 429 RFC 6585, section 4): whole seconds, or an HTTP date.
 */
export function parseRetryAfter(text: string): Reset | HeaderFault {
  const trimmed = text.trim();
  if (/^\d{1,15}$/.test(trimmed)) {
    const after = Number(trimmed) * SECOND;
    if (Number.isSafeInteger(after)) return { after };
  }
  const at = parseHttpDate(trimmed);
  return at === null ? faultOf(text, 'whole seconds or an HTTP date') : { at };
}

/** `Retry-After` in whole seconds, rounded up; at least 1, since 0 would ask for the same refusal again. */
export function writeRetryAfter(reset: Reset, now: number): string {
  return String(Math.max(1, secondsUntil(reset, now)));
}

/** `Retry-After` as an HTTP date, rounded up to a whole second. */
export function writeRetryAfterDate(at: number): string {
  return writeHttpDate(Math.ceil(at / SECOND) * SECOND);
}
