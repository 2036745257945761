import type { Result } from '../../result/result.js';
import { changesData } from '../charts/changes-data.js';
import { headed, nameOf, section, table, textOf } from '../elements.js';
import { type DrawFigure, figureId } from '../figure.js';
import { formatNumberOf, formatTime } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { verdict } from '../verdict.js';
import { comparisonFacts, type ComparisonFacts, type ScenarioChanges } from './comparison-facts.js';
import type { Difference } from './figure-changes.js';
import { absentWords, type LimitState } from './limit-changes.js';

/** Height of a limit's row in the chart, in pixels. */
const ROW_HEIGHT = 26;

/**
 * What a page that compares Results tells, differences first: what changed in one sentence, the figures that differ,
 * the limits, what appeared and vanished, what differed in the settings, and each Result's own verdict.
 * @param names what to call each Result, as `may`.
 */
export function comparisonContent(
  results: readonly Result[],
  names: readonly string[],
  draw: DrawFigure,
): Markup {
  const facts = comparisonFacts(results, names);
  return html`${[
    header(facts),
    figuresSection(facts),
    limitsSection(facts, draw),
    appearancesSection(facts),
    settingsSection(facts),
    verdictsSection(facts),
  ]}`;
}

function header({ compared, headline }: ComparisonFacts): Markup {
  const entries = compared.map(
    ({ name, result: { trace } }) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${textOf(trace.name, 80)}, ${formatNumberOf(trace.requests, 'request')}</dd>
      </div>`,
  );
  return html`<header>
    <p class="eyebrow">Comparison of ${formatNumberOf(compared.length, 'result')}</p>
    <h1>${headed(headline, '; under ')}</h1>
    <dl class="facts">${entries}</dl>
  </header>`;
}

/** The figures that differ, a table a scenario; the scenarios in which none do are named. */
function figuresSection({ compared, scenarios }: ComparisonFacts): Markup {
  const changed = scenarios.filter(({ figures }) => figures.length > 0);
  const same = scenarios.filter(({ figures }) => figures.length === 0);
  if (scenarios.length === 0) return html``;
  return section(
    'changes',
    'What changed?',
    changed.map((scenario) => figuresTable(scenario, compared)),
    same.length === 0
      ? ''
      : html`<p class="note">
          No figure differs under
          ${same.map(({ label }, i) => [i === 0 ? '' : ', ', nameOf(label)])}.
        </p>`,
  );
}

function figuresTable(
  { label, figures }: ScenarioChanges,
  compared: ComparisonFacts['compared'],
): Markup {
  const [first, ...others] = compared.map(({ name }) => name);
  const head = html`<tr>
    <th scope="col">Figure</th>
    <th scope="col" class="number">${first}</th>
    ${others.map(
      (name) =>
        html`<th scope="col" class="number">${name}</th>
          <th scope="col" class="number">Difference</th>
          <th scope="col" class="number">Relative</th>`,
    )}
  </tr>`;
  const rows = figures.map(
    ({ name, values: [value, ...rest], differences }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td class="number">${value}</td>
        ${rest.map((each, i) => [html`<td class="number">${each}</td>`, differenceCells(differences[i]!)])}
      </tr>`,
  );
  return html`<h3>${nameOf(label)}</h3>
    ${table(`What changed under ${label}`, head, rows, 'compact')}`;
}

function differenceCells({ words, relative, interval, isSure }: Difference): Markup {
  const note = interval === '' ? '' : html`<small>${interval}</small>`;
  const chance = isSure === false ? html`<small>may be chance</small>` : '';
  return html`<td class="number">${words}${note}${chance}</td>
    <td class="number">${relative}</td>`;
}

