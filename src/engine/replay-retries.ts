import { InvariantError } from '../errors.js';
import { log, type Bank, type RefusalLog } from '../limiter/banks/bank.js';
import { banks } from '../limiter/banks/banks.js';
import type { Columns } from '../trace/columns.js';
import type { Retries } from './client-retry.js';
import { emptyLedger, preload } from './counters.js';
import { createEventQueue, type EventQueue } from './event-queue.js';
import { createGate, type Gate } from './gate.js';
import type { Outcome } from './outcome.js';
import { createRecorder } from './recorder.js';
import { requestsOf } from './requests-of.js';
import type { RunWatch } from './run.js';
import { limiterSpec, type SimulationSettings } from './settings.js';
import type { TracePart } from './trace-part.js';

/** So many arrivals at most are handed to the bank at once: those behind a refused one are looked at again. */
const MOST_AT_ONCE = 16;

/** A run in progress: what its loop takes with it from one stretch of time to the next. */
interface RetryRun {
  readonly length: number;
  readonly bank: Bank;
  readonly gate: Gate;
  readonly queue: EventQueue;
  readonly retries: Retries;
  readonly watch: RunWatch | undefined;
  readonly charges: boolean;
  /** Of the whole trace. */
  readonly end: number;
  readonly refusal: RefusalLog;
  /** By request: its `seq` in the whole trace; absent where the run is the whole. */
  readonly seqs: Uint32Array | undefined;
  /** By request: when it is sent first, is to be sent next, or was sent last; NaN once it is given up. */
  readonly sentAt: Float64Array;
  readonly attempts: Uint32Array;
  readonly bindingLimit: Int16Array;
  /** By request: after when it is not sent again; absent where there is no such time. */
  readonly sendUntil: Float64Array | undefined;
  /** Requests that were sent at least once: those before this one. */
  arrived: number;
  now: number;
  waiting: number;
  /** Negative until the first retry after the trace's end. */
  unservedAtEnd: number;
  /** Since the recorder was told. */
  sent: number;
  refused: number;
  givenUp: number;
  mostWaiting: number;
}

/**
 * Replays a trace for a client that sends every request at its timestamp and retries: the same outcome as that of
 * `Run`, in about half the time.
 *
 * Whatever is sent next, an arrival or a retry, is decided by the bank as for a client that drops; arrivals before the
 * next retry all at once, up to one that is refused. To the bank, a request that is sent again is one with a later
 * timestamp. Its loop runs from one stretch of time to the next, in which nothing is recorded: as a function that is
 * called often, it is compiled once for all runs.
 * @throws InvariantError if requests were lost or counted twice.
 */
export function replayRetries(
  { columns, plan, seqs, start, end }: TracePart,
  settings: SimulationSettings,
  retries: Retries,
  watch?: RunWatch,
): Outcome {
  const { length } = columns;
  const { limits } = plan;
  const sentAt = columns.timestamp.slice(0, length);
  const sending: Columns = { ...columns, timestamp: sentAt };
  const ledger = emptyLedger(limits.length);
  const specs = limits.map((limit) => limiterSpec(limit, settings));
  const bank = banks[settings.algorithm](requestsOf(sending, plan), specs, ledger);
  preload(bank, plan, settings, start);
  const counters = { ...bank, ledger };
  const recorder = createRecorder(start, limits.length, counters);
  const run: RetryRun = {
    length,
    bank,
    gate: createGate(sending, plan, counters),
    queue: createEventQueue(),
    retries,
    watch,
    charges: settings.denied === 'charged',
    end,
    refusal: {
      seq: new Uint32Array(1),
      limit: new Uint16Array(1),
      reset: new Float64Array(1),
      count: 0,
      room: 1,
    },
    seqs,
    sentAt,
    attempts: new Uint32Array(length).fill(1),
    bindingLimit: new Int16Array(length).fill(-1),
    sendUntil: retries.budget === Infinity ? undefined : new Float64Array(length),
    arrived: 0,
    now: start,
    waiting: 0,
    unservedAtEnd: -1,
    sent: 0,
    refused: 0,
    givenUp: 0,
    mostWaiting: 0,
  };
  let admitted = 0;
  let dropped = 0;
  let responses429 = 0;
  const tell = (): void => {
    const { sent, refused, givenUp } = run;
    admitted += sent - refused;
    dropped += givenUp;
    responses429 += refused;
    recorder.tell(sent, refused, givenUp, run.mostWaiting);
    run.sent = run.refused = run.givenUp = run.mostWaiting = 0;
  };

  for (let t = nextTime(run); t < Infinity; t = nextTime(run)) {
    if (t >= recorder.end) tell();
    recorder.advance(t, run.waiting);
    watch?.advance(t, run.waiting);
    run.now = t;
    const sentBefore = run.sent;
    playUntil(run, Math.min(recorder.end, watch?.alikeUntil(t) ?? Infinity));
    watch?.attempted(t, run.sent - sentBefore);
  }
  tell();
  if (admitted + dropped !== length) {
    throw new InvariantError(
      `offered ${length} requests, but ${admitted} were admitted and ${dropped} dropped`,
    );
  }
  recorder.advance(end, 0);
  return {
    limits,
    admittedAt: sentAt,
    attempts: run.attempts,
    bindingLimit: run.bindingLimit,
    responses429,
    unservedAtEnd: Math.max(0, run.unservedAtEnd),
    peakUse: recorder.peakUse,
    admittedUnits: ledger.admittedUnits,
    chargedUnits: run.gate.chargedUnits,
    timeline: recorder.finish(),
  };
}

