import type { Interval, PlanCurve, PlanHeadroom, ResultPlan } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { growthData } from '../charts/growth-data.js';
import { growthDelaysData } from '../charts/growth-delays-data.js';
import { tierPlace } from '../charts/tier-place.js';
import { nameOf, section, table, textOf } from '../elements.js';
import { figureId, type PageFigures } from '../figure.js';
import { formatCount, formatFactor, formatSpan } from '../format-number.js';
import { chanceWords, GROWTH_WORDS, growthWords, headroomNotes } from '../headroom-words.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { clientNote } from './client-note.js';

/** How far the load can grow under each tier: a table, and a chart a way of growing; nothing where no plan was made. */
export function growthSection(result: Result, page: PageFigures): Markup {
  const { plan } = result;
  if (plan === undefined || plan.headroom.length + plan.curves.length === 0) return html``;
  const tiers = plan.tiers.map(({ tier }) => tier);
  return section(
    'growth',
    page.charts.growth.title,
    clientNote(result),
    note(result, plan),
    headroomTable(result, plan),
    plan.curves.length === 0 ? '' : key(tiers),
    plan.curves.map((curve) => curveCharts(curve, result, plan, tiers, page)),
  );
}

function note(result: Result, plan: ResultPlan): Markup {
  const { spread, precision, growthRate, runs } = plan;
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
  const chance = chanceWords(result);
  return html`<p class="note">
    Which way the load grows matters: limits that are counted for each user do not feel more users.
    Added users have ${accounts} and ${clocks}; added requests of a user are sent ${rate}. Known to
    ${formatCount(precision * 100)}% of the figure, from ${formatCount(runs)}
    runs.${triedWords(plan)}${dates}${chance === '' ? '' : ` ${chance}`}
  </p>`;
}

/** By how many trials each figure was found. */
function triedWords({ headroom }: ResultPlan): string {
  if (headroom.length === 0) return '';
  const counts = headroom.map(({ tried }) => tried);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const each =
    least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
  return ` For each figure ${each} factors were tried, and the objective held at all of those up to it.`;
}

function headroomTable(result: Result, { headroom }: ResultPlan): Markup {
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
          return html`<td class="prose">
            ${found === undefined ? '–' : headroomCell(result, found)}
          </td>`;
        })}
      </tr>`,
  );
  return table('Headroom by tier and way of growing', head, rows);
}

function headroomCell(result: Result, headroom: PlanHeadroom): Markup {
  const { factor, holdsAgainAt } = headroom;
  const notes = headroomNotes(result, headroom, [
    ...breakWords(headroom),
    ...(factor === null || holdsAgainAt === undefined
      ? []
      : [`holds again at some loads up to ${formatFactor(holdsAgainAt)}×`]),
  ]);
  return html`${foundWords(headroom)}${notes.map((words) => html`<small>${textOf(words)}</small>`)}`;
}

/** The factor up to which the objective held. */
function foundWords({ factor, breaksAt, triedUpTo }: PlanHeadroom): Markup {
  if (factor === null) return html`<strong class="exceeds">holds at no load tried</strong>`;
  if (breaksAt === undefined) return html`<strong>over ${formatFactor(triedUpTo)}×</strong>`;
  return html`<strong class="${factor < 1 ? 'exceeds' : ''}">${formatFactor(factor)}×</strong>`;
}

function breakWords({ factor, breaksAt, breaksBy }: PlanHeadroom): string[] {
  if (factor === null) return [];
  if (breaksAt === undefined) return ['never broke where tried'];
  if (breaksBy === undefined) return [];
  const { limit, throttledMost } = breaksBy;
  const most = throttledMost === limit ? '' : `; ${printable(throttledMost, 40)} throttles most`;
  return [`breaks at ${formatFactor(breaksAt, 'up')}× by ${printable(limit, 40)}${most}`];
}

function key(tiers: readonly string[]): Markup {
  const keys = tiers.map(
    (tier) => html`<span class="key tier-${tierPlace(tier, tiers)}">${nameOf(tier)}</span> `,
  );
  return html`<p class="note">
    The strip above each chart is the tier required: ${keys}<span class="key tier-none"
      >no tier suffices</span
    >
    Where a tier breaks stands a dashed rule; a grey field, where that is not known more closely.
  </p>`;
}

function curveCharts(
  curve: PlanCurve,
  result: Result,
  plan: ResultPlan,
  tiers: readonly string[],
  { charts, draw }: PageFigures,
): Markup {
  const { when } = GROWTH_WORDS[curve.growth];
  const intervals = new Map<string, Interval>(
    (result.replications?.figures ?? [])
      .filter(({ figure }) => figure === `headroom, ${curve.growth}`)
      .map(({ tier, interval }) => [tier, interval]),
  );
  const data = growthData(curve, plan, tiers, intervals);
  const delays = growthDelaysData(curve, tiers);
  const { title } = charts['growth-delays'];
  const figures = [
    draw({
      id: figureId('growth', curve.growth),
      chart: 'growth',
      title: `${when},`,
      words: growthWords(result, curve.growth),
      datasets: { ...data },
    }),
    delays.delays.length === 0
      ? ''
      : draw({
          id: figureId('growth-delays', curve.growth),
          chart: 'growth-delays',
          title,
          words: longest(delays),
          datasets: { ...delays },
        }),
  ];
  return html`${figures}`;
}

function longest({ ends }: ReturnType<typeof growthDelaysData>): string {
  const last = ends.toSorted((a, b) => (b.delay ?? 0) - (a.delay ?? 0))[0]!;
  return `99% within ${last.words} under ${last.tier} at ${formatFactor(last.factor)}×`;
}
