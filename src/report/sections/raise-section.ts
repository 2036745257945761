import type { RequiredTier, Result, ResultLimit } from '../../result/result.js';
import { askedFigure } from '../asked-figure.js';
import { nameOf, section, table } from '../elements.js';
import { formatCount, formatPeriod } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { tickets } from '../ticket.js';

const TITLE = 'The raise to ask for';

/**
 * What the last tier's limits would have to be, where no tier suffices, for each client that asks for a raise;
 * where a plan was made, also in words for a support ticket.
 */
export function raiseSection(result: Result): Markup {
  const { requiredTier, requiredTiers, scenarios } = result;
  const limits = new Map(
    scenarios.flatMap(({ tier, limits }) => limits.map((limit) => [`${tier}.${limit.id}`, limit])),
  );
  if (requiredTiers === undefined) {
    const raise = requiredTier?.raise ?? [];
    return raise.length === 0
      ? html``
      : section('raise', TITLE, raiseTable(TITLE, raise, limits), ticket(result));
  }
  const groups = requiredTiers.flatMap(({ client, raise = [] }) => {
    const name = printable(client, 40);
    if (raise.length === 0) return [];
    return html`<h3>${name}</h3>
      ${raiseTable(`${TITLE} with ${name}`, raise, limits)}`;
  });
  return groups.length === 0 ? html`` : section('raise', TITLE, groups, ticket(result));
}

function ticket(result: Result): Markup {
  if (result.plan === undefined) return html``;
  const blocks = tickets(result).map(({ client, paragraphs }) => {
    const whose = client === undefined ? '' : ` for ${printable(client, 40)}`;
    return html`<h3>To paste into a support ticket${whose}</h3>
      <pre class="ticket">${paragraphs.join('\n\n')}</pre>`;
  });
  return html`${blocks}`;
}

function raiseTable(
  label: string,
  raise: NonNullable<RequiredTier['raise']>,
  limits: ReadonlyMap<string, ResultLimit>,
): Markup {
  const isRounded = raise.some((entry) => askedFigure(entry) !== entry.to);
  const head = html`<tr>
    <th scope="col">Limit</th>
    <th scope="col" class="number">From</th>
    <th scope="col" class="number">To</th>
    <th scope="col">Each</th>
  </tr>`;
  const rows = raise.map((entry) => {
    const { limit, from, to } = entry;
    const asked = askedFigure(entry);
    const figure = asked === null ? 'none would do' : formatCount(asked);
    const needed = to === null ? '' : html`<small>${formatCount(to)} needed</small>`;
    const known = limits.get(limit);
    return html`<tr>
      <th scope="row">${nameOf(limit)}</th>
      <td class="number">${formatCount(from)}</td>
      <td class="number exceeds">${figure}${isRounded ? needed : ''}</td>
      <td>${known === undefined ? '–' : formatPeriod(known.windowMs)}</td>
    </tr>`;
  });
  return table(label, head, rows, 'compact');
}
