import type { AlgorithmName, DeniedMode } from '../model/rate-model.js';
import type { ThresholdOutcome, Totals } from './result.js';

/** How a load grows: more users like these, each user sends more, or time runs faster. */
export const GROWTHS = ['users', 'rate', 'speed'] as const;
export type GrowthName = (typeof GROWTHS)[number];

/** Answers that take many runs. Factors are of today's load: 1 is the trace as it stands. */
export interface ResultPlan {
  /** Runs made for all of it. */
  readonly runs: number;
  /** The client that it is made for, where several were compared. */
  readonly client?: string;
  /** A headroom is known to this share of itself. */
  readonly precision: number;
  readonly spread: PlanSpread;
  /** Expected growth, as typed (`8%/month`); absent if none was. */
  readonly growthRate?: string;
  readonly tiers: readonly PlanTier[];
  readonly headroom: readonly PlanHeadroom[];
  readonly curves: readonly PlanCurve[];
  readonly requiredLimits: readonly PlanRequiredLimit[];
  readonly advice: readonly PlanAdvice[];
  /** Under how many of the settings that must be assumed the objective holds with the raise; absent without one. */
  readonly raiseBand?: Omit<BandTier, 'tier'>;
}

/** How copies of requests are spread around their originals. */
export interface PlanSpread {
  /** Clones of a user: the width of the span from which the shift of its clock is drawn, and what shifts are multiples of. */
  readonly usersMs: number;
  readonly usersStepMs: number;
  /** Copies of a request: the width of the span from which each one's shift is drawn. */
  readonly rateMs: number;
  /** Whether clones use the ad accounts of those they were cloned from. */
  readonly sharedAdAccounts: boolean;
}

/** A refusal: by which limit, when, and for whom. */
export interface PlanRefusal {
  readonly limit: string;
  readonly at: string;
  /** The scope tuple, by scope key. */
  readonly scope: Readonly<Record<string, string>>;
}

/** How one tier fares with the load as it stands. */
export interface PlanTier {
  readonly tier: string;
  readonly ok: boolean;
  readonly thresholds: readonly PlanThreshold[];
  /** The first refusal; absent where nothing was refused. */
  readonly boundFirst?: PlanRefusal;
}

/** A threshold and how far the measured value is on its right side: (bound − value) for an upper bound, in the value's unit; null where nothing was measured. */
export interface PlanThreshold extends Omit<ThresholdOutcome, 'tier'> {
  readonly bound: number;
  readonly margin: number | null;
}

/** How far the load can grow under one tier before the objective breaks. */
export interface PlanHeadroom {
  readonly growth: GrowthName;
  readonly tier: string;
  /** The largest factor up to which the objective held wherever it was tried; null if it holds at none that was tried. */
  readonly factor: number | null;
  /** The next factor, one step of the precision above, at which it does not; absent if it held at all that were tried. */
  readonly breaksAt?: number;
  /** The first refusal at `breaksAt`, and the limit that throttles most there. */
  readonly breaksBy?: PlanRefusal & { readonly throttledMost: string };
  /** Above `factor`, it holds at some factors again: the largest one at which it was seen to. */
  readonly holdsAgainAt?: number;
  /** The largest factor that was tried, and how many were. */
  readonly triedUpTo: number;
  readonly tried: number;
  /** From the first request to the last at `factor`: nothing is proven about limits whose window is longer. Absent without a factor. */
  readonly spanMs?: number;
  /** When the growth expected reaches `breaksAt`; absent where no growth was named, or it never does. */
  readonly reachedAt?: string;
}

/** What happens as the load grows in one way. */
export interface PlanCurve {
  readonly growth: GrowthName;
  /** In rising order of factor. */
  readonly points: readonly PlanCurvePoint[];
}

export interface PlanCurvePoint {
  readonly factor: number;
  readonly offered: number;
  readonly requiredTier: string | null;
  readonly tiers: readonly {
    readonly tier: string;
    readonly ok: boolean;
    /** Parts of 1. */
    readonly throttledShare: number;
    readonly droppedShare: number;
    readonly delayP99Ms: number | null;
  }[];
}

