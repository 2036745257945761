import type { Interval, PlanCurve, PlanHeadroom, ResultPlan } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import type { Charts } from '../charts/chart-name.js';
import { growthData } from '../charts/growth-data.js';
import { growthDelaysData } from '../charts/growth-delays-data.js';
import { tierPlace } from '../charts/tier-place.js';
import { chart, nameOf, section, table, textOf } from '../elements.js';
import { formatCount, formatDay, formatFactor, formatSpan } from '../format-number.js';
import { GROWTH_WORDS, growthWords } from '../headroom-words.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';

/** How far the load can grow under each tier: a table, and a chart a way of growing; nothing where no plan was made. */
export function growthSection(result: Result, charts: Charts): Markup {
  const { plan } = result;
  if (plan === undefined || plan.headroom.length + plan.curves.length === 0) return html``;
  const tiers = plan.tiers.map(({ tier }) => tier);
  return section(
    'growth',
    charts.growth.title,
    note(plan),
    headroomTable(plan),
    plan.curves.length === 0 ? '' : key(tiers),
    plan.curves.map((curve) => curveCharts(curve, result, plan, tiers, charts)),
  );
}

function note({ spread, precision, growthRate, runs }: ResultPlan): Markup {
  const accounts = spread.sharedAdAccounts
    ? 'the ad accounts of their originals'
    : 'ad accounts of their own';
  const clocks =
    spread.usersMs === 0
      ? 'the clocks of their originals'
      : `clocks shifted within ${formatSpan(spread.usersMs)}`;
  const rate =
    spread.rateMs === 0
      ? 'at the same moment'
      : `within ${formatSpan(spread.rateMs)} of the original`;
  const dates =
    growthRate === undefined
      ? ''
      : ` Dates are for a load that grows by ${printable(growthRate, 40)}.`;
  return html`<p class="note">
    Which way the load grows matters: limits that are counted for each user do not feel more users.
    Added users have ${accounts} and ${clocks}; added requests of a user are sent ${rate}. Known to
    ${formatCount(precision * 100)}% of the figure, from ${formatCount(runs)} runs.${dates}
  </p>`;
}

function headroomTable({ headroom }: ResultPlan): Markup {
  if (headroom.length === 0) return html``;
  const growths = [...new Set(headroom.map(({ growth }) => growth))];
  const head = html`<tr>
    <th scope="col">Tier</th>
    ${growths.map((growth) => html`<th scope="col">${GROWTH_WORDS[growth].name}</th>`)}
  </tr>`;
  const rows = [...new Set(headroom.map(({ tier }) => tier))].map(
    (tier) =>
      html`<tr>
        <th scope="row">${textOf(tier, 40)}</th>
        ${growths.map((growth) => {
          const found = headroom.find((each) => each.tier === tier && each.growth === growth);
          return html`<td class="prose">${found === undefined ? '–' : headroomCell(found)}</td>`;
        })}
      </tr>`,
  );
  return table('Headroom by tier and way of growing', head, rows);
}

function headroomCell(headroom: PlanHeadroom): Markup {
  const { factor, breaksAt, breaksBy, triedUpTo, reachedAt, holdsAgainAt } = headroom;
  if (factor === null) return html`<strong class="exceeds">holds at no load tried</strong>`;
  const holds = html`<strong class="${factor < 1 ? 'exceeds' : ''}"
    >${formatFactor(factor)}×</strong
  >`;
  if (breaksAt === undefined) {
    return html`<strong>over ${formatFactor(triedUpTo)}×</strong
      ><small>never broke where tried</small>`;
  }
  const by =
    breaksBy === undefined
      ? ''
      : html`<small
          >breaks at ${formatFactor(breaksAt, 'up')}× by
          ${textOf(breaksBy.limit, 40)}${
            breaksBy.throttledMost === breaksBy.limit
              ? ''
              : html`; ${textOf(breaksBy.throttledMost, 40)} throttles most`
          }</small
        >`;
  const when =
    reachedAt === undefined ? '' : html`<small>reached on ${formatDay(reachedAt)}</small>`;
  const again =
    holdsAgainAt === undefined
      ? ''
      : html`<small>holds again at some loads up to ${formatFactor(holdsAgainAt)}×</small>`;
  return html`${holds}${by}${again}${when}`;
}

function key(tiers: readonly string[]): Markup {
  const keys = tiers.map(
    (tier) => html`<span class="key tier-${tierPlace(tier, tiers)}">${nameOf(tier)}</span> `,
  );
  return html`<p class="note drawn">
    The strip above each chart is the tier required: ${keys}<span class="key tier-none"
      >no tier suffices</span
    >
    Where a tier breaks stands a dashed rule; a grey field, where that is not known more closely.
  </p>`;
}

function curveCharts(
  curve: PlanCurve,
  { replications }: Result,
  plan: ResultPlan,
  tiers: readonly string[],
  charts: Charts,
): Markup {
  const { name, when } = GROWTH_WORDS[curve.growth];
  const words = growthWords(plan, curve.growth);
  const caption = html`<strong>${when},</strong> <span class="muted">${words}</span>`;
  const intervals = new Map<string, Interval>(
    (replications?.figures ?? [])
      .filter(({ figure }) => figure === `headroom, ${curve.growth}`)
      .map(({ tier, interval }) => [tier, interval]),
  );
  const data = growthData(curve, plan, tiers, intervals);
  const delays = growthDelaysData(curve, tiers);
  const { title } = charts['growth-delays'];
  return html`${chart('growth', `${when}, ${words}`, caption, data)}
  ${
    delays.delays.length === 0
      ? ''
      : chart(
          'growth-delays',
          `${name}: ${title}`,
          html`<strong>${title}</strong> <span class="muted">${longest(delays)}</span>`,
          delays,
        )
  }`;
}

function longest({ ends }: ReturnType<typeof growthDelaysData>): string {
  const last = ends.toSorted((a, b) => (b.delay ?? 0) - (a.delay ?? 0))[0]!;
  return `99% within ${last.words} under ${last.tier} at ${formatFactor(last.factor)}×`;
}
