import type { PlanRequiredLimit, PlanRequiredLimitAt, ResultPlan } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { nameOf, section, table } from '../elements.js';
import { tupleWords } from '../evidence-words.js';
import { formatCount, formatFactor, formatPeriod, formatTime } from '../format-number.js';
import { exceeds, type GrowthLimits, growthLimits, requiredAt } from '../growth-limits.js';
import { GROWTH_WORDS } from '../headroom-words.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';

const TITLE = 'What would each limit have to be as the load grows?';

/** What each limit would have to be today and as the load grows, a table a tier; nothing where no plan was made. */
export function growthLimitsSection({ plan }: Result): Markup {
  if (plan === undefined || plan.requiredLimits.length === 0) return html``;
  const tiers = [...new Set(plan.requiredLimits.map(({ tier }) => tier))];
  const note = html`<p class="note">
    The smallest limit under which nothing would be throttled, the other limits apart; bold where
    the limit that is would not do. It is set by the requests of those named, in the window that
    begins at the time given; as the load grows, at the largest factor.
  </p>`;
  return section(
    'growth-limits',
    TITLE,
    note,
    tiers.map((tier) => ofTier(plan, tier)),
  );
}

/** The limits that some load exceeds, a row a way of growing; the others are named. */
function ofTier(plan: ResultPlan, tier: string): Markup {
  const { growths, limits } = growthLimits(plan, tier);
  const isTight = (limit: PlanRequiredLimit) => limit.loads.some((load) => exceeds(limit, load));
  const tight = limits.filter(isTight);
  const ample = limits.filter((limit) => !isTight(limit));
  const label = printable(tier, 40);
  const names = ample.map(({ limit }, i) => [i === 0 ? '' : ', ', nameOf(limit)]);
  return html`<h3>${label}</h3>
    ${tight.length === 0 ? '' : tierTable(label, tight, growths)}
    ${ample.length === 0 ? '' : html`<p class="note">Enough under every load asked: ${names}.</p>`}`;
}

function tierTable(
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
  const rows = limits.flatMap((limit) => limitRows(limit, growths, factors));
  return table(`${TITLE} ${label}`, head, rows);
}

function limitRows(
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
      ${figure(limit, now)}${setBy(now).map((text) => html`<small class="wraps">${text}</small>`)}
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
      ${loads.map((load) => html`<td class="number">${figure(limit, load)}</td>`)}
      <td>${setBy(last).map((text) => html`<small>${text}</small>`)}</td>
    </tr>`;
  });
}

function figure(limit: PlanRequiredLimit, load: PlanRequiredLimitAt | undefined): Markup {
  if (load === undefined) return html`–`;
  const text = load.requiredLimit === null ? 'none would do' : formatCount(load.requiredLimit);
  return exceeds(limit, load) ? html`<span class="exceeds">${text}</span>` : html`${text}`;
}

/** Whose requests set a figure, and from when the window runs that they fill. */
function setBy(load: PlanRequiredLimitAt | undefined): string[] {
  const { scope, from } = load ?? {};
  return [
    ...(scope === undefined ? [] : [tupleWords(scope)]),
    ...(from === undefined ? [] : [`from ${formatTime(from)}`]),
  ];
}
