import type { Result, ResultTrace } from '../../result/result.js';
import { nameOf, section, table, textOf } from '../elements.js';
import { formatCount, formatNumberOf, formatShare } from '../format-number.js';
import { html, type Markup } from '../markup.js';

/** What of the trace was not mapped, what could not be read, and what else was found in it. */
export function cautionsSection({ trace }: Result): Markup {
  const parts = [unmapped(trace), skipped(trace), warnings(trace)].filter(
    ({ markup }) => markup !== '',
  );
  return parts.length === 0 ? html`` : section('cautions', 'Not covered, and warnings', parts);
}

function unmapped({ unmapped: { requests, names }, requests: all }: ResultTrace): Markup {
  if (requests === 0) return html``;
  const head = html`<tr>
    <th scope="col">Unmapped</th>
    <th scope="col" class="number">Requests</th>
  </tr>`;
  const rows = names.map(
    ({ name, requests: count }) =>
      html`<tr>
        <th scope="row">${nameOf(name)}</th>
        <td class="number">${formatCount(count)}</td>
      </tr>`,
  );
  return html`<p>
      ${formatNumberOf(requests, 'request')} (${formatShare(requests, all)}) match no category of
      the model. They meet the universal limit and no other.
    </p>
    ${names.length === 0 ? '' : table('Unmapped requests', head, rows, 'compact')}`;
}

function skipped({ skipped: { rows, reasons } }: ResultTrace): Markup {
  if (rows === 0) return html``;
  const each = Object.entries(reasons).map(
    ([reason, count]) => html`<li>${formatNumberOf(count, 'row')}: ${textOf(reason)}</li>`,
  );
  return html`<p>
      ${formatNumberOf(rows, 'row')} of the trace could not be read and
      ${rows === 1 ? 'was' : 'were'} left out:
    </p>
    <ul>
      ${each}
    </ul>`;
}

function warnings({ warnings: texts }: ResultTrace): Markup {
  if (texts.length === 0) return html``;
  return html`<ul class="warnings">
    ${texts.map((text) => html`<li>${textOf(text)}</li>`)}
  </ul>`;
}
