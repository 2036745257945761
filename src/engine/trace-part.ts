import type { Columns } from '../trace/columns.js';
import { pick, pickRequests } from '../trace/pick-requests.js';
import type { LimitPlan } from './limit-plan.js';
import type { ScopeTuples } from './scope-tuples.js';

/** The requests that one run replays, under their limits, and what it must know of the trace that they are part of. */
export interface TracePart {
  /** Requests in trace order; a `seq` of the run is a place here. */
  readonly columns: Columns;
  readonly plan: LimitPlan;
  /** Users are numbered below this. */
  readonly users: number;
  /** By request: its `seq` in the whole trace; absent where the part is the whole. */
  readonly seqs?: Uint32Array;
  /** First and last timestamp of the whole trace, in whole microseconds; 0 if it is empty. */
  readonly start: number;
  readonly end: number;
}

/** A whole trace as the only part of it. */
export function wholeTrace(columns: Columns, plan: LimitPlan): TracePart {
  return { columns, plan, users: columns.names.users.length, ...spanOf(columns) };
}

/**
 * Some requests of a trace by themselves. Its users and scope tuples are numbered anew, so that what is kept for
 * each takes no more room than it must.
 * @param seqs which, rising.
 */
export function partOfTrace(columns: Columns, plan: LimitPlan, seqs: Uint32Array): TracePart {
  const picked = pickRequests(
    columns,
    seqs,
    pick(columns.timestamp, seqs, new Float64Array(seqs.length)),
  );
  const narrowed = new Map<Uint32Array, ScopeTuples>();
  const tuples = plan.tuples.map(({ slot }) => {
    const known = narrowed.get(slot);
    if (known !== undefined) return known;
    const own = pick(slot, seqs, new Uint32Array(seqs.length));
    const its = { slot: own, count: renumber(own) };
    narrowed.set(slot, its);
    return its;
  });
  return {
    columns: picked,
    plan: { ...plan, tuples },
    users: renumber(picked.user),
    seqs,
    ...spanOf(columns),
  };
}

function spanOf({ timestamp, length }: Columns): Pick<TracePart, 'start' | 'end'> {
  return length === 0
    ? { start: 0, end: 0 }
    : { start: timestamp[0]!, end: timestamp[length - 1]! };
}

/** Replaces numbers by those from 0 on in the order of first appearance. @returns how many there are. */
function renumber(numbers: Uint32Array): number {
  const most = numbers.reduce((largest, number) => Math.max(largest, number), 0);
  const places = new Uint32Array(most + 1);
  let count = 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    places[number] ||= ++count;
    numbers[i] = places[number] - 1;
  }
  return count;
}
