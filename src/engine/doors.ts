import type { Columns } from '../trace/columns.js';
import { costOf, kindOf, type LimitPlan } from './limit-plan.js';
import { createMinHeap, type MinHeap } from './min-heap.js';

/** A limit's scope tuple, for those who take the same `cost` of it and have come through the same doors before. */
export interface Door {
  /** Its place in `Doors.all`. */
  readonly number: number;
  /** The door that is passed just before; absent for the outermost. */
  readonly before: Door | undefined;
  readonly limit: number;
  readonly slot: number;
  readonly cost: number;
  /**
   * Who stands behind it, by `seq`: a request for which it is the last door, with this door's number; or the
   * first behind a further door, with that one's.
   */
  readonly waiting: MinHeap;
  /** False while it is known to have no room; true says nothing. */
  isOpen: boolean;
  /** Under which `seq` it stands in the door before, at most that of the first behind it; Infinity if it does not. */
  standsAt: number;
}

/** The doors of a tier as a tree, which grows as requests come. */
export interface Doors {
  readonly all: readonly Door[];
  /** Has no limit and is always open: every request stands behind it. */
  readonly outermost: Door;
  /** The last door that a request has to pass. */
  lastFor(seq: number): Door;
}

/** By scope tuple, then cost: the doors just behind one. */
type Behind = Map<number, Map<number, Door>>;

/**
 * The doors of a plan. A request passes its limits from the one with the fewest scope tuples to the one with
 * the most, so that a tuple has few doors: one, where each scope divides the one before.
 */
export function createDoors(columns: Columns, plan: LimitPlan): Doors {
  const { category, flags } = columns;
  const { tuples } = plan;
  const routes = plan.routes.map((route) =>
    route.toSorted((a, b) => tuples[a]!.count - tuples[b]!.count || a - b),
  );
  const all: Door[] = [];
  /** By door, then limit. */
  const behind: Behind[][] = [];

  const build = (before: Door | undefined, limit: number, slot: number, cost: number): Door => {
    const door: Door = {
      number: all.length,
      before,
      limit,
      slot,
      cost,
      waiting: createMinHeap(),
      isOpen: true,
      standsAt: Infinity,
    };
    all.push(door);
    behind.push([]);
    return door;
  };
  const doorBehind = (before: Door, limit: number, seq: number): Door => {
    const slot = tuples[limit]!.slot[seq]!;
    const cost = costOf(plan, columns, limit, seq);
    const bySlot = (behind[before.number]![limit] ??= new Map());
    let byCost = bySlot.get(slot);
    if (byCost === undefined) bySlot.set(slot, (byCost = new Map<number, Door>()));
    let door = byCost.get(cost);
    if (door === undefined) byCost.set(cost, (door = build(before, limit, slot, cost)));
    return door;
  };

  const outermost = build(undefined, -1, -1, 0);
  return {
    all,
    outermost,
    lastFor(seq) {
      let door = outermost;
      for (const limit of routes[kindOf(category[seq]!, flags[seq]!)]!) {
        door = doorBehind(door, limit, seq);
      }
      return door;
    },
  };
}
