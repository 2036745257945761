import type { Result } from '../../result/result.js';
import { namedClientWords } from '../client-words.js';
import { formatCount } from '../format-number.js';
import { markdownTable } from '../markdown-table.js';
import { markdownFence, markdownList, markdownSection, markdownText } from '../markdown-text.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';

/** How the report was made, so that anyone can make it again: command, settings, digests. */
export function makingMarkdown(result: Result): string {
  const { settings, tool, trace, workload, model, objective, scenarios } = result;
  const facts: [name: string, value: string][] = [
    ['Trace', `${printable(trace.name, 200)}, sha256 ${printable(trace.sha256)}`],
    ['Profile', workload === undefined ? '' : `${printable(workload.name)}, seed ${workload.seed}`],
    ['Model', `${printable(model.name)}, sha256 ${printable(model.sha256)}`],
    ['Tool', `${printable(tool.name)} ${printable(tool.version)}`],
    ['Seed', String(settings.seed)],
    ['Objective', objective.map(({ threshold }) => printable(threshold)).join(', ')],
    ['Limits tried in place of the model’s', figures(settings.limits)],
    ['Used before the trace begins', figures(settings.used)],
    ['Burst', settings.burst === undefined ? '' : formatCount(settings.burst)],
    ['Hourly and daily windows start in', printable(settings.resetZone ?? '')],
  ];
  const labels = scenarioLabels(scenarios);
  const rows = scenarios.map(({ algorithm, denied, policy }, i) => [
    markdownText(labels[i]!),
    algorithm,
    denied === 'free' ? 'use no quota' : 'use quota',
    markdownText(namedClientWords(policy)),
  ]);
  return markdownSection(
    'How this was made',
    markdownFence(printable(settings.command, 4000)),
    markdownList(
      facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name}: ${markdownText(value)}`),
    ),
    markdownTable(
      [
        ['Scenario', 'left'],
        ['Algorithm', 'left'],
        ['Refused requests', 'left'],
        ['Client', 'left'],
      ],
      rows,
    ),
  );
}

function figures(byLimit: Readonly<Record<string, number>> = {}): string {
  return Object.entries(byLimit)
    .map(([limit, figure]) => `${printable(limit)} = ${formatCount(figure)}`)
    .join(', ');
}
