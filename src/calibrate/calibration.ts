import type { AlgorithmName, DeniedMode, ScopeKey } from '../model/rate-model.js';

/**
 * What the recorded answers of a trace say about a model: one versioned document, whose JSON Schema is
 * `reports/schema/calibration.schema.json`. A part for which the trace holds nothing is absent.
 */
export interface Calibration {
  readonly format: 'quotasim/calibration';
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly trace: CalibratedTrace;
  readonly model: { readonly name: string; readonly sha256: string };
  readonly tier: string;
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  /** What else was set on the command line, as typed. */
  readonly settings: CalibrationSettings;
  /** What it comes to, the most important first. */
  readonly findings: readonly Finding[];
  /** Answers 429 as recorded beside those that the model predicts; absent where no status was recorded. */
  readonly refusals?: RefusalComparison;
  /** One for each quota that the rate limit headers speak of; absent where there are no such headers. */
  readonly series?: readonly HeaderSeries[];
}

export interface CalibrationSettings {
  /** Limits tried in place of the model's, and units used before the trace: `TIER.ID=N`. */
  readonly limit?: readonly string[];
  readonly used?: readonly string[];
  readonly burst?: number;
  readonly resetZone?: string;
}

export interface CalibratedTrace {
  readonly name: string;
  readonly sha256: string;
  readonly requests: number;
  readonly start: string;
  readonly end: string;
  /** Rows whose status is known, of those the ones answered 429, and rows whose headers could be read. */
  readonly statuses: number;
  readonly recorded429: number;
  readonly headers: number;
  /** Header values that could not be read, the first few, and how many rows have such a one. */
  readonly unreadable?: { readonly rows: number; readonly examples: readonly string[] };
  readonly warnings: readonly string[];
}

/** What is said to a person: does the model agree, and what to do. */
export interface Finding {
  readonly verdict: 'agrees' | 'differs' | 'unknown';
  /** A limit's id, or what else it is about. */
  readonly subject: string;
  readonly message: string;
  readonly advice?: string;
}

/** Predicted against recorded refusals. */
export interface Confusion {
  /** Refused, and predicted to be. */
  readonly truePositives: number;
  /** Admitted, but predicted to be refused. */
  readonly falsePositives: number;
  /** Refused, but predicted to be admitted. */
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

export interface RefusalComparison extends Confusion {
  /** Rows whose status is known. */
  readonly compared: number;
  /** Of what was predicted, the share that was refused; null where nothing was predicted. */
  readonly precision: number | null;
  /** Of what was refused, the share that was predicted; null where nothing was refused. */
  readonly recall: number | null;
  readonly limits: readonly LimitRefusals[];
  /** Hours (UTC) with a refusal, recorded or predicted. */
  readonly hours: readonly HourRefusals[];
}

export interface LimitRefusals {
  readonly id: string;
  readonly limit: number;
  /** Compared requests that meet the limit. */
  readonly requests: number;
  /** Of the requests predicted to be refused by this limit. */
  readonly truePositives: number;
  readonly falsePositives: number;
  /** Of the requests that meet the limit; one that meets several is counted under each. */
  readonly falseNegatives: number;
  /** The largest count of one window, as the algorithm counts the requests recorded as admitted, at one of them. Absent for the token bucket. */
  readonly admittedAt?: number;
  /** The smallest such count, the request itself included, at a recorded refusal. */
  readonly refusedAt?: number;
}

export interface HourRefusals extends Confusion {
  readonly start: string;
}

export const CONFIDENCES = ['high', 'medium', 'low', 'none'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Observations for and against a statement. */
export interface Evidence {
  readonly agree: number;
  readonly contradict: number;
  readonly confidence: Confidence;
}

/** One quota that headers speak of. */
export interface HeaderSeries {
  /** The policy's name, window and figure, as far as the headers say them: `core`, `1000 in 60 s`. */
  readonly label: string;
  readonly name?: string;
  readonly quota: number;
  readonly declaredWindowMs?: number;
  /** The model's limit that it is, and by what it was told. */
  readonly limit?: { readonly id: string; readonly by: MatchedBy };
  /** Answers that state how much of it remains. */
  readonly answers: number;
  /** Answers whose headers announce it. */
  readonly announced: number;
  readonly counter?: CounterComparison;
  readonly inferred: InferredLimit;
}

export const MATCHES = ['name', 'window', 'figure', 'only limit'] as const;
export type MatchedBy = (typeof MATCHES)[number];

/** The recorded counter beside ours. A difference is recorded use minus ours, in units. */
export interface CounterComparison {
  readonly compared: number;
  readonly agree: number;
  readonly smallest: number;
  readonly largest: number;
  readonly firstDisagreement?: {
    readonly at: string;
    /** Answers that agreed before it. */
    readonly after: number;
    readonly recordedRemaining: number;
    readonly ourRemaining: number;
  };
}

/** What the headers speak for. */
export interface InferredLimit {
  readonly quota: Evidence & { readonly value: number };
  readonly window?: Evidence & {
    readonly ms: number;
    /** What tells it: the header itself, the resets, or how the counter rises. */
    readonly from: 'declared' | 'resets' | 'counter';
    /** Other windows that fit as well. */
    readonly orMs?: readonly number[];
  };
  readonly anchor?: Evidence & {
    /** Multiples of the window since the epoch; the first request; either of these; or no fixed window at all. */
    readonly kind: AnchorKind;
    /** Different windows seen. */
    readonly windows: number;
  };
  readonly scope?: Evidence & {
    /** What requests are counted apart for. */
    readonly keys: readonly ScopeKey[];
    /** Other scopes under which this trace looks the same. */
    readonly or: readonly (readonly ScopeKey[])[];
    /** Units that the counter fell by and that no request of the trace explains. */
    readonly unitsOfOthers: number;
    readonly candidates: readonly ScopeCandidate[];
  };
}

/** The parts that headers may or may not tell. */
export type InferredWindows = Omit<InferredLimit, 'quota'>;

export const ANCHORS = ['epoch', 'first-request', 'either', 'sliding'] as const;
export type AnchorKind = (typeof ANCHORS)[number];

/** A scope that was tried: answers in a row at which the counter fell by what the trace sent, by more, or by less; and at which the reset moved before it came. */
export interface ScopeCandidate {
  readonly keys: readonly ScopeKey[];
  readonly tuples: number;
  readonly exact: number;
  readonly more: number;
  readonly fewer: number;
  readonly moved: number;
}
