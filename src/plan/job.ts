import type { ClientSpec } from '../engine/client-spec.js';
import type { DemandSetter } from '../engine/demand-setter.js';
import type { LimitDemand } from '../engine/required-limit.js';
import type { AlgorithmName, DeniedMode, RateModel } from '../model/rate-model.js';
import type { GrowthName, PlanRefusal } from '../result/plan.js';
import type { DelayMs, ThresholdOutcome, Totals } from '../result/result.js';
import type { Columns } from '../trace/columns.js';
import type { Workload } from '../workload/profile/workload.js';
import type { LoadChange } from './advice/load-change.js';
import type { GrowthSettings } from './growth/growth.js';
import type { Objective } from './required-tier.js';

/** What every run of a plan shares. Plain data, so that it can be handed to another thread. */
export interface PlanContext {
  /** With the tiers that are planned for, and the limits that were tried in place of its own. */
  readonly model: RateModel;
  readonly origin: LoadOrigin;
  readonly objective: Objective;
  readonly growth: GrowthSettings;
  /** Units already used at the start, by tier, then limit id. */
  readonly used: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly burst?: number | undefined;
  /** IANA zone in which hourly and daily fixed windows start; UTC if absent. */
  readonly resetZone?: string | undefined;
}

/** Where today's load comes from: a trace, the same for every seed; or a profile, drawn anew from each. */
export type LoadOrigin =
  | { readonly kind: 'trace'; readonly columns: Columns }
  | {
      readonly kind: 'workload';
      readonly workload: Workload;
      /** Only requests from `from` on and before `to`, in whole microseconds. */
      readonly from: number;
      readonly to: number;
    };

/** Which requests are replayed. */
export interface LoadSpec {
  /** Of the profile, of the copies and of the client's jitter. */
  readonly seed: number;
  /** Today's load if absent. */
  readonly grown?: { readonly by: GrowthName; readonly factor: number };
  /** What a piece of advice would change of it. */
  readonly changed?: LoadChange;
}

/** Under what they are replayed. */
export interface ScenarioSpec {
  readonly tier: string;
  /** Figures in place of the tier's own, by limit id. */
  readonly limits?: Readonly<Record<string, number>>;
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  /** When aligned daily windows start, in whole microseconds after 00:00 UTC; 0 if absent. */
  readonly resetPhase?: number;
  readonly client: ClientSpec;
}

/** One run, in plain data. */
export interface Job {
  readonly load: LoadSpec;
  readonly scenario: ScenarioSpec;
}

/** What became of a run, in short. */
export interface Verdict {
  /** Whether every threshold is met. */
  readonly ok: boolean;
  readonly thresholds: readonly ThresholdOutcome[];
  readonly totals: Totals;
  readonly delayMs: DelayMs;
  /** Requests whose first refusal each limit bound, by limit id; limits that bound none are left out. */
  readonly throttledBy: Readonly<Record<string, number>>;
  /** The first refusal; absent where nothing was refused. */
  readonly boundFirst?: PlanRefusal;
}

/** What a run may be asked for, and the answer's form. */
export interface Answers {
  /** Whether every threshold is met: the quickest. */
  readonly holds: boolean;
  readonly verdict: Verdict;
  /** By limit, in tier order. The client has no say in it. */
  readonly demands: readonly NamedDemand[];
}

/** The demand on a limit, and what sets it, with the names of its scope tuple by scope key; absent where nothing does. */
export interface NamedDemand extends LimitDemand {
  readonly setBy?: DemandSetter;
  readonly scope?: Readonly<Record<string, string>>;
}

export type Question = keyof Answers;

/** Answers questions about many runs, in whatever order and on however many threads, the same whichever. */
export interface Runner {
  /** @returns the answers, in the order of the jobs. */
  ask<Q extends Question>(question: Q, jobs: readonly Job[]): Promise<Answers[Q][]>;
  /** Runs made so far. */
  readonly runs: number;
}
