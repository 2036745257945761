import type {
  AlgorithmName,
  DeniedMode,
  EvidenceStatus,
  ScopeKey,
  TokenKind,
} from './rate-model.js';

/** A model document as a person writes it, once its form has been checked against `modelSchema`. */
export interface ModelDocument {
  readonly name: string;
  readonly title: string;
  readonly base_path?: string;
  readonly operations?: string;
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  readonly sources: Readonly<Record<string, SourceDocument>>;
  readonly categories?: Readonly<Record<string, string>>;
  readonly exemptions?: readonly { readonly applies_to: MatchDocument; readonly reason: string }[];
  readonly assumptions?: readonly AssumptionDocument[];
  readonly tiers: readonly TierDocument[];
}

export interface SourceDocument {
  readonly title: string;
  readonly url?: string;
  readonly read?: string;
}

export interface MatchDocument {
  readonly category?: string;
  readonly is_test?: boolean;
  readonly token?: TokenKind;
}

export interface AssumptionDocument {
  readonly id: string;
  readonly value: string;
  readonly status: EvidenceStatus;
  readonly reason: string;
  readonly option?: string;
}

export interface LimitDefaultsDocument {
  readonly window?: string;
  readonly scope?: readonly ScopeKey[];
  readonly counts?: 'requests' | 'units';
  readonly source?: string;
  readonly status?: EvidenceStatus;
}

export interface LimitDocument extends LimitDefaultsDocument {
  readonly id: string;
  readonly applies_to?: 'all' | MatchDocument;
  readonly limit: number;
}

export interface TierDocument {
  readonly name: string;
  readonly title: string;
  readonly defaults?: LimitDefaultsDocument;
  readonly limits: readonly LimitDocument[];
}
