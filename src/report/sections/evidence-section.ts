import type { PlanTier } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { section, table, textOf } from '../elements.js';
import { marginWords, tupleWords } from '../evidence-words.js';
import { formatTime } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { formatThresholdValue } from '../verdict.js';
import { clientNote } from './client-note.js';

const TITLE = 'Which tier meets the objective, and by how much?';

/** Which thresholds each tier meets and by how much, and what it refuses first; nothing where no plan was made. */
export function evidenceSection(result: Result): Markup {
  const { plan } = result;
  if (plan === undefined || plan.tiers.length === 0) return html``;
  const head = html`<tr>
    <th scope="col">Tier</th>
    <th scope="col">Threshold</th>
    <th scope="col" class="number">Measured</th>
    <th scope="col">Margin</th>
    <th scope="col">First refusal</th>
  </tr>`;
  const rows = plan.tiers.flatMap(tierRows);
  return section('evidence', TITLE, clientNote(result), table(TITLE, head, rows));
}

/** A row a threshold; what concerns the tier as a whole spans them. */
function tierRows(tier: PlanTier): Markup[] {
  const span = Math.max(tier.thresholds.length, 1);
  const lead = html`<th scope="rowgroup" rowspan="${span}">
    ${textOf(tier.tier, 40)}<small>${mark(tier.ok)}</small>
  </th>`;
  const first = html`<td class="prose" rowspan="${span}">${refusal(tier)}</td>`;
  if (tier.thresholds.length === 0) {
    return [
      html`<tr>
        ${lead}
        <td></td>
        <td></td>
        <td></td>
        ${first}
      </tr>`,
    ];
  }
  return tier.thresholds.map((outcome, i) => {
    const threshold = { ...outcome, tier: tier.tier };
    return html`<tr class="${i === 0 ? '' : 'spanned'}">
      ${i === 0 ? lead : ''}
      <td><code>${printable(outcome.threshold)}</code></td>
      <td class="number">${formatThresholdValue(threshold)}</td>
      <td>${mark(outcome.ok)}<small>${marginWords(threshold)}</small></td>
      ${i === 0 ? first : ''}
    </tr>`;
  });
}

function mark(ok: boolean): Markup {
  return html`<span class="mark ${ok ? 'ok' : 'not-ok'}">${ok ? 'met' : 'missed'}</span>`;
}

function refusal({ boundFirst }: PlanTier): Markup {
  if (boundFirst === undefined) return html`none`;
  const { limit, at, scope } = boundFirst;
  return html`${textOf(limit, 40)}<small class="time">${formatTime(at)}</small
    ><small>for ${tupleWords(scope)}</small>`;
}
