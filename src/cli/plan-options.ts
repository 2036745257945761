import { availableParallelism } from 'node:os';
import type { ClientSpec } from '../engine/client-spec.js';
import { InputError } from '../errors.js';
import type { Tier } from '../model/rate-model.js';
import type { GrowthSettings } from '../plan/growth/growth.js';
import type { ReplicationGoal } from '../plan/replicate.js';
import { HOUR, MINUTE, parseDuration } from '../time.js';

/** The options of a plan, as parsed from the command line. */
export interface PlanFlagArgs {
  readonly growth?: string;
  readonly spread?: string;
  readonly sharedAdAccounts: boolean;
  readonly precision: string;
  readonly mostRequests?: number;
  readonly replications?: string;
  readonly workers?: number;
}

const DEFAULT_USER_SPREAD = HOUR;
const DEFAULT_RATE_SPREAD = MINUTE;
/** Replications after which a precision that is still not reached is given up. */
const MOST_REPLICATIONS = 400;

/**
 * How copies are made. The clock of a clone is shifted, forward or back by up to half the spread, by whole multiples
 * of the longest window that is counted per user and fits into that, so that a clone meets its own limits just as the user it was cloned from.
 */
export function growthSettings(args: PlanFlagArgs, tiers: readonly Tier[]): GrowthSettings {
  const spread = args.spread === undefined ? undefined : parseSpread(args.spread);
  const userSpread = spread ?? DEFAULT_USER_SPREAD;
  const windows = tiers
    .flatMap(({ limits }) => limits)
    .filter(({ scope, window }) => scope.includes('user') && window <= userSpread / 2)
    .map(({ window }) => window);
  return {
    userSpread,
    userStep: Math.max(1, ...windows),
    rateSpread: spread ?? DEFAULT_RATE_SPREAD,
    sharedAdAccounts: args.sharedAdAccounts,
  };
}

function parseSpread(text: string): number {
  const us = text === '0' ? 0 : parseDuration(text);
  if (us !== null) return us;
  throw new InputError(`--spread ${text}: expected a duration such as 30s, 15m, 1h, or 0 for none`);
}

/** A step between factors as a share of the factor: 0.001 to 1. */
export function parsePrecision(text: string): number {
  const share = parsePercent(text);
  if (share !== null && share >= 0.001 && share <= 1) return share;
  throw new InputError(`--precision ${text}: expected a percentage from 0.1% to 100%`);
}

/** `20` replications, or as many as it takes for `5%`. */
export function parseReplications(text: string | undefined): ReplicationGoal | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) >= 2 && Number(text) <= 100_000) {
    return { kind: 'count', count: Number(text) };
  }
  const share = parsePercent(text);
  if (share !== null && share > 0 && share < 1) {
    return { kind: 'half-width', share, most: MOST_REPLICATIONS };
  }
  throw new InputError(
    `--replications ${text}: expected a whole number of at least 2, or the half-width of the intervals as a percentage, as in 5%`,
  );
}

function parsePercent(text: string): number | null {
  const digits = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  return digits === undefined ? null : Number(`${digits}e-2`);
}

/** Threads to run on. */
export function parseWorkers(workers: number | undefined): number {
  if (workers === undefined) return availableParallelism();
  if (Number.isSafeInteger(workers) && workers >= 1 && workers <= 256) return workers;
  throw new InputError(`--workers ${workers}: expected a whole number from 1 to 256`);
}

/** The most requests of a grown load: fewer for a client whose runs take longer. */
export function parseMostRequests(
  most: number | undefined,
  { policy, pacing }: ClientSpec,
): number {
  if (most === undefined) return policy === 'drop' && pacing === undefined ? 5e6 : 1e6;
  if (Number.isSafeInteger(most) && most >= 1) return most;
  throw new InputError(`--most-requests ${most}: expected a whole number of at least 1`);
}
