import type { ResultScenario } from '../result/result.js';
import { clientName } from './clients.js';
import { printable } from './printable.js';

/**
 * What to call each scenario: its tier, and its client, algorithm and `denied` mode too where the scenarios
 * differ in them.
 * @returns one label a scenario, in their order, fit to be shown.
 */
export function scenarioLabels(scenarios: readonly ResultScenario[]): string[] {
  const parts: ((scenario: ResultScenario) => string)[] = [
    ({ policy }) => clientName(policy),
    ({ algorithm }) => algorithm,
    ({ denied }) => `denied ${denied}`,
  ];
  const telling = parts.filter((part) => new Set(scenarios.map(part)).size > 1);
  return scenarios.map((scenario) => {
    const told = telling.map((part) => printable(part(scenario), 40)).join(', ');
    const tier = printable(scenario.tier, 40);
    return told === '' ? tier : `${tier} (${told})`;
  });
}
