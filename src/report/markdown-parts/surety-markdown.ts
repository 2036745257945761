import type { ResultReplications } from '../../result/plan.js';
import type { Result, ResultAssumption, ResultLimit } from '../../result/result.js';
import { failingWords, holdsUnder, isPartial } from '../band-fails.js';
import { ASSUMPTION_WORDS } from '../band-words.js';
import { cautionWords } from '../caution-words.js';
import { formatFigure, intervalWords } from '../figure-words.js';
import { formatCount, formatNumberOf, formatPercent } from '../format-number.js';
import { listed } from '../listed.js';
import { type MarkdownColumn, markdownTable } from '../markdown-table.js';
import { markdownList, markdownName, markdownSection, markdownText } from '../markdown-text.js';
import { ofPlanClient } from '../plan-client.js';
import { printable } from '../printable.js';
import { figureOf, replicationWords, seedWords } from '../replication-words.js';

/** An address of the web with nothing in it that Markdown reads. */
const PLAIN_ADDRESS = /^https?:\/\/[\w.~:/?#@!$&',;=%-]+$/i;

/** How sure the answer is: under which settings it holds, what chance does, what is assumed, what was left out, and where the limits' figures come from. */
export function suretyMarkdown(result: Result): string {
  const cautions = cautionWords(result).map((text) => markdownText(printable(text, 1000)));
  return markdownSection(
    'How sure is this?',
    ...bandOf(result),
    ...replicationsOf(result.replications),
    ...assumptionsOf(result.model.assumptions),
    ...(cautions.length === 0 ? [] : ['### Beware', markdownList(cautions)]),
    ...sourcesOf(result),
  );
}

function bandOf(result: Result): string[] {
  const { band } = result;
  if (band === undefined || band.verdicts.length === 0) return [];
  const columns: MarkdownColumn[] = [
    ['Windows', 'left'],
    ['Settings', 'right'],
    ...band.tiers.map(({ tier }): MarkdownColumn => {
      return [`${markdownText(printable(tier, 40))} suffices`, 'right'];
    }),
  ];
  const rows = [...new Set(band.verdicts.map(({ algorithm }) => algorithm))].map((algorithm) => {
    const verdicts = band.verdicts.filter((each) => each.algorithm === algorithm);
    return [
      algorithm,
      formatCount(verdicts.length),
      ...band.tiers.map(({ tier }) => formatCount(holdsUnder(verdicts, tier))),
    ];
  });
  const failing = band.tiers
    .filter(isPartial)
    .map(
      (tier) =>
        `${printable(tier.tier, 40)} does not suffice under ${failingWords(band, tier).join('; ')}.`,
    );
  const checks = band.flips.map(({ assumption }) => {
    const { name, check } = ASSUMPTION_WORDS[assumption];
    return `**${name}**: ${markdownText(check)}`;
  });
  const whose = ofPlanClient(result);
  return [
    `### ${markdownText(`Over ${formatNumberOf(band.settings, 'setting')}${whose}`)}`,
    markdownTable(columns, rows),
    markdownList([...failing.map(markdownText), ...checks]),
  ];
}

function replicationsOf(replications: ResultReplications | undefined): string[] {
  if (replications === undefined) return [];
  const { seeds, random, confidence, figures, differences } = replications;
  const interval = `${formatPercent(confidence)} interval`;
  const drawn =
    random.length === 0 ? '' : `; random: ${listed(random.map((each) => printable(each)))}`;
  return [
    '### Replications',
    markdownText(`${formatNumberOf(seeds.length, 'seed')} (${seedWords(seeds)})${drawn}.`),
    markdownTable(
      [
        ['Figure', 'left'],
        ['Of', 'left'],
        ['Estimate', 'right'],
        [interval, 'right'],
        ['By', 'left'],
      ],
      figures.map((each) => [
        markdownText(printable(each.figure, 40)),
        markdownText(figureOf(each)),
        formatFigure(each.interval.estimate, each.unit),
        intervalWords(each.interval, each.unit),
        markdownText(printable(each.method, 60)),
      ]),
    ),
    markdownTable(
      [
        ['Difference', 'left'],
        ['Of', 'left'],
        ['Estimate', 'right'],
        [`${interval}, paired`, 'right'],
        ['As if unpaired', 'right'],
      ],
      differences.map(({ from, to, figure, unit, paired, unpaired }) => [
        markdownText(printable(figure, 40)),
        markdownText(`${printable(to, 40)} − ${printable(from, 40)}`),
        formatFigure(paired.estimate, unit),
        intervalWords(paired, unit),
        intervalWords(unpaired, unit),
      ]),
    ),
    replicationWords(replications).join(' '),
  ];
}

function assumptionsOf(assumptions: readonly ResultAssumption[]): string[] {
  const items = assumptions.map(({ id, value, status, reason, option }) => {
    const name = `**${markdownText(printable(id))}** (${status})`;
    const words = markdownText(`${printable(value, 500)}. ${printable(reason, 1000)}`);
    const changed = option === undefined ? '' : ` Changed by ${markdownName(printable(option))}.`;
    return `${name}: ${words}${changed}`;
  });
  return items.length === 0 ? [] : ['### Assumptions', markdownList(items)];
}

/** Where the limits' figures come from and when it was read, a line a source. */
function sourcesOf({ scenarios }: Result): string[] {
  const byWords = new Map<string, Set<string>>();
  for (const { tier, limits } of scenarios) {
    for (const limit of limits) {
      const words = sourceWords(limit);
      const names = byWords.get(words) ?? new Set();
      byWords.set(words, names.add(printable(`${tier}.${limit.id}`)));
    }
  }
  if (byWords.size === 0) return [];
  const lines = [...byWords].map(([words, names]) => {
    const whose = [...names].map(markdownName).join(', ');
    return byWords.size === 1 ? words : `${words}: ${whose}`;
  });
  return ['### Where the figures of the limits come from', markdownList(lines)];
}

function sourceWords({ provenance: { title, url = '', read, status } }: ResultLimit): string {
  const name = markdownText(printable(title, 200));
  return [
    PLAIN_ADDRESS.test(url) ? `[${name}](${url})` : name,
    ...(read === undefined ? [] : [`read ${markdownText(printable(read))}`]),
    status,
  ].join(', ');
}
