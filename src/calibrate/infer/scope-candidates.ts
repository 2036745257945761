import { scopeTuples } from '../../engine/scope-tuples.js';
import type { ScopeKey } from '../../model/rate-model.js';
import type { Columns } from '../../trace/columns.js';
import type { Series } from '../gather-series.js';

/** Scopes that parts the requests of a trace alike: they cannot be told apart by it. */
export interface Partition {
  /** The one that is named, the others behind it. */
  readonly scopes: readonly (readonly ScopeKey[])[];
  readonly slots: Uint32Array;
  readonly tuples: number;
}

/** What a quota may be counted apart for, from all together to the narrowest. */
const SCOPES: readonly (readonly ScopeKey[])[] = [
  ['app'],
  [],
  ['app', 'user'],
  ['user'],
  ['app', 'ad_account'],
  ['app', 'user', 'ad_account'],
];

/** The ways of parting the requests that a quota counts. @param own the model's own scope, which is named before others that part them alike. */
export function partitionsOf(
  columns: Columns,
  series: Series,
  own: readonly ScopeKey[] | undefined,
): Partition[] {
  const partitions = new Map<string, Partition>();
  const scopes =
    own === undefined ? SCOPES : [own, ...SCOPES.filter((scope) => !isSame(scope, own))];
  for (const scope of scopes) {
    const { slot } = scopeTuples(columns, scope);
    const { key, tuples } = signature(slot, series);
    const known = partitions.get(key);
    const names = known === undefined ? [scope] : [...known.scopes, scope];
    partitions.set(key, { scopes: names, slots: known?.slots ?? slot, tuples });
  }
  return [...partitions.values()].sort((a, b) => a.tuples - b.tuples);
}

function isSame(a: readonly ScopeKey[], b: readonly ScopeKey[]): boolean {
  return a.length === b.length && a.every((key) => b.includes(key));
}

/** Two multipliers of a hash over 32 bits each; a collision would merge two scopes in the report, no more. */
const FIRST = 0x9e3779b1;
const SECOND = 0x85ebca77;

/** What is equal for scopes that part the counted requests alike: tuples numbered in order of appearance, hashed. */
function signature(
  slots: Uint32Array,
  { cost, observations }: Series,
): { key: string; tuples: number } {
  const numbers = new Map<number, number>();
  let a = 1;
  let b = 1;
  const take = (seq: number): void => {
    const number = numbers.get(slots[seq]!) ?? numbers.size;
    numbers.set(slots[seq]!, number);
    a = Math.imul(a ^ number, FIRST) + 1;
    b = Math.imul(b + number, SECOND) ^ (b >>> 13);
  };
  for (let seq = 0; seq < cost.length; seq++) if (cost[seq]! > 0) take(seq);
  for (const { seq } of observations) take(seq);
  return { key: `${numbers.size} ${a} ${b}`, tuples: numbers.size };
}
