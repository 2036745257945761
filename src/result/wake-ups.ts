import type { WakeUpRecord } from '../engine/wake-ups.js';
import { formatTimestamp } from '../time.js';
import type { ResultWakeUps } from './result.js';

/** The wake-ups of a run that differs from another in its jitter alone. */
export interface OtherJitter {
  readonly jitter: string;
  readonly wakeUps: WakeUpRecord;
}

/** How attempts crowd behind the resets that made clients wait; undefined where there was no such reset. */
export function summarizeWakeUps(
  record: WakeUpRecord | undefined,
  other: OtherJitter | undefined,
): ResultWakeUps | undefined {
  if (record === undefined || record.resets === 0) return undefined;
  return {
    ...figures(record),
    ...(other === undefined
      ? {}
      : { otherJitter: { jitter: other.jitter, ...figures(other.wakeUps) } }),
  };
}

function figures(record: WakeUpRecord): Omit<ResultWakeUps, 'otherJitter'> {
  const { resets, bySecond, busiest, busiestAt } = record;
  return {
    resets,
    attempts: bySecond[0]!,
    bySecond: [...bySecond],
    ...(busiest === 0 ? {} : { busiest: { at: formatTimestamp(busiestAt), attempts: busiest } }),
  };
}
