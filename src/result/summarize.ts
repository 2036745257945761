import type { Client } from '../engine/client.js';
import type { Outcome } from '../engine/outcome.js';
import type { RunRecord } from '../engine/replay-drops.js';
import type { LimitDemand } from '../engine/required-limit.js';
import type { WakeUpRecord } from '../engine/wake-ups.js';
import type { AlgorithmName, DeniedMode, Tier } from '../model/rate-model.js';
import { formatTimestamp } from '../time.js';
import type { Columns, Names } from '../trace/columns.js';
import { summarizeDelayHistogram } from './delay-histogram.js';
import { toMs } from './delays.js';
import { summarizeLateWork } from './late-work.js';
import { createQuarterCounts, summarizeQuarters, type QuarterCounts } from './quarters.js';
import { createRefusalCounts, type RefusalCounts } from './refusal-counts.js';
import type {
  ResultCategory,
  ResultDelayHistogram,
  ResultLateWork,
  ResultLimit,
  ResultScenario,
  ResultSeries,
} from './result.js';
import { summarizeSeries } from './series.js';
import { tallyAll, tallyBy, type Tally } from './tally.js';
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

/** A run in figures: what its statement is made of. */
export interface ScenarioFigures extends Omit<ScenarioRun, 'columns' | 'outcome'> {
  readonly names: Names;
  readonly record: RunRecord;
  /** First refusals by limit. */
  readonly refusals: Pick<RefusalCounts, 'throttled' | 'first'>;
  readonly everything: Tally;
  /** By the numbers of `names`. */
  readonly byCategory: readonly Tally[];
  readonly byUser: readonly Tally[];
  readonly quarters: Pick<QuarterCounts, 'offered' | 'throttled'>;
  readonly delayHistogram: ResultDelayHistogram | undefined;
  readonly lateWork: ResultLateWork | undefined;
  readonly wakeUps: WakeUpRecord | undefined;
  readonly series: ResultSeries;
}

/** The name under which requests that the model does not map stand among the categories. */
export const UNMAPPED = 'unmapped';

/** A run as the Result states it. */
export function summarizeScenario(run: ScenarioRun): ResultScenario {
  return stateScenario(figuresOf(run));
}

/** A run in figures. */
export function figuresOf({ columns, outcome, ...run }: ScenarioRun): ScenarioFigures {
  const { names, length } = columns;
  const refusals = createRefusalCounts(outcome.limits.length);
  refusals.take(columns.timestamp, outcome.bindingLimit, length);
  const quarters = createQuarterCounts(names.categories.length);
  quarters.take(columns.timestamp, columns.category, outcome.bindingLimit, length);
  return {
    ...run,
    names,
    record: outcome,
    refusals,
    everything: tallyAll(columns, outcome),
    byCategory: tallyBy(columns, outcome, columns.category, names.categories.length),
    byUser: tallyBy(columns, outcome, columns.user, names.users.length),
    quarters,
    delayHistogram: summarizeDelayHistogram(columns, outcome),
    lateWork: summarizeLateWork(columns, outcome),
    wakeUps: outcome.wakeUps,
    series: summarizeSeries(columns, outcome),
  };
}

/** The figures of a run as the Result states them. */
export function stateScenario(figures: ScenarioFigures): ResultScenario {
  const { client, delayHistogram, lateWork, names } = figures;
  const { delayMs, ...totals } = figures.everything;
  const wakeUps =
    client.name === 'drop' ? undefined : summarizeWakeUps(figures.wakeUps, figures.otherJitter);
  return {
    tier: figures.tier.name,
    algorithm: figures.algorithm,
    denied: figures.denied,
    policy: { name: client.name, ...client.settings },
    seed: figures.seed,
    totals,
    delayMs,
    ...(delayHistogram === undefined ? {} : { delayHistogram }),
    categories: summarizeCategories(figures),
    quarters: summarizeQuarters(figures.quarters, names.categories.map(categoryName)),
    limits: summarizeLimits(figures),
    users: summarizeUsers(names, figures.byUser),
    ...(lateWork === undefined ? {} : { lateWork }),
    ...(wakeUps === undefined ? {} : { wakeUps }),
    series: figures.series,
  };
}

/** The share of the units that a limit counted which went to refused requests. */
function burntShare({ admittedUnits, chargedUnits }: ScenarioFigures['record'], k: number): number {
  const all = admittedUnits[k]! + chargedUnits[k]!;
  return all === 0 ? 0 : chargedUnits[k]! / all;
}

function summarizeCategories({ names, byCategory }: ScenarioFigures): ResultCategory[] {
  return byCategory.flatMap((tally, index) =>
    tally.offered === 0
      ? []
      : [{ category: categoryName(names.categories[index]!, index), ...tally }],
  );
}

/** A category as the Result names it. @param index its number. */
function categoryName(name: string, index: number): string {
  return index === 0 ? UNMAPPED : name;
}

function summarizeLimits({ record, refusals, demands, denied }: ScenarioFigures): ResultLimit[] {
  return record.limits.map((limit, k) => {
    const demand = demands[k]!;
    const throttled = refusals.throttled[k]!;
    return {
      id: limit.id,
      limit: limit.limit,
      windowMs: toMs(limit.window),
      scope: limit.scope,
      counts: limit.counts,
      offered: demand.offered,
      tuples: demand.tuples,
      peakUse: record.peakUse[k]!,
      throttled,
      requiredLimit: demand.requiredLimit,
      firstThrottledAt: throttled === 0 ? null : formatTimestamp(refusals.first[k]!),
      ...(denied === 'charged' ? { burntShare: burntShare(record, k) } : {}),
      ...(demand.impossible === 0 ? {} : { impossible: demand.impossible }),
      provenance: limit.provenance,
    };
  });
}
