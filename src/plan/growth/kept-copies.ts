import type { Columns } from '../../trace/columns.js';
import { makeCopies, mergeCopies, presentAt, type Copies, type CopyRule } from './copies.js';
import type { GrowthSettings } from './growth.js';

/** A rule's maker. @param copies that shifts will be asked for. */
export type MakeRule = (
  columns: Columns,
  copies: number,
  settings: GrowthSettings,
  seed: number,
) => CopyRule;

interface Kept {
  readonly settings: GrowthSettings;
  readonly seed: number;
  readonly copies: number;
  readonly rule: CopyRule;
  readonly all: Copies;
}

/** Of each load the copies made last under each rule. They say nothing that making them again would not. */
const keptOf = new WeakMap<Columns, Map<MakeRule, Kept>>();

/** The copies of a load's requests that are present at a factor. Those made for another factor are used again, and added to. */
export function copiesAt(
  makeRule: MakeRule,
  columns: Columns,
  factor: number,
  settings: GrowthSettings,
  seed: number,
): Copies {
  const kept = keptOf.get(columns) ?? new Map<MakeRule, Kept>();
  keptOf.set(columns, kept);
  let found = kept.get(makeRule);
  if (found?.settings !== settings || found.seed !== seed) {
    kept.delete(makeRule);
    found = undefined;
  }
  const copies = Math.max(1, Math.ceil(factor));
  if (found === undefined || found.copies < copies) {
    const rule = makeRule(columns, copies, settings, seed);
    const more = makeCopies(columns, rule, found?.copies ?? 0, copies);
    const all = found === undefined ? more : mergeCopies(found.all, more);
    kept.set(makeRule, (found = { settings, seed, copies, rule, all }));
  }
  return presentAt(found.all, found.rule, columns.length, factor);
}
