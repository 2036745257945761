import { uniformAt } from '../random.js';
import { SECOND } from '../time.js';
import type { Client } from './client.js';

/** How a delay is spread: not at all; over [0, d]; or over [d/2, d]. */
export const JITTERS = ['none', 'full', 'equal'] as const;
export type Jitter = (typeof JITTERS)[number];

/** What a client makes of the reset that a refusal names: nothing; the exact instant; or the header's whole seconds, rounded up. */
export const RESET_READINGS = ['ignored', 'exact', 'header'] as const;
export type ResetReading = (typeof RESET_READINGS)[number];

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
  /** Whether it never tries before the reset. */
  readonly reset: ResetReading;
  /** Bounds on the time until the reset that the client believes in; none if absent. */
  readonly resetClamp?: { readonly least: number; readonly most: number } | undefined;
  /** Time from the first attempt after which it does not try again; none if absent. */
  readonly budget?: number | undefined;
}

/** The delays of so many refusals are worked out once. */
const KNOWN_DELAYS = 32;

/** When a client tries again. */
export interface Retries {
  /** Time from the first attempt after which it does not, in whole microseconds; Infinity if there is none. */
  readonly budget: number;
  /**
   * When it sends request `seq` of the whole trace again, whose attempt k was refused at t until `reset`; Infinity if
   * it gives the request up.
   */
  after(seq: number, k: number, t: number, reset: number): number;
}

/** What is known of the policies that `retry` made, by how they begin. */
const retriesOf = new WeakMap<Client['begin'], Retries>();

/** When a client tries again that sends every request at its timestamp, and does nothing but retry; undefined if it does more, or something else. */
export function onlyRetries({ begin, pacing, concurrency }: Client): Retries | undefined {
  return pacing === undefined && concurrency === undefined ? retriesOf.get(begin) : undefined;
}

/** Draws of one attempt are told apart by these. */
const BACKOFF_LANE = 0;
const RESET_LANE = 1;

/**
 * Tries again after a delay that grows with each refusal: min(cap, base·factor^(k−1)), jittered, cut to whole
 * microseconds. Where it honours the reset, at the reset at the earliest, then spread over [0, base) under
 * jitter.
 * @param seed of the jitter, which depends on (seed, seq, attempt) alone.
 */
export function retry(settings: RetrySettings, seed: number): Client {
  const { attempts, base, factor, cap, jitter, reset, resetClamp, budget = Infinity } = settings;

  const longest = (k: number): number => Math.min(cap, base * factor ** (k - 1));
  const delays = Array.from({ length: Math.min(attempts, KNOWN_DELAYS) }, (_, i) => longest(i + 1));
  const backoff = (seq: number, k: number): number => {
    const delay = delays[k - 1] ?? longest(k);
    if (jitter === 'none') return Math.floor(delay);
    const spread = delay * uniformAt(seed, seq, k, BACKOFF_LANE);
    return Math.floor(jitter === 'full' ? spread : (delay + spread) / 2);
  };
  /** How long the client takes it to be until the reset. */
  const untilReset = (exact: number): number => {
    const seen = reset === 'header' ? Math.ceil(exact / SECOND) * SECOND : exact;
    if (resetClamp === undefined) return seen;
    return Math.min(resetClamp.most, Math.max(resetClamp.least, seen));
  };
  const delayOf = (seq: number, k: number, exactReset: number): number => {
    const delay = backoff(seq, k);
    if (reset === 'ignored' || delay >= untilReset(exactReset)) return delay;
    const spread = jitter === 'none' ? 0 : base * uniformAt(seed, seq, k, RESET_LANE);
    return untilReset(exactReset) + Math.floor(spread);
  };
  const after = (seq: number, k: number, t: number, reset: number): number => {
    if (k >= attempts) return Infinity;
    const at = t + delayOf(seq, k, reset - t);
    return at > Number.MAX_SAFE_INTEGER ? Infinity : at;
  };
  const begin: Client['begin'] = (run, send) => {
    const tryAt = run.onEvent(send);
    const sendUntil =
      budget === Infinity ? undefined : new Float64Array(run.columns.length).fill(Infinity);
    const isTooLate = (seq: number, t: number): boolean =>
      sendUntil !== undefined && t > sendUntil[seq]!;
    return {
      isTooLate,
      refused(seq, t) {
        const k = run.attempts[seq]!;
        if (k === 1 && sendUntil !== undefined) sendUntil[seq] = t + budget;
        const at = after(run.seqInTrace(seq), k, t, run.gate.reset);
        if (at === Infinity || isTooLate(seq, at)) run.drop(seq, t);
        else tryAt(at, seq, 0);
      },
    };
  };
  retriesOf.set(begin, { budget, after });

  return {
    name: 'retry',
    settings: {
      attempts,
      backoffMs: base / 1000,
      factor,
      ...(cap === Infinity ? {} : { capMs: cap / 1000 }),
      jitter,
      ...(reset === 'ignored' ? {} : { reset }),
      ...(resetClamp === undefined
        ? {}
        : { resetAtLeastMs: resetClamp.least / 1000, resetAtMostMs: resetClamp.most / 1000 }),
      ...(budget === Infinity ? {} : { budgetMs: budget / 1000 }),
    },
    begin,
  };
}
