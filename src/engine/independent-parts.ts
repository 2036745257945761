import type { Columns } from '../trace/columns.js';
import type { Client } from './client.js';
import { kindOf, type LimitPlan } from './limit-plan.js';

/** So many parts at most, whatever the number of threads: the parts that a run is made of are the trace's alone. */
const MOST_PARTS = 8;
/** A part has so many requests on average at least. */
const LEAST_REQUESTS = 500_000;

/** A trace that would be in fewer parts stays whole: two threads would gain little, and one loses. */
const FEWEST_PARTS = 6;

/** Into how many parts a trace may be split, and how small. */
export interface Splitting {
  readonly mostParts: number;
  readonly fewestParts?: number;
  readonly leastRequests: number;
}

const SPLITTING: Splitting = {
  mostParts: MOST_PARTS,
  fewestParts: FEWEST_PARTS,
  leastRequests: LEAST_REQUESTS,
};

/** One way to number the requests of a trace by what they share, from 0 up to `count` (exclusive). */
interface Sharing {
  readonly slot: Uint32Array;
  readonly count: number;
}

/**
 * Splits a trace into parts that share nothing, so that each can be replayed by itself: no scope tuple of a limit
 * that requests of two parts meet, and no user where the client keeps count of its users. A request that meets no
 * limit goes with its user.
 *
 * Requests that share something are joined by union-find (Tarjan, "Efficiency of a Good But Not Linear Set Union
 * Algorithm", 1975); the groups, from the largest on, each go into the smallest part so far (Graham, "Bounds on
 * Multiprocessing Timing Anomalies", 1969).
 * @returns by part, the `seq` of its requests, rising; none where the trace is too small, or cannot be split.
 */
export function independentParts(
  columns: Columns,
  plan: LimitPlan,
  client: Client,
  { mostParts, fewestParts = 2, leastRequests }: Splitting = SPLITTING,
): Uint32Array[] {
  const most = Math.min(mostParts, Math.floor(columns.length / leastRequests));
  if (most < fewestParts || couplesAll(columns, plan, client)) return [];
  const { group, sizes } = groupsOf(columns, plan, couplesUsers(client));
  if (sizes.length < 2) return [];
  return seqsOf(group, fillParts(sizes, Math.min(most, sizes.length)));
}

/** Whether what a client does with one request may depend on every other: no such thing is known of a client that was made from its settings. */
function couplesAll({ cost }: Columns, { countsUnits }: LimitPlan, client: Client): boolean {
  if (client.recipe === undefined) return true;
  // A bucket's burst is the largest cost of the whole trace.
  return client.pacing?.kind === 'share' && cost !== undefined && countsUnits.includes(true);
}

function couplesUsers({ concurrency, pacing }: Client): boolean {
  return concurrency !== undefined || pacing?.kind === 'spacing';
}

/** The group of each request, and the number of requests in each group. Groups are numbered by their first request. */
function groupsOf(
  columns: Columns,
  { routes, tuples }: LimitPlan,
  joinsUsers: boolean,
): { readonly group: Uint32Array; readonly sizes: number[] } {
  const { category, flags, user, names, length } = columns;
  const byUser: Sharing = { slot: user, count: names.users.length };
  const sharings = new Map<Uint32Array, Sharing>([byUser, ...tuples].map((one) => [one.slot, one]));
  const firstNode = new Map<Uint32Array, number>();
  let nodes = 0;
  for (const { slot, count } of sharings.values()) {
    firstNode.set(slot, nodes);
    nodes += count;
  }
  const columnsOfKind = routes.map((route) => {
    const met = new Set([...route].map((k) => tuples[k]!.slot));
    if (joinsUsers || met.size === 0) met.add(user);
    return [...met].map((slot) => ({ slot, first: firstNode.get(slot)! }));
  });

  const parent = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node++) parent[node] = node;
  const find = (node: number): number => {
    let at = node;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (let seq = 0; seq < length; seq++) {
    const shared = columnsOfKind[kindOf(category[seq]!, flags[seq]!)]!;
    if (shared.length < 2) continue;
    const one = find(shared[0]!.first + shared[0]!.slot[seq]!);
    for (let i = 1; i < shared.length; i++) {
      parent[find(shared[i]!.first + shared[i]!.slot[seq]!)] = one;
    }
  }

  const group = new Uint32Array(length);
  const groupOfRoot = new Int32Array(nodes).fill(-1);
  const sizes: number[] = [];
  for (let seq = 0; seq < length; seq++) {
    const shared = columnsOfKind[kindOf(category[seq]!, flags[seq]!)]![0]!;
    const root = find(shared.first + shared.slot[seq]!);
    if (groupOfRoot[root] === -1) groupOfRoot[root] = sizes.push(0) - 1;
    group[seq] = groupOfRoot[root]!;
    sizes[group[seq]!]!++;
  }
  return { group, sizes };
}

/** The part of every group. */
function fillParts(sizes: readonly number[], parts: number): Uint8Array {
  const partOf = new Uint8Array(sizes.length);
  const filled = new Array<number>(parts).fill(0);
  const fromLargest = Uint32Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  for (const group of fromLargest) {
    const part = filled.indexOf(Math.min(...filled));
    partOf[group] = part;
    filled[part]! += sizes[group]!;
  }
  return partOf;
}

/** By part, the `seq` of its requests. */
function seqsOf(group: Uint32Array, partOf: Uint8Array): Uint32Array[] {
  const counts = new Array<number>(partOf.reduce((most, part) => Math.max(most, part), 0) + 1).fill(
    0,
  );
  for (const one of group) counts[partOf[one]!]!++;
  const parts = counts.map((count) => new Uint32Array(count));
  counts.fill(0);
  for (let seq = 0; seq < group.length; seq++) {
    const part = partOf[group[seq]!]!;
    parts[part]![counts[part]!++] = seq;
  }
  return parts;
}
