import type { RequiredTier, Result, ResultLimit } from '../../result/result.js';
import { askedFigure, lessWords, neededWords } from '../asked-figure.js';
import { raiseBandWords } from '../band-words.js';
import { nameOf, section, table } from '../elements.js';
import { formatCount, formatPeriod } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { type Ticket, tickets } from '../ticket.js';

const TITLE = 'The raise to ask for';

/**
 * What the last tier's limits would have to be, where no tier suffices, for each client that asks for a raise;
 * and in words for a support ticket, as is the request for a higher tier's access.
 */
export function raiseSection(result: Result): Markup {
  const { requiredTier, requiredTiers, scenarios, plan } = result;
  const limits = new Map(
    scenarios.flatMap(({ tier, limits }) => limits.map((limit) => [`${tier}.${limit.id}`, limit])),
  );
  const shown = (label: string, required: RequiredTier, client?: string): Markup =>
    html`${raiseTable(label, required, limits)} ${notes(result, required, client === plan?.client)}`;
  const groups =
    requiredTiers === undefined
      ? [requiredTier].filter(hasRaise).map((required) => shown(TITLE, required))
      : requiredTiers.filter(hasRaise).map((required) => {
          const name = printable(required.client, 40);
          return html`<h3>${name}</h3>
            ${shown(`${TITLE} with ${name}`, required, required.client)}`;
        });
  const made = tickets(result);
  if (groups.length + made.length === 0) return html``;
  const title = groups.length === 0 ? 'The access to ask for' : TITLE;
  return section('raise', title, groups, made.map(ticketOf));
}

function hasRaise<T extends RequiredTier>(required: T | undefined): required is T {
  return (required?.raise ?? []).length > 0;
}

/** Whether less may do, and on how many settings the raise stands where that was asked of this client. */
function notes(result: Result, required: RequiredTier, isPlanned: boolean): Markup {
  const less = lessWords(required);
  const words = [
    ...(less === '' ? [] : [`These figures are enough; ${less}.`]),
    ...(isPlanned ? raiseBandWords(result) : []),
  ];
  return words.length === 0 ? html`` : html`<p class="note">${words.join(' ')}</p>`;
}

function ticketOf({ client, paragraphs }: Ticket, place: number): Markup {
  const id = `ticket-${place + 1}`;
  const whose = client === undefined ? '' : ` for ${printable(client, 40)}`;
  return html`<h3>To paste into a support ticket${whose}</h3>
    <p><button type="button" class="needs-script" data-copy="${id}">Copy</button></p>
    <pre class="ticket" id="${id}">${paragraphs.join('\n\n')}</pre>`;
}

function raiseTable(
  label: string,
  required: RequiredTier,
  limits: ReadonlyMap<string, ResultLimit>,
): Markup {
  const head = html`<tr>
    <th scope="col">Limit</th>
    <th scope="col" class="number">From</th>
    <th scope="col" class="number">To</th>
    <th scope="col">Each</th>
  </tr>`;
  const { raise = [] } = required;
  const rows = raise.map((entry) => {
    const { limit, from } = entry;
    const asked = askedFigure(entry);
    const figure = asked === null ? 'none would do' : formatCount(asked);
    const needed = neededWords(entry, required);
    const beside = needed === '' ? '' : html`<small>${needed}</small>`;
    const known = limits.get(limit);
    return html`<tr>
      <th scope="row">${nameOf(limit)}</th>
      <td class="number">${formatCount(from)}</td>
      <td class="number exceeds">${figure}${beside}</td>
      <td>${known === undefined ? '–' : formatPeriod(known.windowMs)}</td>
    </tr>`;
  });
  return table(label, head, rows, 'compact');
}
