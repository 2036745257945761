import { uniformAt } from '../random.js';
import type { Client } from './client.js';

/** How a delay is spread: not at all; over [0, d]; or over [d/2, d]. */
export const JITTERS = ['none', 'full', 'equal'] as const;
export type Jitter = (typeof JITTERS)[number];

/** Settings of `retry`. Times are whole microseconds. */
export interface RetrySettings {
  /** Refused attempts after which the request is dropped. */
  readonly attempts: number;
  /** The delay after the first refusal. */
  readonly base: number;
  /** By what each further delay is longer than the one before. */
  readonly factor: number;
  /** The longest delay. */
  readonly cap: number;
  readonly jitter: Jitter;
  /** Whether it never tries before the reset that the refusal names. */
  readonly honourReset: boolean;
}

/** Draws of one attempt are told apart by these. */
const BACKOFF_LANE = 0;
const RESET_LANE = 1;

/**
 * Tries again after a delay that grows with each refusal: min(cap, base·factor^(k−1)), jittered, cut to whole
 * microseconds. With `honourReset`, at the reset at the earliest, then spread over [0, base) under jitter.
 * @param seed of the jitter, which depends on (seed, seq, attempt) alone.
 */
export function retry(settings: RetrySettings, seed: number): Client {
  const { attempts, base, factor, cap, jitter, honourReset } = settings;

  const backoff = (seq: number, k: number): number => {
    const delay = Math.min(cap, base * factor ** (k - 1));
    if (jitter === 'none') return Math.floor(delay);
    const spread = delay * uniformAt(seed, seq, k, BACKOFF_LANE);
    return Math.floor(jitter === 'full' ? spread : (delay + spread) / 2);
  };
  const afterReset = (seq: number, k: number): number =>
    jitter === 'none' ? 0 : Math.floor(base * uniformAt(seed, seq, k, RESET_LANE));

  return {
    name: 'retry',
    settings: {
      attempts,
      baseMs: base / 1000,
      factor,
      capMs: cap / 1000,
      jitter,
      honourReset,
    },
    begin(run, send) {
      const { gate } = run;
      const tryAt = run.onEvent(send);
      return {
        isTooLate: () => false,
        refused(seq, t) {
          const k = run.attempts[seq]!;
          if (k >= attempts) {
            run.drop(seq, t);
            return;
          }
          const at = t + backoff(seq, k);
          const early = honourReset && at < gate.reset;
          tryAt(early ? gate.reset + afterReset(seq, k) : at, seq, 0);
        },
      };
    },
  };
}
