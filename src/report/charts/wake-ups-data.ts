import type { ResultWakeUps } from '../../result/result.js';
import { jitterWords } from '../client-words.js';
import { formatCount } from '../format-number.js';

/** Attempts in one second after the reset that was last, of all resets together. */
export interface WakeUpsRow {
  /** 0 is the first second. */
  readonly second: number;
  /** Whose attempts: those of the run, or of the same run with another jitter. */
  readonly run: string;
  readonly attempts: number;
  /** `812 in the first second`: of a first second that no other of its run exceeds. */
  readonly label?: string;
}

/** Data source of `reports/charts/wake-ups.vl.json`. */
export interface WakeUpsData {
  readonly wakeUps: readonly WakeUpsRow[];
}

/** A bar that differs from a labelled one by less than this part of the larger has no room for a label. */
const APART = 0.15;

/** How attempts crowd behind resets: a row a second, and another where the run was repeated with another jitter. */
export function wakeUpsData({ bySecond, otherJitter }: ResultWakeUps): WakeUpsData {
  const own = bySecond[0]!;
  const isApart = (other: number): boolean =>
    Math.abs(own - other) >= APART * Math.max(own, other) || !isCrowd(bySecond);
  return {
    wakeUps: [
      ...rows('this run', bySecond, isCrowd(bySecond)),
      ...(otherJitter === undefined
        ? []
        : rows(
            `with ${jitterWords(otherJitter.jitter)}`,
            otherJitter.bySecond,
            isCrowd(otherJitter.bySecond) && isApart(otherJitter.bySecond[0]!),
          )),
    ],
  };
}

function isCrowd(bySecond: readonly number[]): boolean {
  const first = bySecond[0]!;
  return first > 0 && bySecond.every((attempts) => attempts <= first);
}

function rows(run: string, bySecond: readonly number[], isLabelled: boolean): WakeUpsRow[] {
  return bySecond.map((attempts, second) => ({
    second,
    run,
    attempts,
    ...(isLabelled && second === 0
      ? { label: `${formatCount(attempts)} in the first second` }
      : {}),
  }));
}
