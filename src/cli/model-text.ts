import { makeClient } from '../engine/client-spec.js';
import type { NamedClient } from '../engine/parse-clients.js';
import type { LintFinding } from '../model/lint-finding.js';
import type { Limit, RateModel } from '../model/rate-model.js';
import { formatCount, formatNumberOf, formatPeriod } from '../report/format-number.js';
import { scopeWords } from '../report/limit-facts.js';
import { printable } from '../report/printable.js';
import type { Palette } from '../report/text.js';
import { textTable } from '../report/text-table.js';
import { wrap } from '../report/wrap.js';

/** A model's texts are cut here, in characters. */
const LONGEST = 2000;

/** One line a model: its name, title, tiers and size. */
export function renderModelList(models: readonly RateModel[], palette: Palette): string {
  const head = ['name', 'title', 'tiers', 'categories', 'operations'].map((name) =>
    palette.dim(name),
  );
  const rows = models.map(({ name, title, tiers, categories, operations }) => [
    name,
    title,
    tiers.map((tier) => tier.name).join(', '),
    formatCount(categories.length),
    formatCount(operations.length),
  ]);
  return textTable([head, ...rows], ['left', 'left', 'left', 'right', 'right']);
}

/** Three lines a client: its name and title, its policy with every setting, and its source. */
export function renderClientList(clients: readonly NamedClient[], palette: Palette): string {
  return clients
    .map(({ name, title, source, spec }) => {
      const { name: policy, settings } = makeClient(spec, 1);
      const told = Object.entries(settings).filter(([key]) => key !== 'client' && key !== 'loop');
      const words = told.map(([key, value]) => `${key} ${String(value)}`).join(', ');
      return (
        `${palette.bold(name)}: ${title}\n` +
        `  ${policy}${words === '' ? '' : `: ${words}`}\n` +
        `  ${palette.dim(source.url)}\n`
      );
    })
    .join('');
}

/** A whole model for a terminal: its tiers' limits, exemptions, assumptions and where the figures come from. */
export function renderModel(model: RateModel, palette: Palette): string {
  const parts = [
    `${palette.bold(printable(model.title))} (${model.name}): windows counted by ${model.algorithm}, refused requests ${model.denied}\n`,
    ...model.tiers.map(
      ({ title, name, limits }) =>
        `${palette.bold(printable(title))} (${name})\n` +
        textTable(limits.map(limitRow), ['left', 'right', 'left', 'left', 'left']),
    ),
    `${palette.bold('Categories')}\n` +
      textTable(
        model.categories.map(({ name, description }) => [name, printable(description, LONGEST)]),
        ['left', 'left'],
      ),
    `${palette.bold('Exempt')}\n` + model.exemptions.map(({ reason }) => bullet(reason)).join(''),
    `${palette.bold('Assumed')}\n` +
      model.assumptions
        .map(({ id, value, status, reason, option }) =>
          bullet(
            `${id}: ${value} (${status}${option === undefined ? '' : `; ${option}`}). ${reason}`,
          ),
        )
        .join(''),
    `${palette.bold('Sources')}\n` + sources(model).map(bullet).join(''),
  ];
  return parts.join('\n');
}

function bullet(text: string): string {
  return `${wrap(`- ${printable(text, LONGEST)}`)}\n`;
}

function limitRow({ id, limit, counts, window, scope, appliesTo, provenance }: Limit): string[] {
  const narrowed = Object.entries(appliesTo)
    .filter(([key, value]) => key !== 'category' || value !== id)
    .map(([key, value]) => `${key}=${String(value)}`);
  return [
    id,
    `${formatCount(limit)} ${counts} ${formatPeriod(window / 1000)}`,
    scopeWords(scope),
    provenance.status,
    narrowed.length === 0 ? '' : `if ${narrowed.join(', ')}`,
  ];
}

function sources({ tiers }: RateModel): string[] {
  const all = tiers.flatMap(({ limits }) =>
    limits.map(({ provenance: { title, url, read } }) =>
      [title, url, read === undefined ? undefined : `read ${read}`]
        .filter((part) => part !== undefined)
        .join(', '),
    ),
  );
  return [...new Set(all)];
}

/** Findings, warnings first. */
export function renderFindings(findings: readonly LintFinding[], palette: Palette): string {
  const ordered = [...findings].sort(
    (a, b) => Number(b.level === 'warning') - Number(a.level === 'warning'),
  );
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  const summary = `${formatNumberOf(findings.length, 'finding')}: ${formatNumberOf(warnings, 'warning')}, ${formatNumberOf(findings.length - warnings, 'note')}\n`;
  return (
    ordered
      .map(({ level, subject, message }) => {
        const mark = level === 'warning' ? palette.yellow(level) : palette.dim(level);
        return `${mark}  ${printable(subject)}: ${printable(message, LONGEST)}\n`;
      })
      .join('') + summary
  );
}
