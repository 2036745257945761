import type { Result } from '../../result/result.js';
import { nameOf, section, table } from '../elements.js';
import { formatCount, formatPeriod } from '../format-number.js';
import { html, type Markup } from '../markup.js';

/** What the last tier's limits would have to be, where no tier suffices. */
export function raiseSection({ requiredTier, scenarios }: Result): Markup {
  const raise = requiredTier?.raise ?? [];
  if (raise.length === 0) return html``;
  const limits = new Map(
    scenarios.flatMap(({ tier, limits }) => limits.map((limit) => [`${tier}.${limit.id}`, limit])),
  );
  const head = html`<tr>
    <th scope="col">Limit</th>
    <th scope="col" class="number">From</th>
    <th scope="col" class="number">To</th>
    <th scope="col">Each</th>
  </tr>`;
  const rows = raise.map(({ limit, from, to }) => {
    const known = limits.get(limit);
    return html`<tr>
      <th scope="row">${nameOf(limit)}</th>
      <td class="number">${formatCount(from)}</td>
      <td class="number exceeds">${to === null ? 'none would do' : formatCount(to)}</td>
      <td>${known === undefined ? '–' : formatPeriod(known.windowMs)}</td>
    </tr>`;
  });
  return section(
    'raise',
    'The raise to ask for',
    table('The raise to ask for', head, rows, 'compact'),
  );
}
