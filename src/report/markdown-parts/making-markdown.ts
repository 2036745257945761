import type { Result } from '../../result/result.js';
import { namedClientWords } from '../client-words.js';
import { markdownTable } from '../markdown-table.js';
import { markdownFence, markdownList, markdownSection, markdownText } from '../markdown-text.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';
import { deniedWords, SETTING_FACTS, toolWords } from '../setting-facts.js';

/** How the report was made, so that anyone can make it again: command, settings, digests. */
export function makingMarkdown(result: Result): string {
  const { settings, trace, workload, model, scenarios } = result;
  const facts: [name: string, value: string][] = [
    ['Trace', `${printable(trace.name, 200)}, sha256 ${printable(trace.sha256)}`],
    ['Profile', workload === undefined ? '' : `${printable(workload.name)}, seed ${workload.seed}`],
    ['Model', `${printable(model.name)}, sha256 ${printable(model.sha256)}`],
    ['Tool', toolWords(result)],
    ['Seed', String(settings.seed)],
    ...SETTING_FACTS.map(([name, of]): [string, string] => [name, of(result)]),
  ];
  const labels = scenarioLabels(scenarios);
  const rows = scenarios.map((scenario, i) => [
    markdownText(labels[i]!),
    scenario.algorithm,
    deniedWords(scenario),
    markdownText(namedClientWords(scenario.policy)),
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
