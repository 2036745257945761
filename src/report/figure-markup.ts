import { chartTable, type ChartTable } from './charts/chart-table.js';
import type { Datasets, Figure } from './figure.js';
import { html, type Markup, trusted } from './markup.js';

/** What of a figure is known only on its page. */
export interface PlacedFigure {
  /** The figure drawn without a browser, as an SVG element. */
  readonly svg: string;
  /** The rows of its table, which may be coarser than those that are drawn. */
  readonly tabled: Datasets;
  /** Whether the table is open from the start, as on paper. */
  readonly isOpen: boolean;
}

/**
 * A chart on a page: question and answer, the chart, and its figures as a table behind a disclosure.
 * @param placed null where the page's script alone draws it.
 */
export function figureMarkup(figure: Figure, placed: PlacedFigure | null): Markup {
  const { id, chart, title, words, width = 'wide' } = figure;
  const table = placed === null ? null : chartTable(chart, placed.tabled);
  return html`<figure class="chart ${width}" id="figure-${id}" data-chart="${chart}">
    <figcaption><strong>${title}</strong> <span class="muted">${words}</span></figcaption>
    <div class="plot" role="img" aria-label="${title}: ${words}">${trusted(placed?.svg ?? '')}</div>
    ${table === null ? '' : disclosedTable(title, table, placed?.isOpen === true)}
  </figure>`;
}

function disclosedTable(title: string, { head, rows }: ChartTable, isOpen: boolean): Markup {
  const number = (column: number) => (head[column]!.isNumber ? html` class="number"` : '');
  return html`<details class="data" ${isOpen ? html`open` : ''}>
    <summary>Table<span class="unseen"> of ${title}</span></summary>
    <div class="scroll compact" role="region" aria-label="Table of ${title}" tabindex="0">
      <table>
        <thead>
          <tr>
            ${head.map(({ text }, i) => html`<th scope="col" ${number(i)}>${text}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (cells) =>
              html`<tr>
                ${cells.map((cell, i) => html`<td ${number(i)}>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
