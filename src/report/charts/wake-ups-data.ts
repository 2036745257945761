import type { ResultWakeUps } from '../../result/result.js';
import { jitterWords } from '../client-words.js';

/** Attempts in one second after the reset that was last, of all resets together. */
export interface WakeUpsRow {
  /** 0 is the first second. */
  readonly second: number;
  /** Whose attempts: those of the run, or of the same run with another jitter. */
  readonly run: string;
  readonly attempts: number;
}

/** Data source of `reports/charts/wake-ups.vl.json`. */
export interface WakeUpsData {
  readonly wakeUps: readonly WakeUpsRow[];
}

/** How attempts crowd behind resets: a row a second, and another where the run was repeated with another jitter. */
export function wakeUpsData({ bySecond, otherJitter }: ResultWakeUps): WakeUpsData {
  const rows = (run: string, attempts: readonly number[]): WakeUpsRow[] =>
    attempts.map((count, second) => ({ second, run, attempts: count }));
  return {
    wakeUps: [
      ...rows('this run', bySecond),
      ...(otherJitter === undefined
        ? []
        : rows(`with ${jitterWords(otherJitter.jitter)}`, otherJitter.bySecond)),
    ],
  };
}
