import type { DelayMs, Result, ResultScenario, Totals } from '../../result/result.js';
import { delayDistributionData } from '../charts/delay-distribution-data.js';
import { ALL_REQUESTS, delayedCategories, delaysData } from '../charts/delays-data.js';
import { nameOf, section, table } from '../elements.js';
import { delayWords } from '../figure-words.js';
import { figureId, type PageFigures } from '../figure.js';
import { formatCount, formatShare } from '../format-number.js';
import { html, type Markup, type MarkupValue } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';

/** Height of a row of the chart, and of its legend, in pixels. */
const ROW_HEIGHT = 26;

const PERCENTILES = ['p50', 'p90', 'p95', 'p99', 'max'] as const;

/** How long requests wait, a chart and a table a scenario in which some do. */
export function delaysSection({ scenarios }: Result, page: PageFigures): Markup {
  const labels = scenarioLabels(scenarios);
  const groups = scenarios.flatMap((scenario, i) =>
    scenario.totals.delayed === 0 ? [] : delaysOf(scenario, labels[i]!, page),
  );
  return groups.length === 0 ? html`` : section('delays', page.charts.delays.title, groups);
}

function delaysOf(scenario: ResultScenario, label: string, page: PageFigures): Markup {
  const { totals, delayMs } = scenario;
  const categories = delayedCategories(scenario);
  const head = html`<tr>
    <th scope="col">Of</th>
    <th scope="col" class="number">Admitted late</th>
    <th scope="col" class="number">Median</th>
    <th scope="col" class="number">90%</th>
    <th scope="col" class="number">95%</th>
    <th scope="col" class="number">99%</th>
    <th scope="col" class="number">Longest</th>
  </tr>`;
  const rows = [
    row(ALL_REQUESTS, totals, delayMs),
    ...categories.map((each) => row(nameOf(each.category), each, each.delayMs)),
  ];
  const data = delaysData(scenario);
  const figure = page.draw({
    id: figureId('delays', label),
    chart: 'delays',
    title: label,
    words: delaysWords(delayMs),
    datasets: { ...data },
    height: ROW_HEIGHT * new Set(data.delays.map(({ who }) => who)).size,
  });
  return html`<h3>${label}</h3>
    ${distribution(scenario, label, page)} ${figure} ${table(`Delays under ${label}`, head, rows)}`;
}

function row(who: MarkupValue, { delayed, admitted }: Totals, delayMs: DelayMs): Markup {
  return html`<tr>
    <th scope="row">${who}</th>
    <td class="number">
      ${formatCount(delayed)} <span class="muted">(${formatShare(delayed, admitted)})</span>
    </td>
    ${PERCENTILES.map((each) => html`<td class="number">${delayWords(delayMs[each])}</td>`)}
  </tr>`;
}

/** How the delays are spread; nothing where the Result does not tell. */
function distribution(
  scenario: ResultScenario,
  label: string,
  { charts, draw }: PageFigures,
): Markup {
  const data = delayDistributionData(scenario);
  if (data === undefined) return html``;
  return draw({
    id: figureId('delay-distribution', label),
    chart: 'delay-distribution',
    title: charts['delay-distribution'].title,
    words: data.rest.map((each) => each.label).join(''),
    datasets: { ...data },
  });
}

/** What a client would say of the delays. */
function delaysWords({ p50, p99, max }: DelayMs): string {
  return `of the admitted, half wait at most ${delayWords(p50)}, 99% at most ${delayWords(p99)}, the longest ${delayWords(max)}`;
}
