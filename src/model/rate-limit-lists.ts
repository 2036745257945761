export type Item = Readonly<Record<string, unknown>>;

/** A part of a document: entries, and what is said of them together. */
export interface RateLimitList {
  readonly entries: readonly Item[];
  readonly url?: string;
  readonly read?: string;
}

/** Keys of a document with `limits` that are read, or that only say what it is. */
const DOCUMENT_KEYS = [
  'specification',
  'specificationVersion',
  'name',
  'provider',
  'source',
  'sources',
  'modified',
  'generated',
  'limits',
];
/** The same of a `RateLimits` property. */
const PROPERTY_KEYS = ['type', 'url', 'source_date', 'data'];

/**
 * The lists of entries in a document of API Commons.
 * @param note takes what is lost.
 */
export function rateLimitLists(document: unknown, note: (text: string) => void): RateLimitList[] {
  if (isItem(document)) {
    const { sources } = document;
    noteLost(document, DOCUMENT_KEYS, note);
    if (Array.isArray(sources) && (sources.length > 1 || document.source !== undefined)) {
      note('the document: of its sources all but the first are lost');
    }
    const url =
      textOf(document.source) ?? (Array.isArray(sources) ? textOf(sources[0]) : undefined);
    return [
      listOf(document.limits, url, textOf(document.modified) ?? textOf(document.generated), note),
    ];
  }
  return itemsOf(document, note).map((item) => {
    if (item.type !== 'RateLimits') return { entries: [item] };
    noteLost(item, PROPERTY_KEYS, note);
    return listOf(item.data, textOf(item.url), textOf(item.source_date), note);
  });
}

function listOf(
  entries: unknown,
  url: string | undefined,
  read: string | undefined,
  note: (text: string) => void,
): RateLimitList {
  return {
    entries: itemsOf(entries, note),
    ...(url !== undefined && { url }),
    ...(read !== undefined && { read }),
  };
}

function noteLost(item: Item, known: readonly string[], note: (text: string) => void): void {
  const lost = Object.keys(item).filter((key) => !known.includes(key));
  if (lost.length === 0) return;
  const what = item.type === 'RateLimits' ? 'a list of limits' : 'the document';
  note(`${what}: its ${lost.join(', ')} ${lost.length === 1 ? 'is' : 'are'} lost`);
}

function itemsOf(value: unknown, note: (text: string) => void): Item[] {
  if (!Array.isArray(value)) return [];
  const others = value.filter((item) => !isItem(item));
  if (others.length > 0) {
    const first = JSON.stringify(others[0]);
    note(
      `left out, for it is no entry: ${first}${others.length > 1 ? ` and ${others.length - 1} more` : ''}`,
    );
  }
  return value.filter(isItem);
}

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is not empty, without white space around it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
