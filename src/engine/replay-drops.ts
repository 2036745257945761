import type { Columns } from '../trace/columns.js';
import { onlyDrops } from './client-drop.js';
import { createDropFates } from './drop-fates.js';
import { firstAtOrAfter } from './first-at-or-after.js';
import type { LimitPlan } from './limit-plan.js';
import { openBank } from './open-bank.js';
import type { Outcome } from './outcome.js';
import { createRecorder } from './recorder.js';
import type { SimulationSettings } from './settings.js';

/**
 * Replays a trace for a client that gives up what is refused: the same outcome as that of `replay`, but for the
 * wake-ups of those who never wait, many times as fast.
 * @returns undefined where the client does more.
 */
export function replayDrops(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
): Outcome | undefined {
  if (!onlyDrops(settings.client)) return undefined;
  const fates = createDropFates(columns, plan.limits.length);
  const run = beginDrops(columns, plan, settings, (seq, limit) => {
    fates.refused(seq, limit);
  });
  run.take(columns.length);
  return Object.assign(fates.finish(), run.finish(), { unservedAtEnd: 0 });
}

/** What is known of a run beside what became of each request. */
export type RunRecord = Pick<
  Outcome,
  'limits' | 'peakUse' | 'admittedUnits' | 'chargedUnits' | 'timeline'
>;

/** A replay for a client that gives up what is refused, while a trace goes by. */
export interface DropRun {
  /** Decides the first `length` requests of the columns, which are the next of the trace. */
  take(length: number): void;
  finish(): RunRecord;
}

/**
 * Begins a replay in which there are no events but the arrivals, so that the bank of the algorithm plays all that
 * fall into one bucket of the timeline without a pause.
 * @param columns where each piece of the trace will stand; now the first one.
 * @param onRefusal told every refused request, and the limit that bound it.
 */
export function beginDrops(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  onRefusal: (seq: number, limit: number) => void,
): DropRun {
  const { timestamp } = columns;
  const { limits } = plan;
  let dropped = 0;
  const bank = openBank(columns, plan, settings, (seq, limit) => {
    dropped++;
    onRefusal(seq, limit);
    return true;
  });

  const { ledger, chargedUnits } = bank;
  const start = columns.length === 0 ? 0 : timestamp[0]!;
  const recorder = createRecorder(start, limits.length, bank);
  return {
    take(length) {
      let from = 0;
      while (from < length) {
        recorder.advance(timestamp[from]!, 0);
        const to = firstAtOrAfter(timestamp, recorder.end, from, length);
        const droppedBefore = dropped;
        bank.play(from, to);
        recorder.tell(to - from, dropped - droppedBefore, dropped - droppedBefore);
        from = to;
      }
    },
    finish: () => ({
      limits,
      peakUse: recorder.peakUse,
      admittedUnits: ledger.admittedUnits,
      chargedUnits,
      timeline: recorder.finish(),
    }),
  };
}
