import type { AlgorithmName, DeniedMode, EvidenceStatus, Provenance } from '../model/rate-model.js';
import type { ResultBand, ResultPlan, ResultReplications } from './plan.js';

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

/** One run: a tier under an algorithm, a `denied` mode and a client's policy. */
export interface ResultScenario {
  readonly tier: string;
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  readonly policy: ResultPolicy;
  readonly seed: number;
  readonly totals: Totals;
  readonly delayMs: DelayMs;
  /** Absent where nothing waited, and in older Results. */
  readonly delayHistogram?: ResultDelayHistogram;
  readonly categories: readonly ResultCategory[];
  /** When in the day each category is sent, those that were sent; absent in older Results. */
  readonly quarters?: readonly ResultQuarters[];
  readonly limits: readonly ResultLimit[];
  readonly users?: ResultUsers;
  /** Absent where nothing waited. */
  readonly lateWork?: ResultLateWork;
  /** Absent where windows slide, or nothing waited for a reset. */
  readonly wakeUps?: ResultWakeUps;
  readonly series: ResultSeries;
}

/** A client's policy, by name, with its settings; durations in milliseconds. */
export interface ResultPolicy {
  readonly name: string;
  readonly [setting: string]: string | number | boolean;
}

export interface Totals {
  readonly offered: number;
  readonly admitted: number;
  /** Requests whose first attempt was refused. */
  readonly throttled: number;
  /** Requests admitted later than their timestamp. */
  readonly delayed: number;
  readonly dropped: number;
  readonly attempts: number;
  readonly responses429: number;
}

/** Delay of the admitted requests, in milliseconds; percentiles by nearest rank; null where none was admitted. */
export interface DelayMs {
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** Admitted requests by their delay, in bins evenly spaced on a logarithmic axis. */
export interface ResultDelayHistogram {
  /** Requests admitted at their timestamps. */
  readonly atOnce: number;
  /** Edges of the bins in rising order, milliseconds: the first bin that holds any to the last. A first edge of 0 is that of the delays below 1 ms. */
  readonly edgesMs: readonly number[];
  /** Requests in each bin: its lower edge is in it (but for 0), its upper one is not. One fewer than the edges. */
  readonly counts: readonly number[];
}

/** Requests of a category in each quarter hour of the UTC day, all days together, by timestamp: 96, from 00:00 on. */
export interface ResultQuarters {
  /** As in `ResultCategory`. */
  readonly category: string;
  readonly offered: readonly number[];
  /** Requests whose first attempt was refused; absent where none was. */
  readonly throttled?: readonly number[];
}

export interface ResultCategory extends Totals {
  /** `unmapped` for requests that the model does not map. */
  readonly category: string;
  readonly delayMs: DelayMs;
}

export interface ResultLimit {
  readonly id: string;
  readonly limit: number;
  readonly windowMs: number;
  readonly scope: readonly string[];
  readonly counts: 'requests' | 'units';
  /** Requests that meet the limit. */
  readonly offered: number;
  /** Distinct scope tuples among the requests that meet the limit. */
  readonly tuples: number;
  /** The largest use that one scope tuple reached at an admission. */
  readonly peakUse: number;
  /** Requests whose first refusal this limit bound. */
  readonly throttled: number;
  /** The smallest limit under which it would refuse nothing, the others apart; null if none suffices. */
  readonly requiredLimit: number | null;
  readonly firstThrottledAt: string | null;
  /** Share of the units counted that went to refused requests; absent where refusals are free. */
  readonly burntShare?: number;
  /** Requests that cost more than the limit can ever hold; absent where there are none. */
  readonly impossible?: number;
  readonly provenance: Provenance;
}

export interface ResultUsers {
  readonly count: number;
  /** Users with at least one throttled request. */
  readonly throttled: number;
  /** Users of whom no request was admitted while others had some. */
  readonly starved: number;
  /** Jain's index of the users' admitted shares: 1 where all are alike, 1/count where one has everything; null where nobody has any. */
  readonly fairness: number | null;
  /** Users by the share of their requests that was throttled; absent in older Results. */
  readonly byShare?: ResultUsersByShare;
  /** The median of that share over all users, parts of 1, by nearest rank, and the largest; absent in older Results. */
  readonly medianShare?: number;
  readonly worstShare?: number;
  /** At most 10: most dropped first, then most throttled, then longest delay. */
  readonly worst: readonly ResultUser[];
}

/** Users by the share of their requests that was throttled; each user is counted once. */
export interface ResultUsersByShare {
  /** Users of whom none was throttled. */
  readonly never: number;
  /** Users of whom some were: above 0 and at most 10%, above 10% and at most 20%, … to 100%; without the starved. */
  readonly tenths: readonly number[];
  /** Users of whom no request was admitted while others had some. */
  readonly starved: number;
}

export interface ResultUser {
  readonly app: string;
  readonly user: string;
  readonly offered: number;
  readonly throttled: number;
  readonly dropped: number;
  readonly delayP99Ms: number | null;
}

/** What was left to do when the last request had arrived. */
export interface ResultLateWork {
  /** Requests neither admitted nor given up at that time. */
  readonly unservedAtEnd: number;
  /** Requests admitted only later. */
  readonly admittedAfterEnd: number;
  /** From the last arrival to the last admission; 0 if nothing was late. */
  readonly drainMs: number;
  /** The most requests that waited at one time. */
  readonly peakBacklog: number;
}

/** How attempts crowd behind the resets that made clients wait. */
export interface ResultWakeUps {
  /** Distinct resets for which some refused request had to wait. */
  readonly resets: number;
  /** Attempts in the first second after a reset, all resets together. */
  readonly attempts: number;
  /** The reset with most attempts in its first second. */
  readonly busiest?: { readonly at: string; readonly attempts: number };
  /** Attempts in each of the first 60 seconds after the last reset. */
  readonly bySecond: readonly number[];
  /** The same of the same client with no jitter, or with full jitter if it has none. */
  readonly otherJitter?: { readonly jitter: string } & Omit<ResultWakeUps, 'otherJitter'>;
}

/** Counts over time in equal buckets aligned to the epoch. Offered and throttled stand at the timestamp, admitted at the admission, refused at the attempt. */
export interface ResultSeries {
  readonly bucketMs: number;
  /** Start of the first bucket. */
  readonly start: string;
  readonly offered: readonly number[];
  readonly admitted: readonly number[];
  readonly throttled: readonly number[];
  readonly refused: readonly number[];
  /** Requests sent, at the attempt; absent where each was sent once. */
  readonly attempted?: readonly number[];
  /** The most requests that waited at one time in each bucket; absent where none ever waited. */
  readonly backlog?: readonly number[];
  /** By limit id: the largest use of its busiest scope tuple in each bucket. */
  readonly limits: Readonly<Record<string, readonly number[]>>;
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
