import type { Reservation } from '../result/result.js';
import { formatCount, formatSpan } from './format-number.js';
import { printable } from './printable.js';

const NOUNS: Readonly<Record<number, string>> = {
  86_400_000: 'day',
  3_600_000: 'hour',
  60_000: 'minute',
  1000: 'second',
};

/** Of the reservations that bear on a tier, the one nearest to being broken of each window. */
export function worstReservations(
  reservations: readonly Reservation[],
  tier: string,
): Reservation[] {
  const worst = new Map<number, Reservation>();
  for (const reservation of reservations) {
    if (reservation.tier !== tier) continue;
    const other = worst.get(reservation.windowMs);
    if (other === undefined || strain(reservation) > strain(other)) {
      worst.set(reservation.windowMs, reservation);
    }
  }
  return [...worst.values()];
}

/** Whether a full window at the trace's rate would need more than is allowed. */
export function isBroken({ scaled, allowed }: Reservation): boolean {
  return scaled !== null && scaled > allowed;
}

/** A whole window in words: `a full day`, `a full window of 10 min`. */
export function fullWindow(windowMs: number): string {
  return `a full ${NOUNS[windowMs] ?? `window of ${formatSpan(windowMs)}`}`;
}

/** How a window is counted: `by the day`, `in windows of 10 min`. */
export function countedBy(windowMs: number): string {
  const noun = NOUNS[windowMs];
  return noun === undefined ? `in windows of ${formatSpan(windowMs)}` : `by the ${noun}`;
}

/** A reservation in words: what the trace covers, what it needed, and what a full window would need. */
export function reservationWords(reservation: Reservation): string {
  const { limit, windowMs, spanMs, measured, scaled, allowed } = reservation;
  const opening = shortTrace(spanMs, reservation.tier, windowMs);
  if (measured === null) return opening;
  const need = `${printable(limit)} needed ${formatCount(measured)} of the ${formatCount(allowed)} allowed`;
  if (scaled === null) return `${opening} There, ${need}; no rate can be read from it.`;
  const fit = isBroken(reservation) ? ', more than is allowed' : '';
  return `${opening} In that time ${need}; at the same rate ${fullWindow(windowMs)} would need about ${formatCount(scaled)}${fit}.`;
}

function shortTrace(spanMs: number, tier: string, windowMs: number): string {
  const covers = spanMs === 0 ? 'is a single instant' : `covers ${formatSpan(spanMs)}`;
  return `This trace ${covers}; ${printable(tier, 40)} counts ${countedBy(windowMs)}.`;
}

function strain({ measured, scaled, allowed }: Reservation): number {
  return (scaled ?? measured ?? Infinity) / allowed;
}
