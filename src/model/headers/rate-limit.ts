import type { HeaderFault } from './header-fault.js';
import type { Reset } from './reset.js';

/**
 * What rate limit headers say, whichever generation of them: the policies that the server announces, and where the
 * caller stands. A member that is not said is absent.
 */
export interface RateLimit {
  readonly states: readonly QuotaState[];
  readonly policies: readonly QuotaPolicy[];
}

/** At most `quota` units in a window. */
export interface QuotaPolicy {
  readonly name?: string;
  /** A whole number ≥ 0. */
  readonly quota: number;
  /** Whole seconds. */
  readonly window?: number;
  /** What is counted, where it is not requests: `content-bytes`. Since draft 08. */
  readonly unit?: string;
  /** Whom the quota is counted for, as base64. Since draft 08. */
  readonly partition?: string;
}

/** What is left of one quota. */
export interface QuotaState {
  readonly name?: string;
  readonly quota?: number;
  readonly remaining?: number;
  readonly reset?: Reset;
  readonly partition?: string;
}

/** Header values by name. */
export type HeaderFields = Readonly<Record<string, string>>;

/** One generation of rate limit headers. */
export interface HeaderStyle {
  /** @returns undefined where none of its headers is there. Names are taken in any case. */
  parse(fields: HeaderFields): RateLimit | HeaderFault | undefined;
  /**
   * The headers of an answer, with what this generation cannot say left out. Times are rounded up to seconds.
   * @param now when the answer is given, in whole microseconds since the epoch.
   */
  write(rateLimit: RateLimit, now: number): HeaderFields;
}

/** Looks headers up by name, in any case. */
export function headerReader(fields: HeaderFields): (name: string) => string | undefined {
  const byName = new Map(Object.entries(fields).map(([name, text]) => [name.toLowerCase(), text]));
  return (name) => byName.get(name);
}
