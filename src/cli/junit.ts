import type { Result, ThresholdOutcome } from '../result/result.js';
import { formatThresholdValue } from '../report/verdict.js';

/** How the thresholds fared, as a JUnit XML report: a suite a tier (of each client), a case a threshold. */
export function renderJunit(result: Result): string {
  const suites = suitesOf(result).map(renderSuite);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="quotasim">\n${suites.join('')}</testsuites>\n`;
}

interface Suite {
  readonly name: string;
  readonly outcomes: readonly ThresholdOutcome[];
}

function suitesOf({ requiredTier, requiredTiers, scenarios, objective }: Result): Suite[] {
  if (requiredTiers !== undefined) {
    return requiredTiers.flatMap(({ client, met }) => byTier(met, `${client}: `));
  }
  if (requiredTier !== undefined) return byTier(requiredTier.met, '');
  const tier = scenarios[0]?.tier ?? '';
  const outcomes = objective.map(({ threshold, value = null, ok = false }) => ({
    tier,
    threshold,
    value,
    ok,
  }));
  return byTier(outcomes, '');
}

function byTier(outcomes: readonly ThresholdOutcome[], prefix: string): Suite[] {
  const tiers = [...new Set(outcomes.map(({ tier }) => tier))];
  return tiers.map((name) => ({
    name: `${prefix}${name}`,
    outcomes: outcomes.filter(({ tier }) => tier === name),
  }));
}

function renderSuite({ name, outcomes }: Suite): string {
  const failures = outcomes.filter(({ ok }) => !ok).length;
  return (
    `  <testsuite name="${escape(name)}" tests="${outcomes.length}" failures="${failures}">\n` +
    outcomes.map((outcome) => testCase(outcome, name)).join('') +
    '  </testsuite>\n'
  );
}

function testCase(outcome: ThresholdOutcome, suite: string): string {
  const { threshold, ok } = outcome;
  const open = `    <testcase classname="${escape(suite)}" name="${escape(threshold)}"`;
  if (ok) return `${open}/>\n`;
  const measured = formatThresholdValue(outcome);
  return `${open}>\n      <failure message="${escape(`measured ${measured}`)}"/>\n    </testcase>\n`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
