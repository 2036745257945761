import type { Columns } from '../trace/columns.js';
import { costOf, type LimitPlan } from './limit-plan.js';

/** A level of the tree that numbers the groups: by limit, scope tuple and cost in turn. */
interface Level {
  readonly below: Map<number, Level>;
  group: number;
}

/** Numbers what requests are stopped by. */
export interface WaitGroups {
  /**
   * The group of a request: all requests that meet the same limits in the same scope tuples at the same cost.
   * What lets one of them through would let any other through.
   */
  groupOf(seq: number, limits: Uint16Array): number;
  /** The bay of a limit's scope tuple and cost: where those wait for whom this limit has no room. */
  bayOf(k: number, slot: number, cost: number): number;
}

/** An empty numbering for the requests of a plan. */
export function createWaitGroups(columns: Columns, plan: LimitPlan): WaitGroups {
  const groups = createLevel();
  const bays = createLevel();
  let groupCount = 0;
  let bayCount = 0;
  return {
    groupOf(seq, limits) {
      let level = groups;
      for (const k of limits) {
        level = step(level, k);
        level = step(level, plan.tuples[k]!.slot[seq]!);
        level = step(level, costOf(plan, columns, k, seq));
      }
      if (level.group === -1) level.group = groupCount++;
      return level.group;
    },
    bayOf(k, slot, cost) {
      const level = step(step(step(bays, k), slot), cost);
      if (level.group === -1) level.group = bayCount++;
      return level.group;
    },
  };
}

function createLevel(): Level {
  return { below: new Map(), group: -1 };
}

function step(level: Level, key: number): Level {
  let next = level.below.get(key);
  if (next === undefined) level.below.set(key, (next = createLevel()));
  return next;
}
