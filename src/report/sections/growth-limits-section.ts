import type { PlanRequiredLimit, PlanRequiredLimitAt, ResultPlan } from '../../result/plan.js';
import type { Result, ResultTrace } from '../../result/result.js';
import { nameOf, section, table } from '../elements.js';
import { formatCount, formatFactor, formatPeriod } from '../format-number.js';
import {
  exceeds,
  type GrowthLimits,
  growthLimits,
  isCutShort,
  requiredAt,
  requiredWords,
  setByWords,
} from '../growth-limits.js';
import { GROWTH_WORDS } from '../headroom-words.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { clientNote } from './client-note.js';

const TITLE = 'What would each limit have to be as the load grows?';

/** What each limit would have to be today and as the load grows, a table a tier; nothing where no plan was made. */
export function growthLimitsSection(result: Result): Markup {
  const { plan, trace } = result;
  if (plan === undefined || plan.requiredLimits.length === 0) return html``;
  const tiers = [...new Set(plan.requiredLimits.map(({ tier }) => tier))];
  const isShort = plan.requiredLimits.some((limit) =>
    limit.loads.some((load) => isCutShort(trace, limit, load)),
  );
  const short = isShort
    ? ' ≥ stands where the load is shorter than the window, of which a full one may need more.'
    : '';
  const note = html`<p class="note">
    The smallest limit under which nothing would be throttled, the other limits apart; bold where
    the limit that is would not do. It is set by the requests of those named, in the window that
    begins at the time given; as the load grows, at the largest factor.${short}
  </p>`;
  return section(
    'growth-limits',
    TITLE,
    clientNote(result),
    note,
    tiers.map((tier) => ofTier(trace, plan, tier)),
  );
}

/** The limits that some load exceeds, a row a way of growing; the others are named, those apart that some load is too short to tell of. */
function ofTier(trace: ResultTrace, plan: ResultPlan, tier: string): Markup {
  const { growths, limits } = growthLimits(plan, tier);
  const isTight = (limit: PlanRequiredLimit) => limit.loads.some((load) => exceeds(limit, load));
  const isShort = (limit: PlanRequiredLimit) =>
    limit.loads.some((load) => isCutShort(trace, limit, load));
  const tight = limits.filter(isTight);
  const ample = limits.filter((limit) => !isTight(limit));
  const label = printable(tier, 40);
  return html`<h3>${label}</h3>
    ${tight.length === 0 ? '' : tierTable(trace, label, tight, growths)}
    ${named(
      'Enough under every load asked',
      ample.filter((limit) => !isShort(limit)),
    )}
    ${named('Enough under every load asked, some of them shorter than the window', ample.filter(isShort))}`;
}

function named(what: string, limits: readonly PlanRequiredLimit[]): Markup {
  if (limits.length === 0) return html``;
  const names = limits.map(({ limit }, i) => [i === 0 ? '' : ', ', nameOf(limit)]);
  return html`<p class="note">${what}: ${names}.</p>`;
}

function tierTable(
  trace: ResultTrace,
  label: string,
  limits: readonly PlanRequiredLimit[],
  growths: GrowthLimits['growths'],
): Markup {
  const factors = [...new Set(growths.flatMap((each) => each.factors))].toSorted((a, b) => a - b);
  const head = html`<tr>
    <th scope="col">Limit</th>
    <th scope="col" class="number">Allowed</th>
    <th scope="col" class="number">Required today</th>
    <th scope="col">As the load grows</th>
    ${factors.map((factor) => html`<th scope="col" class="number">${formatFactor(factor)}×</th>`)}
    <th scope="col">Set by</th>
  </tr>`;
  const rows = limits.flatMap((limit) => limitRows(trace, limit, growths, factors));
  return table(`${TITLE} ${label}`, head, rows);
}

function limitRows(
  trace: ResultTrace,
  limit: PlanRequiredLimit,
  growths: GrowthLimits['growths'],
  factors: readonly number[],
): Markup[] {
  const now = requiredAt(limit);
  const span = Math.max(growths.length, 1);
  const lead = html`<th scope="rowgroup" rowspan="${span}">${nameOf(limit.limit)}</th>
    <td class="number" rowspan="${span}">
      ${formatCount(limit.current)}<small>${limit.counts} ${formatPeriod(limit.windowMs)}</small>
    </td>
    <td class="number" rowspan="${span}">
      ${figure(trace, limit, now)}${setByWords(now).map((text) => html`<small class="wraps">${text}</small>`)}
    </td>`;
  if (growths.length === 0)
    return [
      html`<tr>
        ${lead}
        <td colspan="2"></td>
      </tr>`,
    ];
  return growths.map(({ growth }, i) => {
    const loads = factors.map((factor) => requiredAt(limit, growth, factor));
    const last = loads.findLast((load) => load !== undefined);
    return html`<tr class="${i === 0 ? '' : 'spanned'}">
      ${i === 0 ? lead : ''}
      <td class="one-line">${GROWTH_WORDS[growth].name}</td>
      ${loads.map((load) => html`<td class="number">${figure(trace, limit, load)}</td>`)}
      <td>${setByWords(last).map((text) => html`<small>${text}</small>`)}</td>
    </tr>`;
  });
}

function figure(
  trace: ResultTrace,
  limit: PlanRequiredLimit,
  load: PlanRequiredLimitAt | undefined,
): Markup {
  const text = requiredWords(trace, limit, load);
  return exceeds(limit, load) ? html`<span class="exceeds">${text}</span>` : html`${text}`;
}
