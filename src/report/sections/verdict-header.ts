import type { Result, ResultTrace } from '../../result/result.js';
import { headed, textOf } from '../elements.js';
import { formatCount, formatNumberOf, formatSpan, formatTime } from '../format-number.js';
import { keyFigures } from '../key-figures.js';
import { html, type Markup } from '../markup.js';
import { verdict } from '../verdict.js';

/** The answer: what was asked of which trace, reservations before the verdict, and detail after it. */
export function verdictHeader(result: Result): Markup {
  const { trace, model } = result;
  const { reservations, headline, sentences } = verdict(result);
  return html`<header>
    <p class="eyebrow">Capacity report · ${textOf(model.title, 80)}</p>
    ${reservations.map((text) => html`<p class="reservation">${textOf(text)}</p>`)}
    <h1>${headed(headline, ': ')}</h1>
    ${figures(result)}
    ${sentences.map((text) => html`<p class="sentence">${textOf(text, 2000)}</p>`)}
    <dl class="facts">
      <div>
        <dt>Trace</dt>
        <dd>${textOf(trace.name, 120)}</dd>
      </div>
      <div>
        <dt>Requests</dt>
        <dd>${formatCount(trace.requests)}</dd>
      </div>
      <div>
        <dt>Who</dt>
        <dd>
          ${formatNumberOf(trace.users, 'user')} of ${formatNumberOf(trace.apps, 'app')},
          ${formatNumberOf(trace.adAccounts, 'ad account')}
        </dd>
      </div>
      <div>
        <dt>When</dt>
        <dd>${when(trace)}</dd>
      </div>
    </dl>
  </header>`;
}

/** Three or four figures, large. */
function figures(result: Result): Markup {
  const shown = keyFigures(result);
  if (shown.length === 0) return html``;
  return html`<dl class="figures">
    ${shown.map(
      ({ value, of }) =>
        html`<div>
          <dt>${of}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function when({ start, end }: ResultTrace): Markup {
  const spanMs = Date.parse(end) - Date.parse(start);
  const from = html`<span class="time">${formatTime(start)}</span>`;
  if (spanMs === 0) return from;
  return html`${formatSpan(spanMs)}: ${from} to <span class="time">${formatTime(end)}</span>`;
}
