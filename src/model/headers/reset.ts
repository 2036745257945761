import {
  SECOND,
  guessTimeUnit,
  isNumericTimestamp,
  parseIsoTimestamp,
  parseNumericTimestamp,
} from '../../time.js';
import { faultOf, type HeaderFault } from './header-fault.js';
import { parseHttpDate } from './http-date.js';

/** When a quota is whole again: so long after the answer, or at an instant. Whole microseconds (`at`: since the epoch). */
export type Reset = { readonly after: number } | { readonly at: number };

/** A number of seconds below this (three years) is a delay; one above it (March 1973) is an instant. */
const DELAYS_END = 1e8;

/**
 * Reads a reset of any provider: a delay in seconds (the drafts of the IETF), seconds or milliseconds since the
 * epoch (GitHub and others), told apart by their size; an ISO 8601 time or an HTTP date. Fractions of a second are
 * taken, to the microsecond.
 */
export function parseReset(text: string): Reset | HeaderFault {
  const trimmed = text.trim();
  if (!isNumericTimestamp(trimmed)) {
    const at = parseIsoTimestamp(trimmed)?.us ?? parseHttpDate(trimmed);
    return at === null ? faultOf(text, 'seconds, or a time') : { at };
  }
  const value = Number(trimmed);
  const isDelay = value < DELAYS_END;
  const us = parseNumericTimestamp(trimmed, isDelay ? 's' : guessTimeUnit(value));
  if (us === null || us < 0) return faultOf(text, 'seconds of at least 0');
  return isDelay ? { after: us } : { at: us };
}

/** The instant of a reset. @param now when the answer was given, in whole microseconds since the epoch. */
export function instantOf(reset: Reset, now: number): number {
  return 'at' in reset ? reset.at : now + reset.after;
}

/** Whole seconds from `now` until a reset, rounded up; 0 if it has passed. */
export function secondsUntil(reset: Reset, now: number): number {
  return Math.max(0, Math.ceil((instantOf(reset, now) - now) / SECOND));
}

/** Seconds since the epoch of a reset, rounded up. */
export function epochSecondsOf(reset: Reset, now: number): number {
  return Math.ceil(instantOf(reset, now) / SECOND);
}
