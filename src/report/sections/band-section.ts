import type { BandFlip, BandTier, BandVerdict, ResultBand } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { failingWords, holdsUnder, isPartial } from '../band-fails.js';
import { ASSUMPTION_WORDS, bandWords, conditionWords } from '../band-words.js';
import { bandData } from '../charts/band-data.js';
import { tierPlace } from '../charts/tier-place.js';
import { nameOf, section, table, textOf } from '../elements.js';
import { figureId, type PageFigures } from '../figure.js';
import { formatCount } from '../format-number.js';
import { listed } from '../listed.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { clientNote } from './client-note.js';

const DENIED = [
  ['free', 'Refused requests use no quota'],
  ['charged', 'Refused requests use quota'],
] as const;

/** Under which settings which tier is required, and how to find out which setting holds; nothing where no band was made. */
export function bandSection(result: Result, { charts, draw }: PageFigures): Markup {
  const { band } = result;
  if (band === undefined || band.verdicts.length === 0) return html``;
  const tiers = band.tiers.map(({ tier }) => tier);
  const drawn = DENIED.flatMap(([denied, name]) => {
    const data = bandData(band, denied);
    if (data.band.length === 0) return [];
    return draw({
      id: figureId('band', denied),
      chart: 'band',
      title: name,
      words: countWords(band, denied),
      datasets: { ...data },
      height: rowsHeight(data.band),
      width: 'half',
    });
  });
  return section(
    'band',
    charts.band.title,
    clientNote(result),
    bandWords(result).map((words) => html`<p>${textOf(words, 1000)}</p>`),
    html`<p class="note">Required: ${keys(tiers)}</p>
      <div class="grid halves">${drawn}</div>`,
    countsTable(band),
    band.tiers.filter(isPartial).map((tier) => failing(band, tier)),
    band.flips.length === 0 ? '' : checks(band),
  );
}

/** Every setting under which a tier does not suffice. */
function failing(band: ResultBand, tier: BandTier): Markup {
  const sets = failingWords(band, tier).map((words) => html`<li>${textOf(words)}</li>`);
  return html`<h3>Where ${nameOf(tier.tier)} does not suffice</h3>
    <ul class="checks">
      ${sets}
    </ul>`;
}

function rowsHeight(rows: readonly { readonly algorithm: string }[]): number {
  return 26 * new Set(rows.map(({ algorithm }) => algorithm)).size;
}

function keys(tiers: readonly string[]): Markup[] {
  const named = tiers.map(
    (tier) => html`<span class="key tier-${tierPlace(tier, tiers)}">${nameOf(tier)}</span> `,
  );
  return [...named, html`<span class="key tier-none">no tier suffices</span>`];
}

/** How many of the settings require which tier: `trial 19, standard 32 of 51 settings`. */
function countWords({ verdicts, tiers }: ResultBand, denied: 'free' | 'charged'): string {
  const ofDenied = verdicts.filter((each) => each.denied === denied);
  const counts = [...tiers.map(({ tier }) => tier), null].flatMap((tier) => {
    const count = ofDenied.filter(({ requiredTier }) => requiredTier === tier).length;
    return count === 0
      ? []
      : [`${tier === null ? 'no tier' : printable(tier, 40)} ${formatCount(count)}`];
  });
  return `${counts.join(', ')} of ${formatCount(ofDenied.length)} settings`;
}

function countsTable({ verdicts, tiers }: ResultBand): Markup {
  const head = html`<tr>
    <th scope="col">Windows</th>
    <th scope="col" class="number">Settings</th>
    ${tiers.map(({ tier }) => html`<th scope="col" class="number">${textOf(tier, 40)} suffices</th>`)}
  </tr>`;
  const rows = [...new Set(verdicts.map(({ algorithm }) => algorithm))].map((algorithm) => {
    const ofAlgorithm = verdicts.filter((each) => each.algorithm === algorithm);
    return html`<tr>
      <th scope="row">${algorithm}</th>
      <td class="number">${formatCount(ofAlgorithm.length)}</td>
      ${tiers.map(({ tier }) => html`<td class="number">${formatCount(holdsUnder(ofAlgorithm, tier))}</td>`)}
    </tr>`;
  });
  return table('Settings under which each tier suffices', head, rows, 'compact');
}

/** What each value of an assumption would mean, and which header tells. */
function checks(band: ResultBand): Markup {
  const items = band.flips.map((flip) => {
    const { name, check } = ASSUMPTION_WORDS[flip.assumption];
    return html`<li>
      <strong>${name}.</strong> Required: ${meanings(band, flip)} To find out, ${check}
    </li>`;
  });
  return html`<h3>How to find out which holds</h3>
    <ul class="checks">
      ${items}
    </ul>`;
}

/** What the values of an assumption require; of another than the algorithm, under each algorithm: `under fixed-window, trial if …`. */
function meanings(band: ResultBand, { assumption }: BandFlip): string {
  if (assumption === 'algorithm') return `${requiredWords(band, band.verdicts, assumption)}.`;
  const byWords = new Map<string, string[]>();
  for (const algorithm of new Set(band.verdicts.map((each) => each.algorithm))) {
    const verdicts = band.verdicts.filter((each) => each.algorithm === algorithm);
    const words = requiredWords(band, verdicts, assumption);
    if (words === '') continue;
    byWords.set(words, [...(byWords.get(words) ?? []), printable(algorithm, 40)]);
  }
  return [...byWords]
    .map(([words, names], i) => `${i === 0 ? 'under' : 'Under'} ${listed(names)}, ${words}.`)
    .join(' ');
}

/** What each value of an assumption requires of some settings, values alike together: `trial or none if …; standard if …`. */
function requiredWords(
  { tiers }: ResultBand,
  verdicts: readonly BandVerdict[],
  assumption: BandFlip['assumption'],
): string {
  const names = [...tiers.map(({ tier }) => tier), null];
  const byTiers = new Map<string, unknown[]>();
  for (const value of new Set(verdicts.map((each) => each[assumption]))) {
    if (value === undefined) continue;
    const required = verdicts
      .filter((each) => each[assumption] === value)
      .map(({ requiredTier }) => requiredTier);
    const key = listed(
      names
        .filter((tier) => required.includes(tier))
        .map((tier) => (tier === null ? 'none' : printable(tier, 40))),
      'or',
    );
    byTiers.set(key, [...(byTiers.get(key) ?? []), value]);
  }
  const [only, ...others] = byTiers.keys();
  if (only !== undefined && others.length === 0) return `${only} in every case`;
  return [...byTiers]
    .map(([required, values]) => `${required} ${conditionWords(assumption, values)}`)
    .join('; ');
}
