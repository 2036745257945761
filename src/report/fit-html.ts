import type { ChartDocument } from './charts/chart-name.js';
import { fitData } from './charts/fit-data.js';
import { section, table, textOf } from './elements.js';
import { type DrawFigure, figureId } from './figure.js';
import type { FitComparison } from './fit-comparison.js';
import { formatNumberOf, formatPeriod } from './format-number.js';
import { html, type Markup } from './markup.js';
import { fillPage, type ReportAssets } from './page.js';
import { printable } from './printable.js';

export type { FitComparison, FitFact } from './fit-comparison.js';

/**
 * How well a fitted profile repeats the recording, as one HTML file that works from a disk with no network:
 * a pure function of the comparison and the assets. Every text of the comparison is escaped.
 */
export function renderFitHtml(comparison: FitComparison, assets: ReportAssets): string {
  const title = `${printable(comparison.title, 80)}, fitted to ${printable(comparison.source, 80)}`;
  const content = (draw: DrawFigure): Markup =>
    html`${[
      header(comparison),
      rates(comparison, assets.charts.fit, draw),
      facts(comparison),
      notes(comparison),
    ]}`;
  return fillPage({ title, content, tool: 'quotasim' }, assets);
}

function header({ title, source, recorded, refitted }: FitComparison): Markup {
  return html`<header>
    <p class="eyebrow">Fitted profile</p>
    <h1>${textOf(title, 200)}</h1>
    <dl class="facts">
      <div>
        <dt>Fitted to</dt>
        <dd>${textOf(source, 120)}</dd>
      </div>
      <div>
        <dt>Recorded</dt>
        <dd>${formatNumberOf(sum(recorded), 'request')}</dd>
      </div>
      <div>
        <dt>Refitted</dt>
        <dd>${formatNumberOf(sum(refitted), 'request')}</dd>
      </div>
    </dl>
  </header>`;
}

function rates(comparison: FitComparison, { title }: ChartDocument, draw: DrawFigure): Markup {
  const data = fitData(comparison);
  const [first] = data.fit;
  if (first === undefined) return html``;
  const words = `Requests ${formatPeriod(first.end - first.start)}`;
  const figure = draw({
    id: figureId('fit'),
    chart: 'fit',
    title: 'Recorded beside refitted:',
    words: words.toLowerCase(),
    datasets: { ...data },
  });
  return section('rates', title, figure);
}

function facts({ facts }: FitComparison): Markup {
  if (facts.length === 0) return html``;
  const isJudged = facts.some(({ verdict }) => verdict !== undefined);
  const head = html`<tr>
    <th scope="col">Measure</th>
    <th scope="col" class="number">Recorded</th>
    <th scope="col" class="number">Refitted</th>
    ${isJudged ? html`<th scope="col">Verdict</th>` : ''}
  </tr>`;
  const rows = facts.map(
    ({ label, recorded, refitted, verdict = '' }) =>
      html`<tr>
        <th scope="row">${textOf(label, 120)}</th>
        <td class="number">${textOf(recorded, 80)}</td>
        <td class="number">${textOf(refitted, 80)}</td>
        ${isJudged ? html`<td class="prose">${textOf(verdict)}</td>` : ''}
      </tr>`,
  );
  return section('facts', 'How do the two compare?', table('Recorded and refitted', head, rows));
}

function notes({ notes }: FitComparison): Markup {
  if (notes.length === 0) return html``;
  const items = notes.map((note) => html`<li>${textOf(note, 1000)}</li>`);
  return section(
    'notes',
    'What to beware of',
    html`<ul>
      ${items}
    </ul>`,
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
