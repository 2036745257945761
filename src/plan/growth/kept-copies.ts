import type { Columns } from '../../trace/columns.js';
import { copiesFor, makeCopies, presentAt, type Copies, type CopyRule } from './copies.js';
import type { GrowthSettings } from './growth.js';

/** A rule's maker. @param copies that shifts will be asked for. */
export type MakeRule = (
  columns: Columns,
  copies: number,
  settings: GrowthSettings,
  seed: number,
) => CopyRule;

interface Kept {
  readonly makeRule: MakeRule;
  readonly settings: GrowthSettings;
  readonly seed: number;
  readonly copies: number;
  readonly all: Copies;
}

/** Of each load the copies made last. They say nothing that making them again would not. */
const kept = new WeakMap<Columns, Kept>();

/** The copies of a load's requests that are present at a factor. Those made for a larger one are used again. */
export function copiesAt(
  makeRule: MakeRule,
  columns: Columns,
  factor: number,
  settings: GrowthSettings,
  seed: number,
): Copies {
  const copies = copiesFor(factor);
  let found = kept.get(columns);
  if (
    found?.makeRule !== makeRule ||
    found.settings !== settings ||
    found.seed !== seed ||
    found.copies < copies
  ) {
    kept.delete(columns);
    const all = makeCopies(columns, makeRule(columns, copies, settings, seed), copies);
    kept.set(columns, (found = { makeRule, settings, seed, copies, all }));
  }
  return presentAt(found.all, factor);
}
