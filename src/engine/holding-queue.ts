import { costOf } from './limit-plan.js';
import type { Gate } from './gate.js';
import { createMinHeap, type MinHeap } from './min-heap.js';
import type { Run } from './run.js';
import { createWaitGroups } from './wait-groups.js';

/** Holds requests until a gate has room for them. */
export interface HoldingQueue {
  /** Takes in request `seq`, for which `gate` has just found the binding limit and the reset. */
  hold(seq: number): void;
  /** Takes a request out before its time. */
  remove(seq: number): void;
}

/** Groups that wait for one limit's scope tuple to have room for one cost. */
interface Bay {
  readonly limit: number;
  readonly slot: number;
  readonly cost: number;
  /** Heads of the groups, each with its group. An entry counts only while it is its group's head and place. */
  readonly heads: MinHeap;
  /** The event that stands for the bay; any other that comes up is out of date. */
  eventTime: number;
  eventSeq: number;
}

/** Requests that are let through by the same room. */
interface Group {
  readonly waiting: MinHeap;
  bay: Bay | undefined;
}

/**
 * Lets each request go at the earliest instant at which every limit of a gate has room, considering at each
 * instant the waiting requests in trace order.
 *
 * Requests that meet the same limits in the same scope tuples at the same cost form a group, of which only
 * the head can be the next to go. A group waits in the bay of the limit that has no room for longest; a bay
 * has one event, at the next instant at which its limit has room, and then looks at the groups in the order
 * of their heads. So each event lets a request go or moves a group, and the cost of a run stays near linear
 * however long the backlog.
 * @param letGo sends a request for which there is room; afterwards the gate has counted it.
 */
export function createHoldingQueue(
  run: Run,
  gate: Gate,
  letGo: (seq: number, t: number) => void,
): HoldingQueue {
  const { columns, plan } = run;
  const numbers = createWaitGroups(columns, plan);
  const groups: Group[] = [];
  const bays: Bay[] = [];
  const removed = new Set<number>();

  const bayOfBinding = (seq: number): number => {
    const limit = gate.binding;
    const slot = plan.tuples[limit]!.slot[seq]!;
    const cost = costOf(plan, columns, limit, seq);
    const number = numbers.bayOf(limit, slot, cost);
    bays[number] ??= { limit, slot, cost, heads: createMinHeap(), eventTime: NaN, eventSeq: -1 };
    return number;
  };

  const schedule = (number: number, time: number): void => {
    const bay = bays[number]!;
    bay.eventTime = time;
    bay.eventSeq = bay.heads.key;
    scheduleBay(time, bay.eventSeq, number);
  };

  /** Puts a group, by its head, into the bay of the limit that the gate has just found to bind it. */
  const enter = (number: number, head: number): void => {
    const bayNumber = bayOfBinding(head);
    const bay = bays[bayNumber]!;
    groups[number]!.bay = bay;
    bay.heads.push(head, number);
    if (bay.heads.key === head) schedule(bayNumber, gate.reset);
  };

  /** The first of a group that still waits; -1 if none does. */
  const headOf = ({ waiting }: Group): number => {
    while (waiting.size > 0 && removed.delete(waiting.key)) waiting.pop();
    return waiting.size === 0 ? -1 : waiting.key;
  };

  /** Brings the heads of a bay up to date. @returns whether a group is left. */
  const settle = (bay: Bay): boolean => {
    const { heads } = bay;
    while (heads.size > 0) {
      const group = groups[heads.value]!;
      const head = group.bay === bay ? headOf(group) : -1;
      if (head === heads.key) return true;
      const number = heads.value;
      heads.pop();
      if (head > -1) heads.push(head, number);
    }
    return false;
  };

  /** Lets the head of a bay's first group go, or moves the group to where it now has to wait. */
  const tryFirst = (bay: Bay, t: number): void => {
    const { heads } = bay;
    const number = heads.value;
    const seq = heads.key;
    if (gate.hasRoom(seq, t)) {
      groups[number]!.waiting.pop();
      letGo(seq, t);
      return;
    }
    gate.findBinding(seq, t);
    if (bays[bayOfBinding(seq)] === bay) return;
    heads.pop();
    enter(number, seq);
  };

  const scheduleBay = run.onEvent((seq, t, number) => {
    const bay = bays[number]!;
    if (bay.eventTime !== t || bay.eventSeq !== seq || !settle(bay)) return;
    run.advance(t);
    if (bay.heads.key === seq) tryFirst(bay, t);
    if (settle(bay)) schedule(number, gate.limiters[bay.limit]!.next(bay.slot, t, bay.cost));
  });

  return {
    hold(seq) {
      const number = numbers.groupOf(seq, gate.limitsOf(seq));
      const group = (groups[number] ??= { waiting: createMinHeap(), bay: undefined });
      const head = headOf(group);
      group.waiting.push(seq, number);
      if (head === -1 || seq < head) enter(number, seq);
    },
    remove(seq) {
      removed.add(seq);
    },
  };
}
