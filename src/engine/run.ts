import { InvariantError } from '../errors.js';
import type { Columns } from '../trace/columns.js';
import { createEventQueue, type EventQueue } from './event-queue.js';
import { createGate, type Gate, type Reached } from './gate.js';
import type { LimitPlan } from './limit-plan.js';
import type { Outcome } from './outcome.js';
import { makeLimiters, type SimulationSettings } from './settings.js';
import { createTimeline } from './timeline.js';
import { createWakeUps, hasCommonResets } from './wake-ups.js';

/** Handles an event of request `seq` that is due at t. */
export type EventHandler = (seq: number, t: number, tag: number) => void;

/** Puts an event into the future: due at t, ordered by (t, seq), with a whole number ≥ 0 for its handler. */
export type Schedule = (t: number, seq: number, tag: number) => void;

/** One run in progress: the limits' counters, the future events and what has become of each request so far. */
export interface Run {
  readonly columns: Columns;
  readonly plan: LimitPlan;
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
   * The outcome, once no event is left.
   * @throws InvariantError if a request was lost or counted twice.
   */
  finish(): Outcome;
}

/** An event's tag holds its handler's number in the low bits. */
const MOST_HANDLERS = 8;

/** Begins a run over a plan. */
export function beginRun(columns: Columns, plan: LimitPlan, settings: SimulationSettings): Run {
  const { length } = columns;
  const { limits } = plan;
  const gate = createGate(columns, plan, makeLimiters(plan, settings));
  gate.preload(settings.used, length === 0 ? 0 : columns.timestamp[0]!);
  const timeline = createTimeline(length === 0 ? 0 : columns.timestamp[0]!, gate.limiters);
  const queue = createEventQueue();
  const handlers: EventHandler[] = [];
  const listeners: ((seq: number, t: number) => void)[] = [];
  const wakeUps = hasCommonResets(settings.algorithm) ? createWakeUps() : undefined;
  const charges = settings.denied === 'charged';
  const admittedAt = new Float64Array(length).fill(NaN);
  const isDropped = new Uint8Array(length);
  const attempts = new Uint32Array(length);
  const bindingLimit = new Int16Array(length).fill(-1);
  const peakUse = new Float64Array(limits.length);
  const end = length === 0 ? 0 : columns.timestamp[length - 1]!;
  let arrived = 0;
  let unservedAtEnd: number | undefined;
  let responses429 = 0;
  let admitted = 0;
  let dropped = 0;

  const reached: Reached = (k, slot, use) => {
    if (use > peakUse[k]!) peakUse[k] = use;
    timeline.reached(k, slot, use);
  };
  const done = (seq: number, t: number): void => {
    for (const listener of listeners) listener(seq, t);
  };

  return {
    columns,
    plan,
    gate,
    queue,
    advance(t) {
      timeline.advance(t, arrived - admitted - dropped);
    },
    attempts,
    onEvent(handler) {
      const number = handlers.push(handler) - 1;
      return (t, seq, tag) => {
        queue.push(t, seq, tag * MOST_HANDLERS + number);
      };
    },
    onDone(listener) {
      listeners.push(listener);
    },
    arrive(t) {
      timeline.advance(t, arrived - admitted - dropped);
      arrived++;
    },
    handleFirst() {
      const { seq, time, tag } = queue;
      if (time > end) unservedAtEnd ??= length - admitted - dropped;
      queue.pop();
      handlers[tag % MOST_HANDLERS]!(seq, time, Math.floor(tag / MOST_HANDLERS));
    },
    attempt(seq, t) {
      timeline.advance(t, arrived - admitted - dropped);
      timeline.attempted();
      wakeUps?.attempted(t);
      attempts[seq]!++;
      if (gate.hasRoom(seq, t)) {
        gate.admit(seq, t, reached);
        admittedAt[seq] = t;
        admitted++;
        done(seq, t);
        return true;
      }
      timeline.refused();
      responses429++;
      gate.findBinding(seq, t);
      if (attempts[seq] === 1) bindingLimit[seq] = gate.binding;
      wakeUps?.refusedUntil(gate.reset);
      if (charges) gate.charge(seq, t);
      return false;
    },
    drop(seq, t) {
      timeline.advance(t, arrived - admitted - dropped);
      timeline.dropped();
      isDropped[seq] = 1;
      dropped++;
      done(seq, t);
    },
    isDropped: (seq) => isDropped[seq] === 1,
    isDone: (seq) => isDropped[seq] === 1 || !Number.isNaN(admittedAt[seq]),
    finish() {
      if (admitted + dropped !== length) {
        throw new InvariantError(
          `offered ${length} requests, but ${admitted} were admitted and ${dropped} dropped`,
        );
      }
      return {
        limits,
        admittedAt,
        attempts,
        bindingLimit,
        responses429,
        unservedAtEnd: unservedAtEnd ?? 0,
        peakUse,
        admittedUnits: gate.admittedUnits,
        chargedUnits: gate.chargedUnits,
        timeline: timeline.finish(),
        wakeUps: wakeUps?.finish(),
      };
    },
  };
}