/** When something is sent next; Infinity if nothing is. */
function nextTime({ queue, sentAt, arrived, length }: RetryRun): number {
  return arrived < length ? Math.min(queue.time, sentAt[arrived]!) : queue.time;
}

/** Sends all that is due before `until`, and before every reset that is named meanwhile to a watch. */
function playUntil(run: RetryRun, until: number): void {
  const { length, bank, queue, refusal, sentAt, watch } = run;
  let quietUntil = until;
  let { arrived, now, waiting, sent, mostWaiting } = run;
  for (;;) {
    const arrivesAt = arrived < length ? sentAt[arrived]! : Infinity;
    const isRetry =
      queue.time < arrivesAt || (queue.time === arrivesAt && queue.size > 0 && queue.seq < arrived);
    const t = isRetry ? queue.time : arrivesAt;
    if (t >= quietUntil) break;

    const from = isRetry ? queue.seq : arrived;
    let to = from + 1;
    if (isRetry) {
      queue.pop();
      if (t > run.end && run.unservedAtEnd < 0) run.unservedAtEnd = waiting;
    } else {
      const before = Math.min(queue.time, quietUntil);
      const most = Math.min(length, from + MOST_AT_ONCE);
      while (to < most && sentAt[to]! < before) to++;
    }
    refusal.count = 0;
    let passed = bank.pass(from, to, refusal);
    if (passed < to && refusal.count === 0) decide(run, passed++);

    const seq = passed - 1;
    const last = sentAt[seq]!;
    if (last !== now) {
      if (waiting > mostWaiting) mostWaiting = waiting;
      if (t !== now) watch?.advance(t, waiting);
      watch?.advance(last, waiting);
      now = last;
    }
    sent += passed - from;
    if (!isRetry) arrived = passed;
    if (refusal.count === 0) {
      if (isRetry) waiting--;
      continue;
    }
    const reset = refusal.reset[0]!;
    if (!isRetry) {
      waiting++;
      run.bindingLimit[seq] = refusal.limit[0]!;
      if (run.sendUntil !== undefined) run.sendUntil[seq] = now + run.retries.budget;
    }
    if (watch !== undefined) {
      watch.refusedUntil(reset, refusal.limit[0]!);
      if (reset < quietUntil) quietUntil = reset;
    }
    run.refused++;
    if (!sendAgain(run, seq, now, reset)) waiting--;
  }
  run.arrived = arrived;
  run.now = now;
  run.waiting = waiting;
  run.sent = sent;
  run.mostWaiting = mostWaiting;
}

/** Decides a request at which the bank did not look closely enough, and writes its refusal down. */
function decide({ bank, gate, refusal, sentAt, charges }: RetryRun, seq: number): void {
  const t = sentAt[seq]!;
  bank.advance(t);
  if (gate.hasRoom(seq, t)) {
    gate.admit(seq, t);
    return;
  }
  if (charges) gate.charge(seq, t);
  log(refusal, seq, gate.binding, gate.reset);
}

/** Sends a request again that was refused at t, or gives it up. @returns whether it is sent again. */
function sendAgain(run: RetryRun, seq: number, t: number, reset: number): boolean {
  const { retries, queue, sentAt, attempts, sendUntil, seqs } = run;
  const seqInTrace = seqs === undefined ? seq : seqs[seq]!;
  const at = reset === Infinity ? reset : retries.after(seqInTrace, attempts[seq]!, t, reset);
  if (at === Infinity || (sendUntil !== undefined && at > sendUntil[seq]!)) {
    sentAt[seq] = NaN;
    run.givenUp++;
    return false;
  }
  sentAt[seq] = at;
  attempts[seq]!++;
  queue.push(at, seq, 0);
  return true;
}
