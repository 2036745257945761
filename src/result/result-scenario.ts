import type { AlgorithmName, DeniedMode, Provenance } from '../model/rate-model.js';

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
