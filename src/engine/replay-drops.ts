import type { Columns } from '../trace/columns.js';
import { onlyDrops } from './client-drop.js';
import { createDropFates } from './drop-fates.js';
import { firstAtOrAfter } from './first-at-or-after.js';
import type { LimitPlan } from './limit-plan.js';
import { openBank } from './open-bank.js';
import type { Outcome } from './outcome.js';
import type { SimulationSettings } from './settings.js';
import { createTimeline } from './timeline.js';
import { createInstants, wakeUpsAt } from './wake-ups-of-drops.js';
import { hasCommonResets } from './wake-ups.js';

/**
 * Replays a trace for a client that gives up what is refused: the same outcome as that of `replay`, many times
 * as fast. There are no events but the arrivals, so that the bank of the algorithm plays all that fall into one
 * bucket of the timeline without a pause.
 * @returns undefined where the client does more, or the algorithm has no bank.
 */
export function replayDrops(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
): Outcome | undefined {
  if (!onlyDrops(settings.client)) return undefined;
  const { timestamp, length } = columns;
  const { limits } = plan;
  const fates = createDropFates(columns, limits.length);
  const resets = hasCommonResets(settings.algorithm) ? createInstants() : undefined;
  const lastReset = new Float64Array(limits.length).fill(Infinity);
  const bank = openBank(columns, plan, settings, (seq, limit, reset) => {
    fates.refused(seq, limit);
    if (reset !== Infinity && reset !== lastReset[limit]) {
      lastReset[limit] = reset;
      resets?.add(reset);
    }
    return true;
  });
  if (bank === undefined) return undefined;

  const { most, busiest, admittedUnits, chargedUnits } = bank;
  const peakUse = new Float64Array(limits.length);
  const timeline = createTimeline(
    length === 0 ? 0 : timestamp[0]!,
    limits.map((_, k) => ({ use: (slot, t) => bank.use(k, slot, t) })),
  );
  let from = 0;
  while (from < length) {
    timeline.advance(timestamp[from]!, 0);
    const to = firstAtOrAfter(timestamp, timeline.end, from, length);
    const droppedBefore = fates.dropped;
    bank.play(from, to);
    const dropped = fates.dropped - droppedBefore;
    timeline.count(to - from, dropped, dropped);
    for (let k = 0; k < limits.length; k++) {
      if (most[k]! < 0) continue;
      peakUse[k] = Math.max(peakUse[k]!, most[k]!);
      timeline.reached(k, busiest[k]!, most[k]!);
      most[k] = -1;
    }
    from = to;
  }
  return Object.assign(fates.finish(), {
    limits,
    unservedAtEnd: 0,
    peakUse,
    admittedUnits,
    chargedUnits,
    timeline: timeline.finish(),
    wakeUps: resets && wakeUpsAt(resets.sorted(), timestamp, length),
  });
}
