import type { EvidenceStatus } from '../model/rate-model.js';
import type { ResultBand, ResultPlan, ResultReplications } from './plan.js';
import type { ResultScenario } from './result-scenario.js';

export type * from './result-scenario.js';

/**
 * The one document that a run leaves behind and the only thing that a report reads. Its JSON Schema is
 * `reports/schema/result.schema.json`. Times are ISO 8601 in UTC with six decimals; milliseconds keep
 * three. A part that was not made is absent.
 */
export interface Result {
  readonly format: 'quotasim/result';
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly settings: ResultSettings;
  readonly trace: ResultTrace;
  /** Present where the trace was generated. */
  readonly workload?: ResultWorkload;
  readonly model: ResultModel;
  readonly scenarios: readonly ResultScenario[];
  readonly objective: readonly ResultObjective[];
  /** Windows that the trace is too short to prove anything about, of every tier that was run. */
  readonly reservations: readonly Reservation[];
  /** Of the first client, where several were compared. */
  readonly requiredTier?: RequiredTier;
  /** Of each client, where several were compared. */
  readonly requiredTiers?: readonly (RequiredTier & { readonly client: string })[];
  /** What takes many runs: how far the load can grow, and what would help. */
  readonly plan?: ResultPlan;
  /** The verdict under every setting that has to be assumed. */
  readonly band?: ResultBand;
  /** What is random, drawn again with other seeds. */
  readonly replications?: ResultReplications;
}

/** What was typed. */
export interface ResultSettings {
  /** The command line that repeats the run. */
  readonly command: string;
  readonly seed: number;
  /** Limits tried in place of the model's, as `TIER.ID` to their figure. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Units already used at the trace's start in each scope tuple, as `TIER.ID` to their figure. */
  readonly used?: Readonly<Record<string, number>>;
  /** Token bucket's burst, where it is not the limit. */
  readonly burst?: number;
  /** IANA time zone in which hourly and daily fixed windows start. */
  readonly resetZone?: string;
}

/** What was replayed. */
export interface ResultTrace {
  readonly name: string;
  readonly sha256: string;
  readonly requests: number;
  readonly start: string;
  readonly end: string;
  readonly apps: number;
  /** (app, user) pairs. */
  readonly users: number;
  readonly adAccounts: number;
  readonly unmapped: ResultUnmapped;
  readonly skipped: ResultSkipped;
  readonly warnings: readonly string[];
}

/** The profile that a trace was generated from (its digest is the trace's), and what it sent over time. */
export interface ResultWorkload {
  readonly name: string;
  readonly title: string;
  readonly seed: number;
  readonly bucketMs: number;
  /** Start of the first bucket. */
  readonly start: string;
  /** Requests in each bucket, by source of the profile. */
  readonly sources: Readonly<Record<string, readonly number[]>>;
  /** Requests in each bucket, by category. */
  readonly categories: Readonly<Record<string, readonly number[]>>;
}

/** Requests whose category the model does not know, or whose method and path match no operation. */
export interface ResultUnmapped {
  readonly requests: number;
  /** The most frequent first, at most 20. */
  readonly names: readonly { readonly name: string; readonly requests: number }[];
}

/** Rows left out because they could not be read, by reason. */
export interface ResultSkipped {
  readonly rows: number;
  readonly reasons: Readonly<Record<string, number>>;
}

export interface ResultModel {
  readonly name: string;
  readonly title: string;
  readonly sha256: string;
  readonly tiers: readonly ResultTier[];
  readonly assumptions: readonly ResultAssumption[];
}

export interface ResultTier {
  readonly name: string;
  readonly title: string;
}

export interface ResultAssumption {
  readonly id: string;
  readonly value: string;
  readonly status: EvidenceStatus;
  readonly reason: string;
  readonly option?: string;
}

/** A threshold; where a single tier was run, also how it fared. */
export interface ResultObjective {
  readonly threshold: string;
  /** A count, a share (parts of 1), milliseconds or a ratio; null where there was nothing to measure. */
  readonly value?: number | null;
  readonly ok?: boolean;
}

export interface RequiredTier {
  /** The first tier whose run meets every threshold, or null. */
  readonly tier: string | null;
  readonly met: readonly ThresholdOutcome[];
  /** What the last tier's limits would have to be where no tier suffices, in tier order; limits that may stay as they are are left out. */
  readonly raise?: readonly RaisedLimit[];
  /** Whether a run of the last tier with the limits raised so, and one with the figures to ask for, meets every threshold. */
  readonly raiseHolds?: boolean;
  /** Whether no raised limit can be one lower while the others stay; false where the search for less was cut short, absent where the raise does not hold. */
  readonly raiseIsLeast?: boolean;
}

/** A limit to raise. */
export interface RaisedLimit {
  /** `TIER.ID` */
  readonly limit: string;
  readonly from: number;
  /** What it would have to be; null where no figure would do. */
  readonly to: number | null;
  /** A figure that a person would ask for: `to` rounded up, where a run with the rounded figures holds too. */
  readonly ask?: number | null;
}

export interface ThresholdOutcome {
  readonly tier: string;
  readonly threshold: string;
  /** Null where there was nothing to measure. */
  readonly value: number | null;
  readonly ok: boolean;
}

/** A limit whose window is longer than the trace: what was measured, and what a full window would hold at the same rate. */
export interface Reservation {
  readonly tier: string;
  readonly limit: string;
  readonly windowMs: number;
  readonly spanMs: number;
  /** The most that one scope tuple asked for over the whole trace. */
  readonly measured: number | null;
  /** The same scaled to a full window, rounded up; null where the trace has no length. */
  readonly scaled: number | null;
  readonly allowed: number;
}
