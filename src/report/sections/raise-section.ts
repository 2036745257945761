import type { RequiredTier, Result, ResultLimit } from '../../result/result.js';
import { nameOf, section, table } from '../elements.js';
import { formatCount, formatPeriod } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';

const TITLE = 'The raise to ask for';

/** What the last tier's limits would have to be, where no tier suffices, for each client that asks for a raise. */
export function raiseSection({ requiredTier, requiredTiers, scenarios }: Result): Markup {
  const limits = new Map(
    scenarios.flatMap(({ tier, limits }) => limits.map((limit) => [`${tier}.${limit.id}`, limit])),
  );
  if (requiredTiers === undefined) {
    const raise = requiredTier?.raise ?? [];
    return raise.length === 0 ? html`` : section('raise', TITLE, raiseTable(TITLE, raise, limits));
  }
  const groups = requiredTiers.flatMap(({ client, raise = [] }) => {
    const name = printable(client, 40);
    if (raise.length === 0) return [];
    return html`<h3>${name}</h3>
      ${raiseTable(`${TITLE} with ${name}`, raise, limits)}`;
  });
  return groups.length === 0 ? html`` : section('raise', TITLE, groups);
}

function raiseTable(
  label: string,
  raise: NonNullable<RequiredTier['raise']>,
  limits: ReadonlyMap<string, ResultLimit>,
): Markup {
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
  return table(label, head, rows, 'compact');
}
