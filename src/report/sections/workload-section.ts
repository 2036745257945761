import type { Result, ResultWorkload } from '../../result/result.js';
import { timeRows } from '../charts/time-rows.js';
import { nameOf, section, table, textOf } from '../elements.js';
import { figureId, MOST_POINTS, type PageFigures } from '../figure.js';
import { formatCount, formatShare, formatSpan } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { largestStreams, largestWords, type Stream } from '../streams.js';

/** What a generated trace sends over time, by source and by category; nothing where the trace was recorded. */
export function workloadSection(result: Result, { charts, draw }: PageFigures): Markup {
  const { workload } = result;
  if (workload === undefined) return html``;
  const sources = largestStreams(workload.sources);
  const categories = largestStreams(workload.categories);
  if (sources.length === 0) return html``;
  const { name, title, seed } = workload;
  const figure = (streams: 'sources' | 'categories', question: string, words: string): Markup => {
    const of = { chart: 'workload', streams } as const;
    const most = Math.floor(MOST_POINTS / (streams === 'sources' ? sources : categories).length);
    return draw({
      id: figureId('workload', streams),
      chart: 'workload',
      title: question,
      words,
      datasets: timeRows(result, of, { most }),
      of,
    });
  };
  return section(
    'workload',
    charts.workload.title,
    html`<p class="note">
      Generated from the profile ${textOf(name, 80)} (${textOf(title, 120)}) with seed
      ${String(seed)}.
    </p>`,
    figure('sources', 'Which source sends when?', `most from ${largestWords(sources)}`),
    figure('categories', 'Which categories are asked when?', `most to ${largestWords(categories)}`),
    sourcesTable(sources, workload),
  );
}

function sourcesTable(sources: readonly Stream[], { bucketMs }: ResultWorkload): Markup {
  const all = sources.reduce((total, { requests }) => total + requests, 0);
  const head = html`<tr>
    <th scope="col">Source</th>
    <th scope="col" class="number">Requests</th>
    <th scope="col" class="number">Most in ${formatSpan(bucketMs)}</th>
  </tr>`;
  const rows = sources.map(
    ({ name, requests, counts }) =>
      html`<tr>
        <th scope="row">${nameOf(name)}</th>
        <td class="number">
          ${formatCount(requests)} <span class="muted">(${formatShare(requests, all)})</span>
        </td>
        <td class="number">
          ${formatCount(counts.reduce((most, count) => Math.max(most, count), 0))}
        </td>
      </tr>`,
  );
  return table('Sources', head, rows, 'compact');
}