/** The limits that changed: a chart of what each would have to be, and a table, a scenario. */
function limitsSection({ compared, scenarios }: ComparisonFacts, draw: DrawFigure): Markup {
  const names = compared.map(({ name }) => name);
  const changed = scenarios.filter(({ limits }) => limits.length > 0);
  if (changed.length === 0) return html``;
  return section(
    'limits',
    'Which limits are nearer, and which further?',
    changed.map(({ label, limits }) => {
      const data = changesData(limits, names);
      const [most] = data.ways;
      const figure =
        most === undefined
          ? ''
          : draw({
              id: figureId('changes', label),
              chart: 'changes',
              title: label,
              words: `${names[0]!} hollow, ${names.at(-1)!} filled; ${most.limit} moved most: ${most.words}`,
              datasets: { ...data },
              height: ROW_HEIGHT * data.ways.length,
            });
      return html`<h3>${nameOf(label)}</h3>
        ${figure}${limitsTable(label, limits, names)}`;
    }),
  );
}

function limitsTable(
  label: string,
  limits: ScenarioChanges['limits'],
  names: readonly string[],
): Markup {
  const head = html`<tr>
    <th scope="col">Limit</th>
    <th scope="col">In</th>
    <th scope="col" class="number">Allowed</th>
    <th scope="col" class="number">Peak use</th>
    <th scope="col" class="number">Required</th>
    <th scope="col" class="number">Throttled</th>
  </tr>`;
  const rows = limits.flatMap(({ id, of }) =>
    of.map(
      (state, i) =>
        html`<tr class="${i === 0 ? '' : 'spanned'}">
          ${i === 0 ? html`<th scope="rowgroup" rowspan="${of.length}">${nameOf(id)}</th>` : ''}
          <td>${names[i]}</td>
          ${stateCells(state)}
        </tr>`,
    ),
  );
  return table(`Limits that changed under ${label}`, head, rows, 'compact');
}

function stateCells(state: LimitState | undefined | null): Markup {
  if (state === null || state === undefined) {
    return html`<td colspan="4" class="muted">${absentWords(state)}</td>`;
  }
  const { rate, peak, required, throttled, need } = state;
  return html`<td class="number">${rate}</td>
    <td class="number">${peak}</td>
    <td class="number ${need === null || need > 1 ? 'exceeds' : ''}">${required}</td>
    <td class="number">${throttled}</td>`;
}

function appearancesSection({ appearances }: ComparisonFacts): Markup {
  if (appearances.length === 0) return html``;
  const head = html`<tr>
    <th scope="col">What</th>
    <th scope="col">Name</th>
    <th scope="col">Only in</th>
  </tr>`;
  const rows = appearances.map(
    ({ kind, name, in: names }) =>
      html`<tr>
        <th scope="row">${kind}</th>
        <td class="prose">${textOf(name, 400)}</td>
        <td>${names.join(', ')}</td>
      </tr>`,
  );
  return section(
    'appearances',
    'What appeared, and what vanished?',
    table('What is not in all', head, rows),
  );
}

function settingsSection({ settings, compared }: ComparisonFacts): Markup {
  const names = compared.map(({ name }) => name);
  if (settings.length === 0) {
    return section('settings', 'What was set otherwise?', html`<p>Nothing was.</p>`);
  }
  const head = html`<tr>
    <th scope="col">Setting</th>
    ${names.map((name) => html`<th scope="col">${name}</th>`)}
  </tr>`;
  const rows = settings.map(
    ({ name, values }) =>
      html`<tr>
        <th scope="row">${name}</th>
        ${values.map((value) => html`<td class="prose">${value === '' ? '–' : textOf(value, 200)}</td>`)}
      </tr>`,
  );
  return section('settings', 'What was set otherwise?', table('Settings that differ', head, rows));
}

/** What each Result says by itself, and how it was made. */
function verdictsSection({ compared }: ComparisonFacts): Markup {
  const cards = compared.map(({ name, result }) => {
    const { headline, reservations } = verdict(result);
    const { trace, settings, tool } = result;
    return html`<article class="card">
      <h3>${name}</h3>
      ${reservations.map((text) => html`<p class="reservation">${textOf(text)}</p>`)}
      <p>${textOf(headline, 2000)}</p>
      <p class="note">
        ${formatTime(printable(trace.start))} to ${formatTime(printable(trace.end))};
        ${printable(tool.name)} ${printable(tool.version)}
      </p>
      <pre><code>${printable(settings.command, 1000)}</code></pre>
    </article>`;
  });
  return section(
    'verdicts',
    'What each says by itself',
    html`<div class="grid halves cards">${cards}</div>`,
  );
}
