import { InvariantError } from '../errors.js';
import type { Columns } from '../trace/columns.js';
import { preload, type CountersMaker } from './counters.js';
import { createEventQueue, type EventQueue } from './event-queue.js';
import { createGate, type Gate } from './gate.js';
import type { LimitPlan } from './limit-plan.js';
import type { Outcome } from './outcome.js';
import { createRecorder } from './recorder.js';
import type { SimulationSettings } from './settings.js';
import type { TracePart } from './trace-part.js';

/** Handles an event of request `seq` that is due at t. */
export type EventHandler = (seq: number, t: number, tag: number) => void;

/** Puts an event into the future: due at t, ordered by (t, seq), with a whole number ≥ 0 for its handler. */
export type Schedule = (t: number, seq: number, tag: number) => void;

/** One run in progress: the limits' counters, the future events and what has become of each request so far. */
export interface Run {
  readonly columns: Columns;
  readonly plan: LimitPlan;
  /** Users are numbered below this. */
  readonly users: number;
  /** The place of a request in the whole trace, where the run replays a part of it. */
  seqInTrace(seq: number): number;
  readonly gate: Gate;
  /** The future events, for the loop. */
  readonly queue: Pick<EventQueue, 'size' | 'time' | 'seq'>;
  /** Brings the run's record up to t. Must come before a limit of `gate` is asked at t, where no attempt does. */
  advance(t: number): void;
  /** Times that each request was sent so far. */
  readonly attempts: Uint32Array;
  /** A handler's own way into the queue. */
  onEvent(handler: EventHandler): Schedule;
  /** Called with every request that was admitted or dropped, and when. */
  onDone(listener: (seq: number, t: number) => void): void;
  /** Counts a request that is due, whether it is sent or held back. */
  arrive(t: number): void;
  /** Takes the first event out of the queue and handles it. */
  handleFirst(): void;
  /**
   * Sends request `seq` at t.
   * @returns true if it was admitted; false if it was refused, which may charge the limits that had room, and
   * leaves the binding limit and the reset in `gate`.
   */
  attempt(seq: number, t: number): boolean;
  /** Gives a request up. */
  drop(seq: number, t: number): void;
  /** Whether a request was given up. */
  isDropped(seq: number): boolean;
  /** Whether a request was admitted or given up. */
  isDone(seq: number): boolean;
  /**
   * The outcome, once no event is left; without wake-ups, for which there are watches.
   * @throws InvariantError if a request was lost or counted twice.
   */
  finish(): Outcome;
}

/** Told what happens in a run, in the order of time. */
export interface RunWatch {
  /** Time goes on to t; so many requests have waited since the event before. */
  advance(t: number, waiting: number): void;
  /** So many requests were sent at t. */
  attempted(t: number, count: number): void;
  /** Until when what is sent from t on may be told of as if it were all sent at t, unless an earlier reset is named. */
  alikeUntil(t: number): number;
  /** A refusal was bound by this limit, which was to have room again at `reset`. */
  refusedUntil(reset: number, limit: number): void;
}

/** An event's tag holds its handler's number in the low bits. */
const HANDLER_BITS = 3;
const HANDLER_MASK = 2 ** HANDLER_BITS - 1;

/** Begins a run. */
export function beginRun(
  part: TracePart,
  settings: SimulationSettings,
  makeCounters: CountersMaker,
  watch?: RunWatch,
): Run {
  const { columns, plan, users, seqs, start, end } = part;
  const { length } = columns;
  const { limits } = plan;
  const counters = makeCounters(columns, plan, settings);
  preload(counters, plan, settings, start);
  const gate = createGate(columns, plan, counters);
  const recorder = createRecorder(start, limits.length, counters);
  const queue = createEventQueue();
  const handlers: EventHandler[] = [];
  const listeners: ((seq: number, t: number) => void)[] = [];
  const charges = settings.denied === 'charged';
  const admittedAt = new Float64Array(length).fill(NaN);
  const isDropped = new Uint8Array(length);
  const attempts = new Uint32Array(length);
  const bindingLimit = new Int16Array(length).fill(-1);
  let unservedAtEnd: number | undefined;
  /** In one object, so that a time that changes is not allotted anew. */
  const state = { now: start, waiting: 0, admitted: 0, dropped: 0, responses429: 0 };
  /** Since the recorder was told. */
  const recent = { attempts: 0, refusals: 0, drops: 0 };

  const tell = (): void => {
    recorder.tell(recent.attempts, recent.refusals, recent.drops);
    recent.attempts = recent.refusals = recent.drops = 0;
  };
  const advance = (t: number): void => {
    if (t === state.now) return;
    state.now = t;
    if (t >= recorder.end) tell();
    recorder.advance(t, state.waiting);
    watch?.advance(t, state.waiting);
    counters.advance(t);
  };
  const done = (seq: number, t: number): void => {
    state.waiting--;
    for (const listener of listeners) listener(seq, t);
  };

  return {
    columns,
    plan,
    users,
    seqInTrace: (seq) => (seqs === undefined ? seq : seqs[seq]!),
    gate,
    queue,
    advance,
    attempts,
    onEvent(handler) {
      const number = handlers.push(handler) - 1;
      return (t, seq, tag) => {
        queue.push(t, seq, (tag << HANDLER_BITS) | number);
      };
    },
    onDone(listener) {
      listeners.push(listener);
    },
    arrive(t) {
      advance(t);
      state.waiting++;
    },
    handleFirst() {
      const { seq, time, tag } = queue;
      if (time > end) unservedAtEnd ??= length - state.admitted - state.dropped;
      queue.pop();
      handlers[tag & HANDLER_MASK]!(seq, time, tag >> HANDLER_BITS);
    },
    attempt(seq, t) {
      advance(t);
      recent.attempts++;
      watch?.attempted(t, 1);
      attempts[seq]!++;
      if (gate.hasRoom(seq, t)) {
        gate.admit(seq, t);
        admittedAt[seq] = t;
        state.admitted++;
        done(seq, t);
        return true;
      }
      recent.refusals++;
      state.responses429++;
      if (attempts[seq] === 1) bindingLimit[seq] = gate.binding;
      watch?.refusedUntil(gate.reset, gate.binding);
      if (charges) gate.charge(seq, t);
      return false;
    },
    drop(seq, t) {
      advance(t);
      recent.drops++;
      isDropped[seq] = 1;
      state.dropped++;
      done(seq, t);
    },
    isDropped: (seq) => isDropped[seq] === 1,
    isDone: (seq) => isDropped[seq] === 1 || !Number.isNaN(admittedAt[seq]),
    finish() {
      const { admitted, dropped, responses429 } = state;
      if (admitted + dropped !== length) {
        throw new InvariantError(
          `offered ${length} requests, but ${admitted} were admitted and ${dropped} dropped`,
        );
      }
      tell();
      recorder.advance(end, 0);
      return {
        limits,
        admittedAt,
        attempts,
        bindingLimit,
        responses429,
        unservedAtEnd: unservedAtEnd ?? 0,
        peakUse: recorder.peakUse,
        admittedUnits: counters.ledger.admittedUnits,
        chargedUnits: gate.chargedUnits,
        timeline: recorder.finish(),
      };
    },
  };
}
