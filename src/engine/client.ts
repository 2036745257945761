import { drop } from './client-drop.js';
import { retry } from './client-retry.js';
import type { ClientSpec } from './client-spec.js';
import { wait } from './client-wait.js';
import type { Pacing } from './pacing.js';
import type { Run } from './run.js';

/** A caller of the API: when it sends, and what it does when it is refused. */
export interface Client {
  /** Name of its policy. */
  readonly name: string;
  /** As the Result shows them; durations in milliseconds. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** The policy's side of one run. */
  readonly begin: (run: Run, send: Send) => Policy;
  /** What it was made from, and the seed of its jitter; absent for any other client, of which nobody knows what it does. */
  readonly recipe?: { readonly spec: ClientSpec; readonly seed: number };
  /** The same client with no jitter, or with full jitter if it has none; absent where its policy has none. */
  readonly withOtherJitter?: () => { readonly jitter: string; readonly client: Client };
  /** How it holds itself back before it sends; not at all if absent. */
  readonly pacing?: Pacing;
  /** Closed loop: how many requests each user may have in flight; any number if absent. */
  readonly concurrency?: Concurrency;
}

/** Sends a request that is due at t, which pacing may put off. */
export type Send = (seq: number, t: number) => void;

/** What a refused caller does next. Called in the order of events. */
export interface Policy {
  /** Request `seq` was refused at t, and could be admitted at some later time. */
  refused(seq: number, t: number): void;
  /** Whether a request whose turn has come is given up at t rather than sent. */
  isTooLate(seq: number, t: number): boolean;
}

/** A closed loop: the next request of a user is sent at its timestamp or when one is done, whichever is later. */
export interface Concurrency {
  /** Requests of one user in flight at one time. */
  readonly limit: number;
  /** From admission until the answer, in whole microseconds. */
  readonly latency: number;
}

/** Every policy, by name. */
export const policies = { drop, wait, retry };
export type PolicyName = keyof typeof policies;
