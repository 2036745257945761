import pc from 'picocolors';
import type { Result, ResultLimit, ResultScenario } from '../result/result.js';
import {
  formatCount,
  formatPercent,
  formatShare,
  formatSpan,
  formatTime,
} from './format-number.js';
import { boundMost, closestFirst, limitRate, scopeWords } from './limit-facts.js';
import { printable } from './printable.js';
import { scenarioLabels } from './scenario-label.js';
import { textTable } from './text-table.js';
import { wrap } from './wrap.js';
import { formatThresholdValue, hasDefaultObjective, verdict } from './verdict.js';

/** How text is coloured; `pc.createColors(false)` leaves it plain. */
export type Palette = ReturnType<typeof pc.createColors>;

/** So many limits of a scenario are listed, unless more throttled something. */
const LISTED_LIMITS = 6;
const LISTED_NAMES = 5;

/**
 * A Result for a terminal: the verdict, the tiers side by side, the limits that came closest, and what to
 * beware of.
 */
export function renderText(result: Result, palette: Palette = pc.createColors(false)): string {
  const parts = [
    verdictText(result, palette),
    tiersText(result, palette),
    objectiveText(result, palette),
    ...limitsText(result, palette),
    cautionsText(result, palette),
  ];
  return `${parts.filter((part) => part !== '').join('\n')}`;
}

function verdictText(result: Result, palette: Palette): string {
  const { reservations, headline, sentences } = verdict(result);
  return [
    ...reservations.map((text) => palette.yellow(wrap(text))),
    palette.bold(wrap(headline)),
    ...sentences.map((text) => wrap(text)),
  ]
    .map((paragraph) => `${paragraph}\n`)
    .join('');
}

function tiersText({ scenarios, requiredTier }: Result, palette: Palette): string {
  const labels = scenarioLabels(scenarios);
  const isLate = scenarios.some(({ totals }) => totals.delayed > 0);
  const head = ['tier', 'offered', 'admitted', 'throttled', '', 'dropped'];
  const late = ['delayed', 'p99 delay'];
  const rows = scenarios.map((scenario, i) => {
    const { totals, delayMs } = scenario;
    const count = formatCount(totals.throttled);
    const chosen = scenario.tier === requiredTier?.tier;
    return [
      chosen ? palette.green(labels[i]!) : labels[i]!,
      formatCount(totals.offered),
      formatCount(totals.admitted),
      totals.throttled === 0 ? count : palette.red(count),
      totals.throttled === 0 ? '' : formatShare(totals.throttled, totals.offered),
      formatCount(totals.dropped),
      ...(isLate
        ? [formatCount(totals.delayed), delayMs.p99 === null ? '–' : formatSpan(delayMs.p99)]
        : []),
      boundMost(scenario.limits)?.id ?? 'none',
    ];
  });
  const names = [...head, ...(isLate ? late : []), 'binds most'];
  const sides = names.map((name) =>
    name === 'tier' || name === 'binds most' ? ('left' as const) : ('right' as const),
  );
  return textTable([names.map((name) => palette.dim(name)), ...rows], sides);
}

function objectiveText(result: Result, palette: Palette): string {
  if (hasDefaultObjective(result)) return '';
  const outcomes =
    result.requiredTier?.met ??
    result.objective.map(({ threshold, value = null, ok = false }) => ({
      tier: result.scenarios[0]?.tier ?? '',
      threshold,
      value,
      ok,
    }));
  const rows = outcomes.map((outcome) => [
    outcome.ok ? palette.green('met') : palette.red('missed'),
    outcome.tier,
    printable(outcome.threshold),
    outcome.value === null ? 'no data' : formatThresholdValue(outcome),
  ]);
  const head = ['', 'tier', 'threshold', 'measured'].map((name) => palette.dim(name));
  return textTable([head, ...rows], ['left', 'left', 'left', 'right']);
}

function limitsText({ scenarios }: Result, palette: Palette): string[] {
  const labels = scenarioLabels(scenarios);
  return scenarios.map((scenario, i) => {
    const met = closestFirst(scenario.limits).filter(({ offered }) => offered > 0);
    const listed = met.filter(({ throttled }, place) => place < LISTED_LIMITS || throttled > 0);
    if (listed.length === 0) return '';
    const head = ['limit', 'peak', '', 'required', 'throttled', 'first at'].map((name) =>
      palette.dim(name),
    );
    const rest = met.length - listed.length;
    return (
      `${palette.bold(`Limits of ${labels[i]!}`)}, closest first\n` +
      textTable(
        [
          [...head.slice(0, 1), palette.dim('allows'), palette.dim('counted'), ...head.slice(1)],
        ].concat(listed.map((limit) => limitRow(limit, scenario, palette))),
        ['left', 'right', 'left', 'right', 'right', 'right', 'right', 'left'],
      ) +
      (rest > 0 ? `  and ${rest} more that came less close\n` : '')
    );
  });
}

function limitRow(limit: ResultLimit, _: ResultScenario, palette: Palette): string[] {
  const { requiredLimit, peakUse } = limit;
  const exceeds = requiredLimit === null || requiredLimit > limit.limit;
  const required = requiredLimit === null ? 'none would do' : formatCount(requiredLimit);
  return [
    printable(limit.id),
    limitRate(limit),
    scopeWords(limit.scope),
    formatCount(peakUse),
    formatPercent(peakUse / limit.limit),
    exceeds ? palette.red(required) : required,
    formatCount(limit.throttled),
    limit.firstThrottledAt === null ? '' : formatTime(limit.firstThrottledAt),
  ];
}

/** What was left out or assumed, so that no figure is trusted further than it reaches. */
function cautionsText({ trace, scenarios }: Result, palette: Palette): string {
  const { unmapped, skipped, warnings } = trace;
  const lines: string[] = [];
  if (unmapped.requests > 0) {
    const names = unmapped.names.slice(0, LISTED_NAMES);
    const listed = names.map(
      ({ name, requests }) => `${printable(name)} (${formatCount(requests)})`,
    );
    const more = unmapped.names.length > names.length ? ', …' : '';
    lines.push(
      `${formatCount(unmapped.requests)} of ${formatCount(trace.requests)} requests are unmapped: only ` +
        `limits on every request apply to them. ${listed.join(', ')}${more}`,
    );
  }
  if (skipped.rows > 0) {
    const reasons = Object.entries(skipped.reasons).map(
      ([reason, rows]) => `${reason} (${formatCount(rows)})`,
    );
    lines.push(`${formatCount(skipped.rows)} rows were skipped: ${reasons.join(', ')}`);
  }
  for (const { limits } of scenarios) {
    for (const { id, impossible = 0 } of limits) {
      if (impossible === 0) continue;
      lines.push(`${formatCount(impossible)} requests cost more than ${id} can ever hold.`);
    }
  }
  lines.push(...warnings.map((warning) => printable(warning)));
  if (lines.length === 0) return '';
  const noted = lines.map((text) => `${wrap(`- ${text}`)}\n`);
  return `${palette.yellow('Beware')}\n${noted.join('')}`;
}
