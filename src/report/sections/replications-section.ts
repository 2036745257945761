import type {
  ReplicatedDifference,
  ReplicatedFigure,
  ResultReplications,
} from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { asSentence } from '../as-sentence.js';
import { differencesData } from '../charts/differences-data.js';
import { replicationsData } from '../charts/replications-data.js';
import { section, table, textOf } from '../elements.js';
import { formatFigure, intervalWords } from '../figure-words.js';
import { figureId, type PageFigures } from '../figure.js';
import { formatNumberOf, formatPercent } from '../format-number.js';
import { listed } from '../listed.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { figureOf, replicationWords, seedWords } from '../replication-words.js';

/** Height of a scenario's row in a chart, in pixels. */
const ROW_HEIGHT = 30;

/** How much of the figures is chance: each with its interval, and differences from paired runs; nothing where nothing was repeated. */
export function replicationsSection({ replications }: Result, page: PageFigures): Markup {
  if (replications === undefined) return html``;
  const { seeds, random, confidence } = replications;
  const names = [...new Set(replications.figures.map(({ figure }) => figure))];
  const drawn = random.map((each) => printable(each));
  return section(
    'replications',
    page.charts.replications.title,
    html`<p class="note">
      ${formatNumberOf(seeds.length, 'run')} of each, with the seeds
      ${seedWords(seeds)}${drawn.length === 0 ? '' : `, which change ${listed(drawn)}`}. Intervals
      hold the true figure in ${formatPercent(confidence)} of such experiments.
      ${replicationWords(replications)}
    </p>`,
    html`<div class="grid halves">
      ${names.map((name) => figureChart(name, replications, page))}
      ${replications.differences.map((each) => differenceChart(each, page))}
    </div>`,
    figuresTable(replications),
    differencesTable(replications),
  );
}

function figureChart(
  name: string,
  { figures, seeds }: ResultReplications,
  { draw }: PageFigures,
): Markup {
  const named = figures.filter(({ figure }) => figure === name);
  const { unit, ...data } = replicationsData(named, seeds);
  if (data.values.length === 0) return html``;
  const words = data.intervals.map((each) => `${each.who} ${each.words}`).join(', ');
  const title = `${asSentence(printable(name, 40))}${unit.name === '' ? '' : `, ${unit.name}`}`;
  return draw({
    id: figureId('replications', name),
    chart: 'replications',
    title,
    words,
    datasets: { ...data },
    height: ROW_HEIGHT * new Set(data.values.map(({ who }) => who)).size,
    width: 'half',
  });
}

function differenceChart(difference: ReplicatedDifference, { draw }: PageFigures): Markup {
  const { unit, ...data } = differencesData(difference);
  if (data.differences.length === 0) return html``;
  const { figure, paired, unit: of } = difference;
  const name = `${asSentence(printable(figure, 40))}, ${differenceName(difference)}${unit.name === '' ? '' : `, ${unit.name}`}`;
  return draw({
    id: figureId('differences', figure, differenceName(difference)),
    chart: 'differences',
    title: name,
    words: `${formatFigure(paired.estimate, of)} (${intervalWords(paired, of)})`,
    datasets: { ...data },
    height: ROW_HEIGHT * data.differences.length,
    width: 'half',
  });
}

function differenceName({ from, to }: ReplicatedDifference): string {
  return `${printable(to, 40)} − ${printable(from, 40)}`;
}

function figuresTable({ figures, confidence }: ResultReplications): Markup {
  if (figures.length === 0) return html``;
  const head = html`<tr>
    <th scope="col">Figure</th>
    <th scope="col">Of</th>
    <th scope="col" class="number">Estimate</th>
    <th scope="col" class="number">${formatPercent(confidence)} interval</th>
    <th scope="col">Method</th>
  </tr>`;
  const rows = figures.map(
    (each: ReplicatedFigure) =>
      html`<tr>
        <th scope="row">${textOf(each.figure, 40)}</th>
        <td>${figureOf(each)}</td>
        <td class="number">${formatFigure(each.interval.estimate, each.unit)}</td>
        <td class="number">${intervalWords(each.interval, each.unit)}</td>
        <td class="prose">${textOf(each.method, 80)}</td>
      </tr>`,
  );
  return table('Figures over all replications', head, rows);
}

function differencesTable({ differences, confidence }: ResultReplications): Markup {
  if (differences.length === 0) return html``;
  const head = html`<tr>
    <th scope="col">Difference</th>
    <th scope="col">Of</th>
    <th scope="col" class="number">Estimate</th>
    <th scope="col" class="number">${formatPercent(confidence)} interval, paired</th>
    <th scope="col" class="number">As if unpaired</th>
    <th scope="col">Method</th>
  </tr>`;
  const rows = differences.map(
    (each) =>
      html`<tr>
        <th scope="row">${textOf(each.figure, 40)}</th>
        <td>${differenceName(each)}</td>
        <td class="number">${formatFigure(each.paired.estimate, each.unit)}</td>
        <td class="number">${intervalWords(each.paired, each.unit)}</td>
        <td class="number">${intervalWords(each.unpaired, each.unit)}</td>
        <td class="prose">${textOf(each.method, 80)}</td>
      </tr>`,
  );
  const note = html`<p class="note">
    Paired runs share their seeds, so that what chance does to both cancels out.
  </p>`;
  return html`${table('Differences from paired runs', head, rows)}${note}`;
}
