import type { Result, ResultScenario, ResultWorkload } from '../../result/result.js';
import { namedClientWords } from '../client-words.js';
import { section, table, textOf } from '../elements.js';
import { html, type Markup, type MarkupValue } from '../markup.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';
import { deniedWords, SETTING_FACTS, toolWords } from '../setting-facts.js';

/** How the report was made, so that anyone can make it again: command, settings, digests. */
export function makingSection(result: Result): Markup {
  const { settings, trace, workload, model } = result;
  const facts: [string, MarkupValue][] = [
    ['Trace', [textOf(trace.name, 200), digest(trace.sha256)]],
    ['Profile', workload === undefined ? '' : profile(workload)],
    ['Model', [textOf(model.name, 80), digest(model.sha256)]],
    ['Tool', toolWords(result)],
    ['Seed', String(settings.seed)],
    ...SETTING_FACTS.map(([name, of]): [string, MarkupValue] => [name, of(result)]),
  ];
  const shown = facts.filter(([, value]) => value !== '');
  return section(
    'making',
    'How this was made',
    html`<pre><code>${printable(settings.command, 4000)}</code></pre>
      <dl class="settings">
        ${shown.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      <p>
        <button type="button" class="needs-script" data-save="result">
          Save the result (JSON)
        </button>
      </p>`,
    scenarioTable(result.scenarios),
  );
}

function scenarioTable(scenarios: readonly ResultScenario[]): Markup {
  if (scenarios.length === 0) return html``;
  const labels = scenarioLabels(scenarios);
  const head = html`<tr>
    <th scope="col">Scenario</th>
    <th scope="col">Algorithm</th>
    <th scope="col">Refused requests</th>
    <th scope="col">Client</th>
  </tr>`;
  const rows = scenarios.map(
    (scenario, i) =>
      html`<tr>
        <th scope="row">${labels[i]}</th>
        <td>${scenario.algorithm}</td>
        <td>${deniedWords(scenario)}</td>
        <td>${namedClientWords(scenario.policy)}</td>
      </tr>`,
  );
  return table('Scenarios', head, rows);
}

function profile({ name, title, seed }: ResultWorkload): Markup {
  return html`${textOf(name, 80)}, seed ${String(seed)} <small>${textOf(title, 120)}</small>`;
}

function digest(sha256: string): Markup {
  return html`<small class="digest">sha256 ${printable(sha256)}</small>`;
}
