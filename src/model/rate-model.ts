/**
 * The model of an API's limits, as the simulation sees it: checked, complete and frozen. It is made from a
 * document by `parseModel`.
 */

/** What a limit may be counted apart for. A limit's scope is a set of these; the empty set is one counter for all. */
export const SCOPE_KEYS = ['app', 'user', 'ad_account'] as const;
export type ScopeKey = (typeof SCOPE_KEYS)[number];

/** The window algorithms, by the name that a person types. */
export const ALGORITHM_NAMES = [
  'fixed-window',
  'fixed-window-anchored',
  'sliding-log',
  'sliding-counter',
  'token-bucket',
] as const;
export type AlgorithmName = (typeof ALGORITHM_NAMES)[number];

/** Whether a refused request is counted by those of its limits that had room. */
export const DENIED_MODES = ['free', 'charged'] as const;
export type DeniedMode = (typeof DENIED_MODES)[number];

/** Whose token a request carries. */
export const TOKEN_KINDS = ['oauth', 'conversion'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** How well a figure of the model is known. */
export const EVIDENCE_STATUSES = ['documented', 'assumed', 'inferred'] as const;
export type EvidenceStatus = (typeof EVIDENCE_STATUSES)[number];

/** Where a figure comes from. `read` is the date (YYYY-MM-DD) on which the source was read. */
export interface Provenance {
  readonly title: string;
  readonly url?: string;
  readonly read?: string;
  readonly status: EvidenceStatus;
}

/** Which requests a rule meets. A member that is absent does not narrow. */
export interface RequestMatch {
  readonly category?: string;
  readonly isTest?: boolean;
  readonly token?: TokenKind;
}

/** At most `limit` requests (or units) in a window, counted apart for each distinct tuple of `scope`. */
export interface Limit {
  /** Unique within its tier. */
  readonly id: string;
  readonly appliesTo: RequestMatch;
  /** Whether each request counts 1, or its cost. */
  readonly counts: 'requests' | 'units';
  /** A positive whole number. */
  readonly limit: number;
  /** Whole microseconds. */
  readonly window: number;
  readonly scope: readonly ScopeKey[];
  readonly provenance: Provenance;
}

/** An access tier: an ordered list of limits. */
export interface Tier {
  readonly name: string;
  readonly title: string;
  readonly limits: readonly Limit[];
}

/** A category of operations. */
export interface Category {
  readonly name: string;
  readonly description: string;
}

/** One operation of the API. `category` may be one that the model sets no limit for; the operation is then unmapped. */
export interface Operation {
  /** Upper case. */
  readonly method: string;
  /** Path template below the base path, such as `/ad_accounts/{ad_account_id}/ads`. */
  readonly path: string;
  readonly category: string;
}

/** Requests that meet no limit at all. */
export interface Exemption {
  readonly appliesTo: RequestMatch;
  readonly reason: string;
}

/** What the provider's documents do not say, and what the model takes instead. */
export interface Assumption {
  readonly id: string;
  readonly value: string;
  readonly status: EvidenceStatus;
  readonly reason: string;
  /** The command-line option that changes it, where one does. */
  readonly option?: string;
}

/** A whole model: tiers in the order in which a team would move up through them. */
export interface RateModel {
  readonly name: string;
  readonly title: string;
  /** Leading part of every path, such as `/v5`, that a trace may carry or leave out. */
  readonly basePath: string;
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  readonly categories: readonly Category[];
  readonly operations: readonly Operation[];
  readonly exemptions: readonly Exemption[];
  readonly tiers: readonly Tier[];
  readonly assumptions: readonly Assumption[];
}
