import type { Result, ResultScenario } from '../../result/result.js';
import { clientName } from '../clients.js';
import { scenarioLabels } from '../scenario-label.js';

/** The same scenario in several Results, as far as it is in them. */
export interface MatchedScenario {
  /** What it is called where it is found first; fit to be shown. */
  readonly label: string;
  /** One a Result, in their order. */
  readonly of: readonly (ResultScenario | undefined)[];
}

/** What scenarios must have alike to be the same, from all of their settings down to the tier alone. */
const ALIKE: readonly ((scenario: ResultScenario) => unknown)[] = [
  ({ tier, algorithm, denied, policy }) => [tier, algorithm, denied, sorted(policy)],
  ({ tier, algorithm, denied, policy }) => [tier, algorithm, denied, clientName(policy)],
  ({ tier, algorithm, denied }) => [tier, algorithm, denied],
  ({ tier }) => tier,
];

/**
 * The scenarios of several Results matched: by tier, algorithm, `denied` mode and policy where these are alike, else
 * by as many of them as leave one scenario each. So a tier with a client that drops is compared with the same tier
 * with a client that waits, where each Result has one client.
 */
export function matchScenarios(results: readonly Result[]): MatchedScenario[] {
  const matched: { label: string; of: (ResultScenario | undefined)[] }[] = [];
  for (const [place, { scenarios }] of results.entries()) {
    const labels = scenarioLabels(scenarios);
    const isFree = matched.map(() => true);
    const isLeft = scenarios.map(() => true);
    for (const key of ALIKE) {
      const open = matched.map((_, i) => i).filter((i) => isFree[i]);
      const left = scenarios.map((_, j) => j).filter((j) => isLeft[j]);
      for (const j of left) {
        const text = JSON.stringify(key(scenarios[j]!));
        const twins = left.filter((k) => JSON.stringify(key(scenarios[k]!)) === text);
        const found = open.filter((i) => {
          const known = matched[i]!.of.findLast((each) => each !== undefined);
          return known !== undefined && JSON.stringify(key(known)) === text;
        });
        if (twins.length !== 1 || found.length !== 1) continue;
        matched[found[0]!]!.of[place] = scenarios[j]!;
        isFree[found[0]!] = false;
        isLeft[j] = false;
      }
    }
    for (const [j, scenario] of scenarios.entries()) {
      if (!isLeft[j]) continue;
      const of = results.map((_, i) => (i === place ? scenario : undefined));
      matched.push({ label: labels[j]!, of });
    }
  }
  return matched;
}

function sorted(settings: object): [string, unknown][] {
  return Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
