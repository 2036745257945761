import { kindOf } from '../../engine/limit-plan.js';
import type { Columns } from '../../trace/columns.js';
import type { Sample } from '../metrics.js';

/** Requests that are sent once, by user, while a trace goes by. Arrays are by user. */
export interface UserCounts {
  /** Counts the first `length` requests of the columns. @param bindingLimit −1 where a request was admitted. */
  take(columns: Columns, bindingLimit: ArrayLike<number>, length: number): void;
  readonly offered: Float64Array;
  readonly dropped: Float64Array;
}

/** Nothing is counted yet. @param selects by kind: 1 where a request counts; every one does if absent. */
export function createUserCounts(users: number, selects?: Uint8Array): UserCounts {
  const offered = new Float64Array(users);
  const dropped = new Float64Array(users);
  return {
    take({ user, category, flags }, bindingLimit, length) {
      for (let seq = 0; seq < length; seq++) {
        if (selects !== undefined && selects[kindOf(category[seq]!, flags[seq]!)] !== 1) continue;
        const one = user[seq]!;
        offered[one]!++;
        if (bindingLimit[seq] !== -1) dropped[one]!++;
      }
    },
    offered,
    dropped,
  };
}

/** Every delay is 0, so that one stands for all. */
const NO_DELAYS = new Float64Array(0);
const ZERO_DELAYS = new Float64Array(1);

/** The requests of some users as metrics see them. */
export function sampleOfCounts({
  offered,
  dropped,
}: Pick<UserCounts, 'offered' | 'dropped'>): Sample {
  const sum = (values: Float64Array): number => values.reduce((total, one) => total + one, 0);
  const all = sum(offered);
  const refused = sum(dropped);
  const users = offered.filter((count) => count > 0).length;
  const served = offered.filter((count, user) => count > dropped[user]!).length;
  return {
    offered: all,
    throttled: refused,
    dropped: refused,
    delayed: 0,
    attempts: all,
    users,
    starved: served === 0 ? 0 : users - served,
    delays: all > refused ? ZERO_DELAYS : NO_DELAYS,
  };
}
