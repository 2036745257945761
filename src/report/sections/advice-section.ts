import type { PlanAdvice } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { nameOf, section, textOf } from '../elements.js';
import { changedFigures } from '../figure-words.js';
import { html, type Markup } from '../markup.js';
import { clientNote } from './client-note.js';

/** What would help, a card each, with what it would change; nothing where there is nothing to advise. */
export function adviceSection(result: Result): Markup {
  const advice = result.plan?.advice ?? [];
  if (advice.length === 0) return html``;
  return section(
    'advice',
    'What would help?',
    clientNote(result),
    html`<div class="grid halves cards">${advice.map(card)}</div>`,
  );
}

function card({ title, tier, because, change, before, after }: PlanAdvice): Markup {
  const figures = changedFigures(before, after).map(
    ({ name, before: from, after: to }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${from}</td>
        <td>→</td>
        <td><strong>${to}</strong></td>
      </tr>`,
  );
  const table = html`<table>
    <caption>
      Under ${nameOf(tier)}, from a run
    </caption>
    <tbody>
      ${figures}
    </tbody>
  </table>`;
  return html`<article class="card">
    <h3>${textOf(title, 120)}</h3>
    <p>${textOf(because, 1000)}</p>
    <p>${textOf(change, 1000)}</p>
    ${figures.length === 0 ? '' : table}
  </article>`;
}
