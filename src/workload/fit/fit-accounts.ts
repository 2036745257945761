import type { Columns } from '../../trace/columns.js';
import type { FitPart } from './fit-parts.js';
import type { PopulationFit } from './fit-populations.js';
import { fitCounts, rounded } from './fit-quantity.js';
import type { FitStream, UserEvents } from './fit-streams.js';
import type { Quantity } from '../profile/workload-document.js';

/** The ad account of requests that address none. */
export const NO_ACCOUNT = 'default';

/** A batch that goes through the ad accounts of its user. */
export interface AccountLoop {
  /** The share of a user's ad accounts that a batch addresses. */
  readonly share: number;
  /** Requests of one batch to one ad account. */
  readonly sizes: Quantity;
  /** Requests of a batch that address none; null if there are none. */
  readonly without: Quantity | null;
}

/** A batch goes through accounts if it addresses this share of its user's, on average; else it is taken to address one. */
const LEAST_SHARE = 0.5;
/** A share above this is all. */
const ALL = 0.995;

/** Finds the jobs and the batches that go through the ad accounts of their users. */
export function fitAccountLoops(
  parts: readonly FitPart[],
  populations: readonly PopulationFit[],
  columns: Columns,
): Map<FitPart, AccountLoop> {
  const loops = new Map<FitPart, AccountLoop>();
  for (const part of parts) {
    const firings = firingsOf(part);
    const accounts = populations.find((each) => each.parts.includes(part))?.accountsOf;
    if (firings === null || accounts === undefined) continue;
    const loop = loopOf(batchesOf(columns, part, firings), accounts);
    if (loop !== null) loops.set(part, loop);
  }
  return loops;
}

/** Places of a part's requests in the columns, in order for each user. */
export function rowsOfPart({ timestamp, user }: Columns, { byUser, what }: FitPart): number[] {
  const streams: readonly FitStream[] = what.kind === 'visits' ? what.streams : [what.stream];
  const left = new Map(byUser.map((each) => [each.user, { times: each.times, next: 0 }]));
  const rows = streams.flatMap((stream) => Array.from(stream.rows));
  if (streams.length > 1) rows.sort((a, b) => a - b);
  return rows.filter((row) => {
    const own = left.get(user[row]!);
    if (own?.times[own.next] !== timestamp[row]!) return false;
    own.next += 1;
    return true;
  });
}

/** The first request of each job firing or batch; null if requests come alone, or in visits. */
function firingsOf({ what }: FitPart): readonly UserEvents[] | null {
  if (what.kind === 'job') return what.job.firings;
  if (what.kind === 'arrivals' && what.arrivals.batches !== null) return what.arrivals.firings;
  return null;
}

interface Batch {
  readonly user: number;
  /** How many requests each ad account has. */
  readonly counts: Map<number, number>;
  without: number;
}

function batchesOf(columns: Columns, part: FitPart, firings: readonly UserEvents[]): Batch[] {
  const { timestamp, user, adAccount, names } = columns;
  const starts = new Map(firings.map((each) => [each.user, { times: each.times, next: 0 }]));
  const batches: Batch[] = [];
  const current = new Map<number, Batch>();
  for (const row of rowsOfPart(columns, part)) {
    const of = user[row]!;
    const own = starts.get(of)!;
    if (own.times[own.next] === timestamp[row]!) {
      own.next += 1;
      const batch = { user: of, counts: new Map<number, number>(), without: 0 };
      current.set(of, batch);
      batches.push(batch);
    }
    const batch = current.get(of);
    if (batch === undefined) continue;
    const account = adAccount[row]!;
    if (names.adAccounts[account]!.name === NO_ACCOUNT) batch.without += 1;
    else batch.counts.set(account, (batch.counts.get(account) ?? 0) + 1);
  }
  return batches;
}

function loopOf(
  batches: readonly Batch[],
  accountsOf: ReadonlyMap<number, number>,
): AccountLoop | null {
  const addressed = batches.reduce((sum, { counts }) => sum + counts.size, 0);
  const owned = batches.reduce((sum, { user }) => sum + (accountsOf.get(user) ?? 0), 0);
  if (addressed === 0 || owned <= batches.length || addressed < LEAST_SHARE * owned) return null;
  const share = Math.min(1, addressed / owned);
  const without = batches.map((batch) => batch.without);
  return {
    share: share > ALL ? 1 : rounded(share, 3),
    sizes: fitCounts(batches.flatMap(({ counts }) => [...counts.values()])),
    without: without.some((count) => count > 0) ? fitCounts(without) : null,
  };
}
