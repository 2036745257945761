import type { AppScopedName } from './columns.js';

/** Names as small whole numbers, in order of first appearance. */
export interface Interner {
  readonly names: readonly string[];
  intern(name: string): number;
}

/** An interner that knows some names already. */
export function createInterner(known: readonly string[] = []): Interner {
  const names = [...known];
  const numbers = new Map(names.map((name, number) => [name, number]));
  return {
    names,
    intern(name) {
      let number = numbers.get(name);
      if (number === undefined) {
        number = names.length;
        numbers.set(name, number);
        names.push(name);
      }
      return number;
    },
  };
}

/** (app, name) pairs as small whole numbers. */
export interface PairInterner {
  readonly pairs: readonly AppScopedName[];
  intern(app: number, name: string): number;
}

/** An empty interner of pairs. */
export function createPairInterner(): PairInterner {
  const pairs: AppScopedName[] = [];
  const numbersByApp: Map<string, number>[] = [];
  return {
    pairs,
    intern(app, name) {
      const numbers = (numbersByApp[app] ??= new Map());
      let number = numbers.get(name);
      if (number === undefined) {
        number = pairs.length;
        numbers.set(name, number);
        pairs.push({ app, name });
      }
      return number;
    },
  };
}
