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

/**
 * Header values by name. Several of one name, as Node.js gives them, are one list; what is no text is absent.
 */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** The headers that are written. */
export type WrittenHeaders = Readonly<Record<string, string>>;

/** One generation of rate limit headers. */
export interface HeaderStyle {
  /** @returns undefined where none of its headers is there. Names are taken in any case. */
  parse(fields: HeaderFields): RateLimit | HeaderFault | undefined;
  /**
   * The headers of an answer, with what this generation cannot say left out. Times are rounded up to seconds.
   * @param now when the answer is given, in whole microseconds since the epoch.
   */
  write(rateLimit: RateLimit, now: number): WrittenHeaders;
}

/** Looks headers up by name, in any case. */
export function headerReader(fields: HeaderFields): (name: string) => string | undefined {
  const byName = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) {
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = given.filter((part) => typeof part === 'string');
    if (texts.length > 0) byName.set(name.toLowerCase(), texts.join(', '));
  }
  return (name) => byName.get(name);
}

/**
 * The state that a generation with room for one is given: of those that say what remains the one of which the least
 * does, with the quota of the policy that has its name; where none says it, the first.
 */
export function nearestState({ states, policies }: RateLimit): QuotaState | undefined {
  const left = ({ remaining = Infinity }: QuotaState): number => remaining;
  const [first, ...others] = states;
  if (first === undefined) return undefined;
  const nearest = others.reduce((near, next) => (left(next) < left(near) ? next : near), first);
  const quota =
    nearest.quota ??
    (nearest.name === undefined
      ? undefined
      : policies.find(({ name }) => name === nearest.name)?.quota);
  return quota === undefined ? nearest : { ...nearest, quota };
}
