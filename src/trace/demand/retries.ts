import { formatDuration, MINUTE } from '../../time.js';
import type { Columns } from '../columns.js';
import { clockStep } from '../quirks/coarse-clock.js';

/** HTTP status of a request that a rate limit refused (RFC 6585, section 4). */
export const TOO_MANY_REQUESTS = 429;

/** How long after a refusal the same request counts as its retry, in microseconds, unless told otherwise. */
export const RETRY_SPAN = MINUTE;

/** What a trace tells of requests that were refused when it was recorded. */
export interface Retries {
  /** The rule's span. */
  readonly spanMs: number;
  /** Whether all times are whole seconds or coarser, so that a retry may stand at the time of its refusal; absent is no. */
  readonly isCoarse?: true;
  /** Requests answered 429. */
  readonly refused: number;
  /** Requests that look like retries of a refused one. */
  readonly retries: number;
  /** Refused requests that are no retry themselves: what was asked for and refused at first. */
  readonly demands: number;
  /** Of those, the ones whose last attempt was refused too. */
  readonly unserved: number;
  /** The most attempts at one demand. */
  readonly mostAttempts: number;
  /**
   * How often the same requests come again without a refusal: of so many that were not answered 429, so many were
   * followed by the same request within the span. Where this is often, retries cannot be told for certain.
   */
  readonly otherwise: { readonly requests: number; readonly repeated: number };
}

/** The rule in words. */
export function retryRule({ spanMs, isCoarse }: Pick<Retries, 'spanMs' | 'isCoarse'>): string {
  return (
    'same user, method and path, or category where no path is recorded; ' +
    `at most ${formatDuration(spanMs * 1000)} after the 429` +
    (isCoarse === true ? ', or below it at the same time, as all are whole seconds' : '')
  );
}

/** A demand that was refused so far. */
interface OpenDemand {
  refusedAt: number;
  attempts: number;
}

/** What is known of the requests that ask for one thing. */
interface Asked {
  /** In order of their refusal. */
  readonly open: OpenDemand[];
  servedAt: number;
}

/**
 * Finds the requests that look like retries: a request that comes after a refused one of the same user, for the
 * same thing, within `span` of its refusal. Each refusal takes one retry, the earliest refusal first; a retry that
 * is refused waits for the next. Requests at the instant of the refusal are none: its answer was not there yet. Only
 * where all times are whole seconds or coarser (`clockStep`), those that stand below it in the order of the rows count.
 * @param span microseconds. @returns the facts, and of each request 1 if it is a retry; undefined if none was refused.
 */
export function findRetries(
  columns: Columns,
  span: number,
): { readonly facts: Retries; readonly isRetry: Uint8Array } | undefined {
  const { status, timestamp, length } = columns;
  if (status?.includes(TOO_MANY_REQUESTS) !== true) return undefined;
  const askedAt = refusedThings(columns, status);
  const isCoarse = clockStep(columns) !== undefined;
  const follows = (now: number, then: number): boolean => (isCoarse ? now >= then : now > then);
  const isRetry = new Uint8Array(length);
  const counts = { refused: 0, retries: 0, demands: 0, unserved: 0, mostAttempts: 1 };
  const otherwise = { requests: 0, repeated: 0 };

  for (let seq = 0; seq < length; seq++) {
    const asked = askedAt(seq);
    if (asked === undefined) continue;
    const { open } = asked;
    const now = timestamp[seq]!;
    const isRefused = status[seq] === TOO_MANY_REQUESTS;
    while (open.length > 0 && now - open[0]!.refusedAt > span) {
      open.shift();
      counts.unserved++;
    }
    const demand = open.length > 0 && follows(now, open[0]!.refusedAt) ? open.shift() : undefined;
    if (isRefused) counts.refused++;
    if (demand !== undefined) {
      isRetry[seq] = 1;
      counts.retries++;
      demand.attempts++;
      counts.mostAttempts = Math.max(counts.mostAttempts, demand.attempts);
    } else if (isRefused) {
      counts.demands++;
    } else if (follows(now, asked.servedAt) && now - asked.servedAt <= span) {
      otherwise.repeated++;
    }
    if (isRefused) {
      open.push({ refusedAt: now, attempts: demand?.attempts ?? 1 });
    } else {
      otherwise.requests++;
      asked.servedAt = now;
    }
  }
  for (const { open } of askedAt.all()) counts.unserved += open.length;
  return {
    facts: { spanMs: span / 1000, ...(isCoarse && { isCoarse }), ...counts, otherwise },
    isRetry,
  };
}

/** What each request asks for; undefined where no request for the same was refused. */
interface RefusedThings {
  (seq: number): Asked | undefined;
  all(): Iterable<Asked>;
}

function refusedThings(columns: Columns, status: Uint16Array): RefusedThings {
  const { user, adAccount, category, operation, request, length, names } = columns;
  const what = request ?? operation ?? category;
  const accounts = names.adAccounts.length;
  let kinds = 0;
  for (const number of what) kinds = Math.max(kinds, number + 1);
  /** Numbers of (user, what is asked for) pairs. */
  const pairs = new Map<number, number>();
  const things = new Map<number, Asked>();

  for (let seq = 0; seq < length; seq++) {
    if (status[seq] !== TOO_MANY_REQUESTS) continue;
    const key = user[seq]! * kinds + what[seq]!;
    const pair = pairs.get(key) ?? pairs.size;
    pairs.set(key, pair);
    const thing = pair * accounts + adAccount[seq]!;
    if (!things.has(thing)) things.set(thing, { open: [], servedAt: -Infinity });
  }
  const thingOf = (seq: number): Asked | undefined => {
    const pair = pairs.get(user[seq]! * kinds + what[seq]!);
    return pair === undefined ? undefined : things.get(pair * accounts + adAccount[seq]!);
  };
  return Object.assign(thingOf, { all: () => things.values() });
}
