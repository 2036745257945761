import type { ResultLimit } from '../result/result.js';
import { html, type Markup, type MarkupValue } from './markup.js';
import { printable } from './printable.js';

/** A part of the page under its own heading. */
export function section(id: string, heading: string, ...body: readonly MarkupValue[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${heading}</h2>
    ${body}
  </section>`;
}

/** A name from the input: one line, cut off with an ellipsis, its direction kept to itself. */
export function nameOf(text: string): Markup {
  return html`<bdi class="name">${printable(text)}</bdi>`;
}

/** A longer text from the input: wrapped, its direction kept to itself. */
export function textOf(text: string, length = 500): Markup {
  return html`<bdi>${printable(text, length)}</bdi>`;
}

/** A headline whose answer, up to a mark, stands out from the reason after it. @param mark its first letter ends the answer. */
export function headed(text: string, mark: string): Markup {
  const end = text.indexOf(mark) + 1;
  if (end === 0) return textOf(text, 2000);
  const [answer, reason] = [text.slice(0, end), text.slice(end).trimStart()];
  return html`${textOf(answer, 1000)} <span class="reason">${textOf(reason, 2000)}</span>`;
}

/** A table that scrolls within itself where it is wider than the page; a compact one is only as wide as it must be. */
export function table(
  label: string,
  head: Markup,
  rows: readonly Markup[],
  width: 'full' | 'compact' = 'full',
): Markup {
  return html`<div class="scroll ${width}" role="region" aria-label="Table: ${label}" tabindex="0">
    <table>
      <thead>
        ${head}
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** A small bar that fills with a share from 0 to 1; what is beyond 1 fills it. */
export function shareBar(ratio: number, kind: 'admitted' | 'throttled'): Markup {
  const width = (Math.min(Math.max(ratio, 0), 1) * 100).toFixed(1);
  return html`<span class="bar" aria-hidden="true"
    ><svg><rect class="${kind}" width="${width}%" height="100%" /></svg
  ></span>`;
}

/** Where a figure comes from, with its status; a link only where the address is one of the web. */
export function source({ title, url, read, status }: ResultLimit['provenance']): Markup {
  const name = textOf(title, 120);
  const isWeb = url !== undefined && /^https?:\/\//i.test(url);
  const cited = isWeb ? html`<a href="${url}" rel="noopener noreferrer">${name}</a>` : name;
  const date = read === undefined ? '' : html`<span class="muted">, read ${printable(read)}</span>`;
  return html`<span class="status">${status}</span> ${cited}${date}`;
}
