import { kindOf } from '../../engine/limit-plan.js';
import { FLAG_CONVERSION, FLAG_TEST, type Columns } from '../../trace/columns.js';
import type { AdviceCase } from './detector.js';

const FLAGS = [0, FLAG_TEST, FLAG_CONVERSION, FLAG_TEST | FLAG_CONVERSION] as const;

/** The kinds of requests (see `kindOf`) of a category. @param category its index. */
export function kindsOfCategory(category: number): number[] {
  return FLAGS.map((flags) => kindOf(category, flags));
}

/** The kinds of requests that meet a limit which throttles. */
export function pressedKinds({ plan, throttling }: AdviceCase): Set<number> {
  const kinds = plan.routes.flatMap((route, kind) =>
    throttling.some(({ index }) => route.includes(index)) ? [kind] : [],
  );
  return new Set(kinds);
}

/** Counts the requests of some kinds. */
export function countKinds({ category, flags, length }: Columns, kinds: readonly number[]): number {
  const counted = new Set(kinds);
  let count = 0;
  for (let seq = 0; seq < length; seq++) {
    if (counted.has(kindOf(category[seq]!, flags[seq]!))) count++;
  }
  return count;
}
