import type { Result } from '../../result/result.js';
import { nameOf, section, table, textOf } from '../elements.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';

/** What the provider's documents do not say, and what the model takes instead. */
export function assumptionsSection({ model: { assumptions } }: Result): Markup {
  if (assumptions.length === 0) return html``;
  const head = html`<tr>
    <th scope="col">Assumption</th>
    <th scope="col">Taken as</th>
    <th scope="col">Because</th>
    <th scope="col">Changed by</th>
  </tr>`;
  const rows = assumptions.map(
    ({ id, value, status, reason, option }) =>
      html`<tr>
        <th scope="row">${nameOf(id)}<small class="status">${status}</small></th>
        <td class="prose">${textOf(value)}</td>
        <td class="prose">${textOf(reason, 1000)}</td>
        <td>${option === undefined ? '–' : html`<code>${printable(option)}</code>`}</td>
      </tr>`,
  );
  const note = html`<p class="note">
    The verdict holds only as far as these do: they are what the provider’s documents leave open.
  </p>`;
  return section('assumptions', 'Assumptions', note, table('Assumptions', head, rows));
}
