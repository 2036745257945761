import type {
  AlgorithmName,
  DeniedMode,
  Exemption,
  Limit,
  TokenKind,
} from '../../src/model/rate-model.js';

/** What the oracle is given and what it gives back. Times and durations are whole microseconds. */

/** A request; a list of them is in trace order. */
export interface OracleRequest {
  readonly timestamp: number;
  readonly app: string;
  readonly user: string;
  readonly adAccount: string;
  /** Empty for a request that the model does not map. */
  readonly category: string;
  readonly token: TokenKind;
  readonly isTest: boolean;
  readonly cost: number;
}

/** What the requests meet. */
export interface OracleTier {
  readonly limits: readonly Limit[];
  readonly exemptions: readonly Exemption[];
}

export type OraclePolicy =
  | { readonly name: 'drop' }
  | { readonly name: 'wait'; readonly maxWait?: number }
  | {
      readonly name: 'retry';
      readonly attempts: number;
      readonly base: number;
      readonly factor: number;
      readonly cap: number;
      readonly honourReset: boolean;
      readonly jitter: 'none';
    };

export interface OracleSettings {
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  /** Of the token bucket; the limit if absent. */
  readonly burst?: number;
  readonly policy: OraclePolicy;
  /** Limit id -> units that every scope tuple has used at the first request's timestamp. */
  readonly used?: ReadonlyMap<string, number>;
}

/** What became of a request. */
export interface OracleFate {
  readonly outcome: 'admitted' | 'dropped';
  readonly admittedAt: number | null;
  readonly attempts: number;
  /** Whether the first attempt was refused. */
  readonly throttled: boolean;
  /** Limit that bound the first refusal. */
  readonly bindingLimit: string | null;
  /** The first refusal's reset; Infinity if the request can never be admitted. */
  readonly reset: number | null;
}

export interface OracleLimit {
  readonly peakUse: number;
  readonly throttled: number;
  readonly firstThrottledAt: number | null;
  readonly tuples: number;
  /** Worked out when it is asked for. */
  readonly requiredLimit: number | null;
}

export interface OracleTotals {
  readonly offered: number;
  readonly admitted: number;
  readonly throttled: number;
  readonly delayed: number;
  readonly dropped: number;
  readonly attempts: number;
  readonly responses429: number;
}

export interface OracleDelays {
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

export interface OracleResult {
  /** In trace order. */
  readonly requests: readonly OracleFate[];
  /** By limit id, in tier order, also those that no request met. */
  readonly limits: ReadonlyMap<string, OracleLimit>;
  readonly totals: OracleTotals;
  readonly delays: OracleDelays;
}
