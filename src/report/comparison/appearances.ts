import { cautionWords } from '../caution-words.js';
import { printable } from '../printable.js';
import type { ComparedResult } from './compared-result.js';
import { matchScenarios } from './match-scenarios.js';

/** What is in some of the Results and not in the others; texts fit to be shown. */
export interface Appearance {
  /** `scenario`, `limit`, `category`, `caution`. */
  readonly kind: string;
  readonly name: string;
  /** The names of the Results that have it. */
  readonly in: readonly string[];
}

/** Scenarios, limits that requests meet, categories and cautions that appeared or vanished. */
export function appearances(compared: readonly ComparedResult[]): Appearance[] {
  const results = compared.map(({ result }) => result);
  const matched = matchScenarios(results);
  const scenarios = matched.map(({ label, of }): Appearance => {
    return { kind: 'scenario', name: label, in: namesWhere(compared, (i) => of[i] !== undefined) };
  });
  const limits = matched
    .filter(({ of }) => of.every((each) => each !== undefined))
    .flatMap(({ label, of }) => {
      const met = of.map((each) => (each?.limits ?? []).filter(({ offered }) => offered > 0));
      return each(
        compared,
        `limit of ${label}`,
        met.map((ids) => ids.map(({ id }) => id)),
      );
    });
  const categories = results.map(({ scenarios: [first] }) =>
    (first?.categories ?? []).filter(({ offered }) => offered > 0).map(({ category }) => category),
  );
  const cautions = results.map(cautionWords);
  return [
    ...scenarios,
    ...limits,
    ...each(compared, 'category', categories),
    ...each(compared, 'caution', cautions, 400),
  ].filter((found) => found.in.length < compared.length);
}

/** Things by name: who has each. */
function each(
  compared: readonly ComparedResult[],
  kind: string,
  lists: readonly (readonly string[])[],
  length = 80,
): Appearance[] {
  return [...new Set(lists.flat())].map((name) => ({
    kind,
    name: printable(name, length),
    in: namesWhere(compared, (i) => lists[i]!.includes(name)),
  }));
}

function namesWhere(compared: readonly ComparedResult[], has: (i: number) => boolean): string[] {
  return compared.filter((_, i) => has(i)).map(({ name }) => name);
}
