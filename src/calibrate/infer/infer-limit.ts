import type { ScopeKey } from '../../model/rate-model.js';
import type { Columns } from '../../trace/columns.js';
import { SECOND } from '../../time.js';
import type { InferredLimit, InferredWindows } from '../calibration.js';
import type { Series } from '../gather-series.js';
import { inferFromDrain } from './drain.js';
import { atMost, evidence } from './evidence.js';
import { inferFromCounter } from './infer-from-counter.js';
import { inferFromResets } from './infer-from-resets.js';
import { partitionsOf, type Partition } from './scope-candidates.js';
import { toMs } from './try-scope.js';

/**
 * What the headers of a quota speak for: its figure, its window, where windows begin and what it is counted apart for.
 * @param ownScope the scope that the model gives it.
 */
export function inferLimit(
  columns: Columns,
  series: Series,
  ownScope: readonly ScopeKey[] | undefined,
): InferredLimit {
  const { policy, announced, observations } = series;
  const quota = { value: policy.quota, ...evidence(announced, 0) };
  const declared = policy.window === undefined ? undefined : policy.window * SECOND;
  const partitions = partitionsOf(columns, series, ownScope);
  const told =
    observations.length === 0 ? {} : inferWindows(columns.timestamp, series, partitions, declared);
  return {
    quota,
    ...told,
    ...(told.scope === undefined || isOrdered(columns, series)
      ? {}
      : { scope: inDoubt(told.scope) }),
    ...(declared === undefined || declared === 0
      ? {}
      : { window: { ms: toMs(declared), from: 'declared', ...evidence(announced, 0) } }),
  };
}

/** The resets tell more than the counter, which is asked where they do not tell the window. */
function inferWindows(
  timestamp: Float64Array,
  series: Series,
  partitions: readonly Partition[],
  declared: number | undefined,
): InferredWindows {
  const hasResets = series.observations.some(({ resetAt }) => !Number.isNaN(resetAt));
  const drain = declared === undefined ? inferFromDrain(series, timestamp) : undefined;
  if (drain !== undefined) return drain;
  const told = hasResets ? inferFromResets(timestamp, series, partitions, declared) : {};
  if (told.window !== undefined || told.scope !== undefined) return told;
  const kinds = told.anchor === undefined ? undefined : (['sliding'] as const);
  return { ...told, ...inferFromCounter(timestamp, series, partitions, declared, kinds) };
}

/** Whether the log tells which of two requests came first: its times are not all whole seconds. */
function isOrdered({ timestamp }: Columns, { observations }: Series): boolean {
  return observations.some(({ seq }) => timestamp[seq]! % SECOND !== 0);
}

/** A scope told from requests whose order is not known: sure only where it leaves nothing to explain. */
function inDoubt(scope: NonNullable<InferredLimit['scope']>): NonNullable<InferredLimit['scope']> {
  return scope.unitsOfOthers === 0 && scope.contradict === 0 ? scope : atMost('low', scope);
}
