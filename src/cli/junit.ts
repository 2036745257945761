import type { Result, ThresholdOutcome } from '../result/result.js';
import { formatThresholdValue } from '../report/verdict.js';

/** How the thresholds fared, as a JUnit XML report: a suite a tier, a case a threshold. */
export function renderJunit(result: Result): string {
  const outcomes = outcomesOf(result);
  const tiers = [...new Set(outcomes.map(({ tier }) => tier))];
  const suites = tiers.map((tier) =>
    suite(
      tier,
      outcomes.filter((outcome) => outcome.tier === tier),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="quotasim">\n${suites.join('')}</testsuites>\n`;
}

function outcomesOf({ requiredTier, scenarios, objective }: Result): readonly ThresholdOutcome[] {
  if (requiredTier !== undefined) return requiredTier.met;
  const tier = scenarios[0]?.tier ?? '';
  return objective.map(({ threshold, value = null, ok = false }) => ({
    tier,
    threshold,
    value,
    ok,
  }));
}

function suite(tier: string, outcomes: readonly ThresholdOutcome[]): string {
  const failures = outcomes.filter(({ ok }) => !ok).length;
  return (
    `  <testsuite name="${escape(tier)}" tests="${outcomes.length}" failures="${failures}">\n` +
    outcomes.map((outcome) => testCase(outcome)).join('') +
    '  </testsuite>\n'
  );
}

function testCase(outcome: ThresholdOutcome): string {
  const { tier, threshold, ok } = outcome;
  const open = `    <testcase classname="${escape(tier)}" name="${escape(threshold)}"`;
  if (ok) return `${open}/>\n`;
  const measured = formatThresholdValue(outcome) || 'no data';
  return `${open}>\n      <failure message="${escape(`measured ${measured}`)}"/>\n    </testcase>\n`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
