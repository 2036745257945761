import type { Result, ResultScenario } from '../../result/result.js';
import { nameOf, section, shareBar, table } from '../elements.js';
import { formatCount, formatShare } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';

/** What was asked of each category of the API, and how much of it each scenario throttled. */
export function categoriesSection({ scenarios }: Result): Markup {
  const labels = scenarioLabels(scenarios);
  const categories = [...(scenarios[0]?.categories ?? [])]
    .filter(({ offered }) => offered > 0)
    .sort((a, b) => b.offered - a.offered);
  if (categories.length === 0) return html``;
  const head = html`<tr>
    <th scope="col">Category</th>
    <th scope="col" class="number">Requests offered</th>
    ${labels.map(
      (label) =>
        html`<th scope="col" class="number"><bdi class="name">${label}</bdi> throttles</th>`,
    )}
  </tr>`;
  const rows = categories.map(
    ({ category, offered }) =>
      html`<tr>
        <th scope="row">${nameOf(category)}</th>
        <td class="number">${formatCount(offered)}</td>
        ${scenarios.map((scenario) => html`<td class="number">${throttledOf(scenario, category)}</td>`)}
      </tr>`,
  );
  return section('categories', 'Categories', table('Categories', head, rows, 'compact'));
}

function throttledOf({ categories }: ResultScenario, name: string): Markup {
  const found = categories.find(({ category }) => category === name);
  if (found === undefined) return html`–`;
  const { throttled, offered } = found;
  if (throttled === 0) return html`0`;
  return html`${formatCount(throttled)}
    <span class="muted">(${formatShare(throttled, offered)})</span
    >${shareBar(throttled / offered, 'throttled')}`;
}