/** What one limit would have to be as the load grows. Limits that no request meets are left out. */
export interface PlanRequiredLimit {
  readonly tier: string;
  readonly limit: string;
  readonly current: number;
  readonly windowMs: number;
  readonly counts: 'requests' | 'units';
  readonly loads: readonly PlanRequiredLimitAt[];
}

export interface PlanRequiredLimitAt {
  /** Absent for the load as it stands. */
  readonly growth?: GrowthName;
  readonly factor: number;
  /** Null if no figure suffices. */
  readonly requiredLimit: number | null;
  /** The scope tuple and the window, from inclusive, to exclusive, that set the figure. */
  readonly scope?: Readonly<Record<string, string>>;
  readonly from?: string;
  readonly to?: string;
}

/** What would help, with a run that shows how much. */
export interface PlanAdvice {
  /** Name of the detector. */
  readonly id: string;
  readonly tier: string;
  /** What to do, in a few words. */
  readonly title: string;
  /** What was seen that makes it worth saying, and what exactly to do; plain sentences with their figures. */
  readonly because: string;
  readonly change: string;
  readonly before: PlanFigures;
  readonly after: PlanFigures;
}

/** A run in short. */
export interface PlanFigures {
  readonly ok: boolean;
  readonly totals: Totals;
  readonly delayP99Ms: number | null;
}

/** The verdict under every setting that has to be assumed. */
export interface ResultBand {
  /** Settings that the verdict is asked under, those that cannot differ counted too. */
  readonly settings: number;
  /** Runs that it took. */
  readonly runs: number;
  readonly tiers: readonly BandTier[];
  readonly verdicts: readonly BandVerdict[];
  /** The assumptions on which the required tier depends, the strongest first; empty if it is the same under all. */
  readonly flips: readonly BandFlip[];
}

/** Under how many settings a tier meets the objective. */
export interface BandTier {
  readonly tier: string;
  readonly settings: number;
  readonly holds: number;
}

export interface BandVerdict {
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  /** Hours after 00:00 UTC at which aligned daily windows start; absent where windows are not aligned. */
  readonly resetHour?: number;
  readonly requiredTier: string | null;
  readonly tiers: readonly {
    readonly tier: string;
    readonly ok: boolean;
    readonly throttledShare: number;
  }[];
}

/** An assumption that decides: the required tiers seen under each of its values. */
export interface BandFlip {
  readonly assumption: 'algorithm' | 'denied' | 'resetHour';
  readonly values: readonly {
    readonly value: string;
    readonly requiredTiers: readonly (string | null)[];
  }[];
}

/** What is random, drawn again with other seeds. */
export interface ResultReplications {
  readonly seeds: readonly number[];
  /** What differs from seed to seed, in words: `the workload`, `the client's jitter`, `the copies`. */
  readonly random: readonly string[];
  /** Of the intervals: 0.95. */
  readonly confidence: number;
  /** The half-width that was asked for, as a share of the estimate, and whether it was reached; absent if a count was. */
  readonly target?: { readonly halfWidth: number; readonly reached: boolean };
  readonly figures: readonly ReplicatedFigure[];
  readonly differences: readonly ReplicatedDifference[];
}

/** A figure over all replications. */
export interface ReplicatedFigure {
  /** Tier, and the client where several were compared. */
  readonly tier: string;
  readonly client?: string;
  /** `throttled share`, `delay p99`, `headroom, users` … */
  readonly figure: string;
  readonly unit: 'share' | 'ms' | 'factor' | 'count';
  /** What the interval is of, and by which method: `mean, Student's t`; `median, order statistics`. */
  readonly method: string;
  readonly interval: Interval;
  /** One for each seed, in order; null where there was nothing to measure. */
  readonly values: readonly (number | null)[];
}

/** Null bounds: too few replications for an interval at this confidence. */
export interface Interval {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The difference of a figure between two scenarios: `to` less `from`. */
export interface ReplicatedDifference {
  readonly figure: string;
  readonly unit: ReplicatedFigure['unit'];
  readonly from: string;
  readonly to: string;
  readonly method: string;
  /** From runs that share their seeds (common random numbers). */
  readonly paired: Interval;
  /** As if the runs were independent: what the pairing gained. */
  readonly unpaired: Interval;
}
