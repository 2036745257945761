import type { Result, ResultLimit, ResultScenario } from '../../result/result.js';
import { requiredLimitsData } from '../charts/required-limits-data.js';
import { tierPlace } from '../charts/tier-place.js';
import { timeRows } from '../charts/time-rows.js';
import { nameOf, section, shareBar, source, table } from '../elements.js';
import { type Figure, figureId, type PageFigures } from '../figure.js';
import { formatCount, formatPercent, formatPeriod, formatTime } from '../format-number.js';
import { closestFirst, limitRate, scopeWords } from '../limit-facts.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';

/** Height of a limit's bar, and the gap after those of its tiers, in pixels. */
const BAR_HEIGHT = 11;
const BAR_GAP = 7;

/** Limits that came nearer than this to being used up are drawn over time, and so many at least. */
const DRAWN_FROM = 0.25;
const LEAST_DRAWN = 3;

/** The use of each limit over time, those that came closest first: small charts in a grid a scenario. */
export function limitUseSection(result: Result, { charts, draw }: PageFigures): Markup {
  const { scenarios } = result;
  const labels = scenarioLabels(scenarios);
  const groups = scenarios.flatMap((scenario, i) => {
    const met = closestFirst(scenario.limits).filter(
      ({ id, offered }) => offered > 0 && Object.hasOwn(scenario.series.limits, id),
    );
    const drawn = met.filter((limit, place) => place < LEAST_DRAWN || isNear(limit));
    if (drawn.length === 0) return [];
    return html`<h3>${labels[i]}</h3>
      <div class="grid">
        ${drawn.map((limit) => draw(limitFigure(result, i, limit, labels[i]!)))}
      </div>
      ${farNote(met.slice(drawn.length))}`;
  });
  if (groups.length === 0) return html``;
  const key = html`<p class="note">
    The use of each limit by whoever used it most; the dashed rule is the limit.
    <span class="key admitted">room left</span> <span class="key throttled">used up</span> Times are
    UTC.
  </p>`;
  return section('limit-use', charts['limit-use'].title, key, groups);
}

function isNear({ peakUse, limit }: ResultLimit): boolean {
  return peakUse / limit >= DRAWN_FROM;
}

function farNote(limits: readonly ResultLimit[]): Markup {
  if (limits.length === 0) return html``;
  return html`<p class="note">
    Never over ${formatPercent(DRAWN_FROM)}:
    ${limits.map(({ id }, i) => [i === 0 ? '' : ', ', nameOf(id)])}.
  </p>`;
}

function limitFigure(result: Result, scenario: number, limit: ResultLimit, label: string): Figure {
  const { series } = result.scenarios[scenario]!;
  const reached = (series.limits[limit.id] ?? []).reduce(
    (most, use) => Math.max(most, use),
    limit.peakUse,
  );
  const of = { chart: 'limit-use', scenario, limit: limit.id } as const;
  return {
    id: figureId('limit-use', label, limit.id),
    chart: 'limit-use',
    title: printable(limit.id, 40),
    words: `peak ${formatCount(reached)} of ${limitRate(limit)}`,
    datasets: timeRows(result, of, { most: 120 }),
    width: 'third',
    of,
  };
}

/** Every limit that some request meets: a chart of what each would have to be, and a table a scenario. */
export function limitsSection({ scenarios }: Result, page: PageFigures): Markup {
  const labels = scenarioLabels(scenarios);
  const groups = scenarios.flatMap((scenario, i) =>
    scenario.limits.length === 0 ? [] : limitsOf(scenario, labels[i]!),
  );
  if (groups.length === 0) return html``;
  return section('limits', 'Limits', requiredChart(scenarios, page), groups);
}

