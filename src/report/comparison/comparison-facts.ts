import type { Result } from '../../result/result.js';
import { type Appearance, appearances } from './appearances.js';
import { type ComparedResult, comparedResults } from './compared-result.js';
import { comparisonHeadline } from './comparison-words.js';
import { type FigureChange, figureChanges } from './figure-changes.js';
import { type LimitChange, limitChanges } from './limit-changes.js';
import { matchScenarios } from './match-scenarios.js';
import { type SettingChange, settingChanges } from './setting-changes.js';

/** What changed between Results, the first being what the others are compared with; texts fit to be shown. */
export interface ComparisonFacts {
  readonly compared: readonly ComparedResult[];
  readonly headline: string;
  /** Of each scenario that several Results have. */
  readonly scenarios: readonly ScenarioChanges[];
  readonly appearances: readonly Appearance[];
  readonly settings: readonly SettingChange[];
}

export interface ScenarioChanges {
  readonly label: string;
  readonly figures: readonly FigureChange[];
  readonly limits: readonly LimitChange[];
}

/** Compares Results. Parts that some of them lack, as those of older versions do, are left out. */
export function comparisonFacts(
  results: readonly Result[],
  names: readonly string[],
): ComparisonFacts {
  const compared = comparedResults(results, names);
  const matched = matchScenarios(results);
  const shared = matched.filter(({ of }) => of.filter((each) => each !== undefined).length > 1);
  return {
    compared,
    headline: comparisonHeadline(compared, matched),
    scenarios: shared.map((scenario) => ({
      label: scenario.label,
      figures: figureChanges(scenario, results),
      limits: limitChanges(scenario),
    })),
    appearances: appearances(compared),
    settings: settingChanges(results, matched),
  };
}
