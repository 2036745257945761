import { SECOND } from '../time.js';
import { createInstants } from './instants.js';
import type { LimitPlan } from './limit-plan.js';
import type { RunWatch } from './run.js';
import type { SimulationSettings } from './settings.js';
import { createTimeSums, type TimeSums } from './time-sums.js';
import { hasCommonResets, WAKE_UP_SECONDS, type WakeUpRecord } from './wake-ups.js';

/** What the parts of a trace have to tell of how their requests waited, so that it adds up. */
export interface WaitRecord {
  /** By how many more, or fewer, requests wait from an instant on. */
  readonly waiting: TimeSums;
  /** Absent where windows slide, so that no instant is a reset for many. */
  readonly wakeUps?: WakeUpTimes;
}

/** When clients were to wake up, and when they did. */
export interface WakeUpTimes {
  /** Distinct resets that refusals named, in rising order. */
  readonly resets: Float64Array;
  /** How many requests were sent, by instant, or by second where every reset is a whole second. */
  readonly attempted: TimeSums;
}

/** Records how the requests of a part wait. @param start of the whole trace. */
export function watchPart(
  plan: LimitPlan,
  settings: SimulationSettings,
  start: number,
): RunWatch & { finish(): WaitRecord } {
  const waiting = createTimeSums();
  const attempted = createTimeSums();
  const resets = createInstants();
  const lastReset = new Float64Array(plan.limits.length).fill(Infinity);
  const grain = resetGrain(plan, settings);
  let last = start;
  let level = 0;

  const waits = (now: number): void => {
    if (now !== level) waiting.add(last, now - level);
    level = now;
  };
  const watchesResets = hasCommonResets(settings.algorithm);
  return {
    advance(t, now) {
      if (t > last) waits(now);
      last = t;
    },
    attempted(t, count) {
      if (watchesResets) attempted.add(Math.floor(t / grain) * grain, count);
    },
    alikeUntil: (t) => (watchesResets ? (Math.floor(t / grain) + 1) * grain : Infinity),
    refusedUntil(reset, limit) {
      if (!watchesResets || reset === Infinity || reset === lastReset[limit]) return;
      lastReset[limit] = reset;
      resets.add(reset);
    },
    finish() {
      waits(0);
      const wakeUps = { resets: resets.sorted().slice(), attempted: attempted.finish() };
      return { waiting: waiting.finish(), ...(watchesResets ? { wakeUps } : {}) };
    },
  };
}

/** Every reset is a multiple of this. */
function resetGrain(
  { limits }: LimitPlan,
  { algorithm, resetWindows, resetPhase = 0 }: SimulationSettings,
): number {
  const areWhole =
    algorithm === 'fixed-window' &&
    resetWindows === undefined &&
    [resetPhase, ...limits.map(({ window }) => window)].every((us) => us % SECOND === 0);
  return areWhole ? SECOND : 1;
}

/** How attempts crowd behind resets, all of which are known. */
export function wakeUpsOf({ resets, attempted }: WakeUpTimes): WakeUpRecord {
  const { at, sum } = attempted;
  const bySecond = new Float64Array(WAKE_UP_SECONDS);
  let passed = 0;
  let inFirstSecond = 0;
  let busiest = 0;
  let busiestAt = -Infinity;
  for (let i = 0; i < at.length; i++) {
    while (passed < resets.length && resets[passed]! <= at[i]!) {
      passed++;
      inFirstSecond = 0;
    }
    if (passed === 0) continue;
    const reset = resets[passed - 1]!;
    const second = Math.floor((at[i]! - reset) / SECOND);
    if (second >= WAKE_UP_SECONDS) continue;
    bySecond[second]! += sum[i]!;
    if (second > 0) continue;
    inFirstSecond += sum[i]!;
    if (inFirstSecond <= busiest) continue;
    busiest = inFirstSecond;
    busiestAt = reset;
  }
  return { resets: passed, bySecond, busiest, busiestAt };
}
