import { createDoors, type Door } from './doors.js';
import type { Gate } from './gate.js';
import type { Run } from './run.js';

/** Holds requests until a gate has room for them. */
export interface HoldingQueue {
  /** Takes in request `seq`, for which `gate` has just found the binding limit and the reset. */
  hold(seq: number): void;
  /** Takes a request out before its time. */
  remove(seq: number): void;
}

/** Events that open doors come before all requests of their instant. */
const BEFORE_ALL = -1;

/**
 * Lets each request go at the earliest instant at which every limit of a gate has room, considering at each
 * instant the waiting requests in trace order.
 *
 * Each request has a door to pass for each of its limits, one behind the other: see `createDoors`. The first
 * who may go is sought from the outermost door inwards, which shuts the doors on the way that have no room; a
 * shut door opens at the next instant at which its limit has room, and until then nobody behind it is looked
 * at. A door that opened is shut again only after an admission under its limit. So all searches together meet
 * one shut door for each request, and for each admission one for every door of the scope tuples that it
 * counts in: near linear however long the backlog.
 * @param letGo sends a request for which there is room; afterwards the gate has counted it.
 */
export function createHoldingQueue(
  run: Run,
  gate: Gate,
  letGo: (seq: number, t: number) => void,
): HoldingQueue {
  const { queue } = run;
  const doors = createDoors(run.columns, run.plan);
  const removed = new Set<number>();
  let held = 0;
  let resumesAt = -Infinity;
  let resumesWith = Infinity;

  const shut = (door: Door, until: number): void => {
    door.isOpen = false;
    door.standsAt = Infinity;
    openAt(until, BEFORE_ALL, door.number);
  };

  /** Whether a door has room at t; shuts it if it has none. */
  const hasRoom = (door: Door, t: number): boolean => {
    const { limit, slot, cost } = door;
    if (!gate.counters.isFull(limit, slot, t, cost)) return true;
    shut(door, gate.counters.next(limit, slot, t, cost));
    return false;
  };

  /** The first request behind a door that may pass all further doors at t; Infinity if none may. */
  const firstBehind = (door: Door, t: number): number => {
    const { waiting } = door;
    while (waiting.size > 0) {
      const { key: seq, value } = waiting;
      let first = Infinity;
      if (value === door.number) {
        if (!removed.delete(seq)) return seq;
      } else {
        const next = doors.all[value]!;
        if (next.standsAt === seq && hasRoom(next, t)) {
          first = next.standsAt = firstBehind(next, t);
          if (first === seq) return seq;
        }
      }
      waiting.pop();
      if (first < Infinity) waiting.push(first, value);
    }
    return Infinity;
  };

  /** Puts into a door who stands behind it, and the door into those before it, as far as they are open. */
  const stand = (door: Door, seq: number, value: number): void => {
    door.waiting.push(seq, value);
    if (door.before === undefined || !door.isOpen || seq >= door.standsAt) return;
    door.standsAt = seq;
    stand(door.before, seq, door.number);
  };

  /** Lets go, one after the other, all who may go at t; or those before whom no event comes, and the rest after it. */
  const letAllGo = (t: number): void => {
    for (;;) {
      const seq = firstBehind(doors.outermost, t);
      if (seq === Infinity) return;
      if (queue.time === t && queue.seq < seq) {
        if (resumesAt === t && resumesWith <= seq) return;
        resumesAt = t;
        resumesWith = seq;
        resumeAt(t, seq, 0);
        return;
      }
      doors.lastFor(seq).waiting.pop();
      held--;
      letGo(seq, t);
    }
  };

  const resumeAt = run.onEvent((_, t) => {
    resumesAt = -Infinity;
    letAllGo(t);
  });

  const openAt = run.onEvent((_, t, number) => {
    const door = doors.all[number]!;
    door.isOpen = true;
    if (door.before !== undefined && door.waiting.size > 0) {
      door.standsAt = door.waiting.key;
      stand(door.before, door.standsAt, number);
    }
    if (held === 0) return;
    run.advance(t);
    letAllGo(t);
  });

  return {
    hold(seq) {
      held++;
      const last = doors.lastFor(seq);
      for (let door = last; door.before !== undefined; door = door.before) {
        if (door.limit === gate.binding && door.isOpen) shut(door, gate.reset);
      }
      stand(last, seq, last.number);
    },
    remove(seq) {
      held--;
      removed.add(seq);
    },
  };
}
