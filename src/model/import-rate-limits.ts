import { stringify } from 'yaml';
import { InputError } from '../errors.js';
import type { LimitDocument, SourceDocument, TierDocument } from './model-document.js';
import { readEntry, type RateLimitEntry } from './rate-limit-entry.js';
import { isItem, rateLimitLists, textOf } from './rate-limit-lists.js';

/** A model made of a list of rate limits. */
export interface ImportedRateLimits {
  /** The model document, as YAML, with the notes in its first lines. */
  readonly text: string;
  readonly limits: number;
  /** What was lost or guessed, in plain sentences. */
  readonly notes: readonly string[];
}

/**
 * Whether a document is a list of rate limits of API Commons (https://github.com/api-commons/rate-limits): entries, or
 * `RateLimits` properties with entries, or an object with `limits`, as its version 0.1 has.
 */
export function isRateLimits(document: unknown): boolean {
  if (isItem(document)) {
    return (
      Array.isArray(document.limits) || /rate limits/i.test(textOf(document.specification) ?? '')
    );
  }
  return (
    Array.isArray(document) &&
    document.some((item) => isItem(item) && ('limit' in item || item.type === 'RateLimits'))
  );
}

/**
 * Makes a model of a list of rate limits. What such a list does not say is assumed, and said so in the model.
 * @throws InputError if no entry can be said by a model.
 */
export function importRateLimits(document: unknown, file: string): ImportedRateLimits {
  const baseName = file.replace(/^.*[/\\]/, '');
  const notes: string[] = [];
  const note = (text: string): void => {
    notes.push(text);
  };
  const entries = rateLimitLists(document, note).flatMap(({ entries: items, ...inherited }) =>
    items.flatMap((item) => readEntry(item, inherited, note) ?? []),
  );
  if (entries.length === 0) {
    throw new InputError(
      [
        'no limit with a figure and a time frame; write the model by hand (models/README.md)',
        ...notes,
      ].join('\n'),
      { location: { file } },
    );
  }
  const title = titleOf(document) ?? baseName.replace(/\.(ya?ml|json)$/, '');
  const parts = partialEntries(entries, notes);
  const undescribed = entries.filter((entry) => entry.isDescribed && !parts.has(entry));
  if (undescribed.length > 0) {
    const names = [...new Set(undescribed.map(({ name }) => name))].join(', ');
    note(`what describes ${names} is lost: a model describes categories alone`);
  }
  const sources = sourcesOf(entries, title);
  const { tiers, count } = tiersOf(entries, parts, sources);
  const model = {
    format: 'quotasim/model',
    version: 1,
    name: slug(title),
    title,
    algorithm: 'fixed-window',
    denied: 'free',
    sources: Object.fromEntries([...sources.values()].map(({ id, source }) => [id, source])),
    ...(parts.size > 0 && {
      categories: Object.fromEntries([...parts].map(([{ description }, id]) => [id, description])),
    }),
    tiers,
    assumptions: [
      assumption('algorithm', 'Fixed windows, aligned to UTC', '--algorithm'),
      assumption('denied', 'A refused request uses no quota', '--denied'),
    ],
  };
  const head = [
    `Made of ${baseName} by "quotasim model import". The list says neither how windows are counted nor what a`,
    'refusal costs; see the assumptions. What was lost or guessed:',
    ...(notes.length === 0 ? ['- nothing'] : notes.map((note) => `- ${note}`)),
  ];
  const comment = head.map((line) => `# ${line.replaceAll(/\s+/g, ' ')}\n`).join('');
  return {
    text: `${comment}${stringify(model, { lineWidth: 100, aliasDuplicateObjects: false })}`,
    limits: count,
    notes,
  };
}

function assumption(id: string, value: string, option: string) {
  return { id, value, status: 'assumed', reason: 'The imported list does not say.', option };
}

/**
 * Entries that are for a part of the API, each with the name of its category: those that say so, and those that
 * cannot all be for every request, as they count the same thing in the same window for the same tier.
 */
function partialEntries(
  entries: readonly RateLimitEntry[],
  notes: string[],
): Map<RateLimitEntry, string> {
  const alike = (a: RateLimitEntry) => (b: RateLimitEntry) => !b.isPartial && keyOf(a) === keyOf(b);
  const ids = new Map<RateLimitEntry, string>();
  for (const entry of entries) {
    const isGuessed = !entry.isPartial && entries.filter(alike(entry)).length > 1;
    if (!entry.isPartial && !isGuessed) continue;
    if (isGuessed)
      notes.push(`${entry.name}: taken as a part of the API, beside others of its kind`);
    const same = [...ids].find(([other]) => other.name === entry.name)?.[1];
    ids.set(entry, same ?? unique(slug(entry.name), [...ids.values(), 'unmapped']));
  }
  if (ids.size > 0)
    notes.push('which operations the parts have is not told: a trace has to name its categories');
  return ids;
}

function keyOf({ tier, window, counts, kind }: RateLimitEntry): string {
  return [tier, window, counts, kind].join(' ');
}

/** Sources by address and day, each with its id. */
function sourcesOf(entries: readonly RateLimitEntry[], title: string) {
  const sources = new Map<string, { readonly id: string; readonly source: SourceDocument }>();
  for (const { url, read } of entries) {
    const key = sourceKey(url, read);
    if (sources.has(key)) continue;
    const source = {
      title,
      ...(url !== undefined && { url }),
      ...(read !== undefined && { read }),
    };
    sources.set(key, { id: sources.size === 0 ? 'source' : `source-${sources.size + 1}`, source });
  }
  return sources;
}

function sourceKey(url = '', read = ''): string {
  return `${url} ${read}`;
}

/** Tiers in order of first appearance; what names none stands in every one. */
function tiersOf(
  entries: readonly RateLimitEntry[],
  parts: ReadonlyMap<RateLimitEntry, string>,
  sources: ReadonlyMap<string, { readonly id: string }>,
): { readonly tiers: TierDocument[]; readonly count: number } {
  const titles = [...new Set(entries.flatMap(({ tier }) => tier ?? []))];
  const names: string[] = [];
  const tiers = (titles.length === 0 ? ['Default'] : titles).map((title) => {
    const name = unique(slug(title), names);
    names.push(name);
    const ids: string[] = [];
    const limits = entries
      .filter(({ tier }) => tier === undefined || tier === title)
      .map((entry): LimitDocument => {
        const { limit, window, scope, counts, url, read } = entry;
        const category = parts.get(entry);
        const id = unique(category ?? slug(entry.name), ids);
        ids.push(id);
        return {
          id,
          applies_to: category === undefined ? 'all' : { category },
          limit,
          window,
          scope,
          ...(counts === 'units' && { counts }),
          source: sources.get(sourceKey(url, read))!.id,
          status: url === undefined || read === undefined ? 'assumed' : 'documented',
        };
      });
    return { name, title, limits };
  });
  return { tiers, count: entries.length };
}

function titleOf(document: unknown): string | undefined {
  if (isItem(document)) {
    const provider = textOf(document.provider);
    return textOf(document.name) ?? (provider === undefined ? undefined : `${provider} API`);
  }
  return undefined;
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'unnamed'
  );
}

function unique(id: string, taken: readonly string[]): string {
  let candidate = id;
  for (let number = 2; taken.includes(candidate); number++) candidate = `${id}-${number}`;
  return candidate;
}
