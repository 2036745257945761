import type { Client } from '../engine/client.js';
import type { Outcome } from '../engine/outcome.js';
import type { LimitDemand } from '../engine/required-limit.js';
import type { AlgorithmName, DeniedMode, Tier } from '../model/rate-model.js';
import { formatTimestamp } from '../time.js';
import type { Columns } from '../trace/columns.js';
import { toMs } from './delays.js';
import { summarizeLateWork } from './late-work.js';
import type { ResultCategory, ResultLimit, ResultScenario } from './result.js';
import { summarizeSeries } from './series.js';
import { tallyBy } from './tally.js';
import { summarizeUsers } from './users.js';
import { summarizeWakeUps, type OtherJitter } from './wake-ups.js';

/** One run, and what it was run under. */
export interface ScenarioRun {
  readonly columns: Columns;
  readonly tier: Tier;
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  readonly client: Client;
  readonly seed: number;
  readonly outcome: Outcome;
  /** The wake-ups of the same run with the other jitter, where the policy has one. */
  readonly otherJitter?: OtherJitter | undefined;
  /** By limit, in tier order. */
  readonly demands: readonly LimitDemand[];
}

/** The name under which requests that the model does not map stand among the categories. */
export const UNMAPPED = 'unmapped';

/** A run as the Result states it. */
export function summarizeScenario(run: ScenarioRun): ResultScenario {
  const { columns, outcome, client, otherJitter } = run;
  const everything = tallyBy(columns, outcome, new Uint8Array(columns.length), 1)[0]!;
  const { delayMs, ...totals } = everything;
  const lateWork = summarizeLateWork(columns, outcome);
  const wakeUps =
    client.name === 'drop' ? undefined : summarizeWakeUps(outcome.wakeUps, otherJitter);
  return {
    tier: run.tier.name,
    algorithm: run.algorithm,
    denied: run.denied,
    policy: { name: client.name, ...client.settings },
    seed: run.seed,
    totals,
    delayMs,
    categories: summarizeCategories(columns, outcome),
    limits: summarizeLimits(run),
    users: summarizeUsers(columns, outcome),
    ...(lateWork === undefined ? {} : { lateWork }),
    ...(wakeUps === undefined ? {} : { wakeUps }),
    series: summarizeSeries(columns, outcome),
  };
}

/** The share of the units that a limit counted which went to refused requests. */
function burntShare({ admittedUnits, chargedUnits }: Outcome, k: number): number {
  const all = admittedUnits[k]! + chargedUnits[k]!;
  return all === 0 ? 0 : chargedUnits[k]! / all;
}

function summarizeCategories(columns: Columns, outcome: Outcome): ResultCategory[] {
  const names = columns.names.categories;
  return tallyBy(columns, outcome, columns.category, names.length).flatMap((tally, index) =>
    tally.offered === 0 ? [] : [{ category: index === 0 ? UNMAPPED : names[index]!, ...tally }],
  );
}

function summarizeLimits({ columns, outcome, demands, denied }: ScenarioRun): ResultLimit[] {
  const { limits, bindingLimit, peakUse } = outcome;
  const throttled = limits.map(() => 0);
  const first = limits.map(() => NaN);
  for (let seq = columns.length - 1; seq >= 0; seq--) {
    const k = bindingLimit[seq]!;
    if (k === -1) continue;
    throttled[k]!++;
    first[k] = columns.timestamp[seq]!;
  }
  return limits.map((limit, k) => {
    const demand = demands[k]!;
    return {
      id: limit.id,
      limit: limit.limit,
      windowMs: toMs(limit.window),
      scope: limit.scope,
      counts: limit.counts,
      offered: demand.offered,
      tuples: demand.tuples,
      peakUse: peakUse[k]!,
      throttled: throttled[k]!,
      requiredLimit: demand.requiredLimit,
      firstThrottledAt: throttled[k] === 0 ? null : formatTimestamp(first[k]!),
      ...(denied === 'charged' ? { burntShare: burntShare(outcome, k) } : {}),
      ...(demand.impossible === 0 ? {} : { impossible: demand.impossible }),
      provenance: limit.provenance,
    };
  });
}
