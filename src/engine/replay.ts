import type { Columns } from '../trace/columns.js';
import type { Client, Send } from './client.js';
import { closeLoop } from './closed-loop.js';
import { onlyRetries } from './client-retry.js';
import { bankCounters, type CountersMaker } from './counters.js';
import type { LimitPlan } from './limit-plan.js';
import type { PartialOutcome } from './merge-outcomes.js';
import type { Outcome } from './outcome.js';
import { pace } from './pacing.js';
import { watchPart } from './part-watch.js';
import { replayRetries } from './replay-retries.js';
import { beginRun, type Run, type RunWatch } from './run.js';
import type { SimulationSettings } from './settings.js';
import { partOfTrace, wholeTrace, type TracePart } from './trace-part.js';
import { createWakeUps, hasCommonResets } from './wake-ups.js';

/**
 * Replays a trace event by event, in virtual time: for every client and every algorithm, those who do nothing but
 * retry by `replayRetries`. By counters that are handed over it goes event by event for them too, and is the measure of
 * the faster ways.
 *
 * New arrivals are merged from the sorted trace with the client's future events, in the order of
 * (time, seq). A request that costs more than a limit can ever hold is dropped at once, whatever the policy.
 * @throws InvariantError if requests were lost or counted twice.
 */
export function replay(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  makeCounters?: CountersMaker,
): Outcome {
  const wakeUps = hasCommonResets(settings.algorithm) ? createWakeUps() : undefined;
  const watch = wakeUps && { ...wakeUps, advance: () => undefined };
  const outcome = playPart(wholeTrace(columns, plan), settings, watch, makeCounters);
  return { ...outcome, wakeUps: wakeUps?.finish() };
}

/**
 * Replays some requests of a trace that share nothing with the others.
 * @param seqs which, rising.
 * @throws InvariantError if requests were lost or counted twice.
 */
export function replayPart(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  seqs: Uint32Array,
): PartialOutcome {
  const part = partOfTrace(columns, plan, seqs);
  const watch = watchPart(plan, settings, part.start);
  const outcome = playPart(part, settings, watch);
  const { admittedAt, attempts, bindingLimit, timeline } = outcome;
  return {
    fates: [{ seqs, admittedAt, attempts, bindingLimit }],
    responses429: outcome.responses429,
    unservedAtEnd: outcome.unservedAtEnd,
    peakUse: outcome.peakUse,
    admittedUnits: outcome.admittedUnits,
    chargedUnits: outcome.chargedUnits,
    timeline,
    ...watch.finish(),
  };
}

function playPart(
  part: TracePart,
  settings: SimulationSettings,
  watch?: RunWatch,
  makeCounters?: CountersMaker,
): Outcome {
  const { client } = settings;
  const retries = onlyRetries(client);
  return retries === undefined || makeCounters !== undefined
    ? play(beginRun(part, settings, makeCounters ?? bankCounters, watch), client)
    : replayRetries(part, settings, retries, watch);
}

/** Plays a run from the first arrival to the last event. */
function play(run: Run, client: Client): Outcome {
  const arrive = beginClient(run, client);
  const { queue, columns } = run;
  const { timestamp, length } = columns;
  let seq = 0;
  for (;;) {
    const arrivesAt = seq < length ? timestamp[seq]! : Infinity;
    const eventGoesFirst =
      queue.time < arrivesAt || (queue.time === arrivesAt && queue.size > 0 && queue.seq < seq);
    if (eventGoesFirst) run.handleFirst();
    else if (seq < length) {
      run.arrive(arrivesAt);
      arrive(seq++, arrivesAt);
    } else return run.finish();
  }
}

/** A client's way from a request's arrival to the provider: closed loop, pacing, attempt, policy. */
function beginClient(run: Run, client: Client): Send {
  const attempt: Send = (seq, t) => {
    if (policy.isTooLate(seq, t)) run.drop(seq, t);
    else if (run.attempt(seq, t)) return;
    else if (run.gate.reset === Infinity) run.drop(seq, t);
    else policy.refused(seq, t);
  };
  const { pacing, concurrency } = client;
  const send =
    pacing === undefined
      ? attempt
      : pace(run, pacing, (seq, t) => policy.isTooLate(seq, t), attempt);
  const policy = client.begin(run, send);
  return concurrency === undefined ? send : closeLoop(run, concurrency, send);
}