function limitsOf({ limits }: ResultScenario, label: string): Markup {
  const met = closestFirst(limits).filter(({ offered }) => offered > 0);
  const unmet = limits.filter(({ offered }) => offered === 0);
  const isBurnt = met.some(({ burntShare = 0 }) => burntShare > 0);
  const head = html`<tr>
    <th scope="col">Limit</th>
    <th scope="col" class="number">Allowed</th>
    <th scope="col" class="number">Required</th>
    <th scope="col" class="number">Peak use</th>
    ${isBurnt ? html`<th scope="col" class="number">Burnt by refusals</th>` : ''}
    <th scope="col" class="number">Throttled</th>
    <th scope="col" class="number">Offered</th>
    <th scope="col">Counted</th>
  </tr>`;
  const rows = met.map((limit) => limitRow(limit, isBurnt));
  const idle = html`<p class="note">
    No request met ${unmet.map(({ id }, i) => [i === 0 ? '' : ', ', nameOf(id)])}.
  </p>`;
  return html`<h3>${label}</h3>
    ${met.length === 0 ? '' : table(`Limits of ${label}`, head, rows)}
    ${unmet.length === 0 ? '' : idle} ${sources(limits)}`;
}

/** Where the limits' figures come from: a line a source, naming its limits where there is more than one. */
function sources(limits: readonly ResultLimit[]): Markup {
  const keys = [...new Set(limits.map(({ provenance }) => JSON.stringify(provenance)))];
  const lines = keys.map((key) => {
    const group = limits.filter(({ provenance }) => JSON.stringify(provenance) === key);
    const names = group.map(({ id }, i) => [i === 0 ? ' (' : ', ', nameOf(id)]);
    return html`<p class="note">
      Source: ${source(group[0]!.provenance)}${keys.length === 1 ? '' : [names, ')']}
    </p>`;
  });
  return html`${lines}`;
}

/** The tiers of the first client: what a limit would have to be does not depend on the client. */
function requiredChart(
  scenarios: readonly ResultScenario[],
  { charts, draw }: PageFigures,
): Markup {
  const ofTiers = scenarios.filter(
    ({ tier }, i) => scenarios.findIndex((each) => each.tier === tier) === i,
  );
  const { required } = requiredLimitsData(ofTiers);
  const [first] = required.toSorted((a, b) => b.ratio - a.ratio);
  if (first === undefined) return html``;
  const tiers = ofTiers.map(({ tier }) => tier);
  const keys = tiers.map(
    (tier) => html`<span class="key tier-${tierPlace(tier, tiers)}">${nameOf(tier)}</span> `,
  );
  const limits = new Set(required.map(({ limit }) => limit)).size;
  return html`<p class="note">${keys}</p>
    ${draw({
      id: figureId('required-limits'),
      chart: 'required-limits',
      title: charts['required-limits'].title,
      words: `most of all ${first.limit} under ${first.tier}: ${formatPercent(first.ratio)} of what is allowed`,
      datasets: { required },
      height: (BAR_HEIGHT * ofTiers.length + BAR_GAP) * limits,
    })}`;
}

function limitRow(limit: ResultLimit, isBurnt: boolean): Markup {
  const { id, scope, tuples, offered, peakUse, throttled, requiredLimit, firstThrottledAt } = limit;
  const ratio = peakUse / limit.limit;
  const exceeds = requiredLimit === null || requiredLimit > limit.limit;
  const since =
    firstThrottledAt === null
      ? ''
      : html`<small class="wraps">from ${formatTime(firstThrottledAt)}</small>`;
  const impossible =
    limit.impossible === undefined
      ? ''
      : html`<small>${formatCount(limit.impossible)} cost more than it can hold</small>`;
  return html`<tr>
    <th scope="row">${nameOf(id)}</th>
    <td class="number">
      ${formatCount(limit.limit)}<small>${limit.counts} ${formatPeriod(limit.windowMs)}</small>
    </td>
    <td class="number ${exceeds ? 'exceeds' : ''}">
      ${requiredLimit === null ? 'none would do' : formatCount(requiredLimit)}
    </td>
    <td class="number">
      ${formatCount(peakUse)}
      <span class="muted">(${formatPercent(ratio)})</span
      >${shareBar(ratio, ratio >= 1 ? 'throttled' : 'admitted')}
    </td>
    ${isBurnt ? html`<td class="number">${formatPercent(limit.burntShare ?? 0)}</td>` : ''}
    <td class="number">${formatCount(throttled)}${since}${impossible}</td>
    <td class="number">${formatCount(offered)}</td>
    <td class="one-line">${scopeWords(scope)}<small>${formatCount(tuples)} in the trace</small></td>
  </tr>`;
}
