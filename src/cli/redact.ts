import { createHmac, randomBytes } from 'node:crypto';
import { InputError } from '../errors.js';
import type { RateModel } from '../model/rate-model.js';
import { readText } from './files.js';
import type { GatheredTable, TextColumn } from './gathered-table.js';
import { createPathRedactor, isPlainWord } from './redact-path.js';

/** The options that say what is redacted, as parsed from the command line. */
export interface RedactArgs {
  readonly redact: boolean;
  readonly redactKey?: string;
  readonly redactLeft?: string;
}

/** Keys shorter than this, in characters, could be found by trying. */
const SHORTEST_KEY = 16;

/**
 * The key of the hashes: what a file holds, without white space around it; else drawn, and forgotten when the
 * command ends. Undefined where nothing is redacted.
 * @throws InputError for a key that is short, or has no use.
 */
export async function redactionKey({
  redact,
  redactKey: file,
  redactLeft: left,
}: RedactArgs): Promise<string | undefined> {
  if (!redact && file !== undefined)
    throw new InputError('--redact-key is the key of --redact: add it');
  if (!redact && left !== undefined)
    throw new InputError('--redact-left lists what --redact leaves: add it');
  if (!redact) return undefined;
  if (file === undefined) return randomBytes(32).toString('hex');
  const key = (await readText(file)).trim();
  if (key.length >= SHORTEST_KEY) return key;
  throw new InputError(
    `a key of ${key.length} characters; expected at least ${SHORTEST_KEY}, as openssl rand -hex 32 makes`,
    { location: { file } },
  );
}

/** A table without names, and what there is to say about it, a sentence a line. */
export interface Redacted {
  readonly table: GatheredTable;
  readonly remarks: readonly string[];
  /** Words of paths, and categories, that the model does not know, and that were left. */
  readonly left: readonly string[];
}

/** Stands for no name: an empty cell means the same. */
const NO_NAME = 'default';

/**
 * Replaces what names somebody or something: apps, users and ad accounts, ids in paths, names in rate limit
 * headers. The same name becomes the same hash wherever it stands, so that every count stays what it is.
 * @param key of HMAC-SHA-256, of which 64 bits are kept.
 */
export function redactTable(table: GatheredTable, key: string, model: RateModel): Redacted {
  const hash = (text: string): string =>
    `x${createHmac('sha256', key).update(text).digest('hex').slice(0, 16)}`;
  const nameless = (text: string): string => (text === NO_NAME ? text : hash(text));
  const names = new Set(
    ['app', 'user', 'ad_account'].flatMap((name) =>
      (columnOf(table, name)?.texts ?? []).map((text) => text.toLowerCase()),
    ),
  );
  const categories = new Set(model.categories.map(({ name }) => name));
  const keptWords = new Set<string>();
  const word = (text: string): string => {
    if (!isPlainWord(text) || names.has(text.toLowerCase())) return hash(text);
    keptWords.add(text);
    return text;
  };
  const method = (text: string): string =>
    /^[A-Za-z]{1,10}$/.test(text) && !names.has(text.toLowerCase()) ? text : hash(text);
  const paths = createPathRedactor(model, hash, word, method);
  const redactors: Readonly<Record<string, (text: string) => string>> = {
    app: nameless,
    user: nameless,
    ad_account: nameless,
    method,
    path: paths.redact,
    endpoint: paths.redact,
    category: (text) => (categories.has(text) ? text : word(text)),
    ratelimit_limit: (text) => redactHeader(text, hash),
    ratelimit_remaining: (text) => redactHeader(text, hash),
    ratelimit_reset: (text) => redactHeader(text, hash),
  };
  const columns = table.columns.map((column) => {
    const redactor = redactors[column.name];
    if (column.type !== 'text' || redactor === undefined) return column;
    return { ...column, texts: column.texts.map((text, i) => (i === 0 ? text : redactor(text))) };
  });
  const count = (name: string, one: string): string => {
    const known = (columnOf(table, name)?.texts ?? [''])
      .slice(1)
      .filter((text) => text !== NO_NAME);
    return plural(known.length, one);
  };
  return {
    table: { ...table, columns },
    left: [...keptWords].sort(),
    remarks: [
      `redacted: ${count('app', 'app')}, ${count('user', 'user')}, ${count('ad_account', 'ad account')}, ` +
        `${plural(paths.ids, 'id')} in paths; hosts and query strings are left out (but for is_test)`,
      'left as it is: times, methods, categories, tokens, costs, statuses, and the numbers in rate limit headers' +
        (keptWords.size === 0
          ? ''
          : `; words that the model does not know: ${listed([...keptWords])}`),
      'who asks how often, and when, is left too: it may still tell who it is',
    ],
  };
}

function columnOf(table: GatheredTable, name: string): TextColumn | undefined {
  return table.columns.find(
    (column): column is TextColumn => column.type === 'text' && column.name === name,
  );
}

/** Times of day and dates, as `ratelimit-reset` may hold them. */
const DATE =
  /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|\d{4}-\d\d-\d\d[T ][\d:.]+Z?)$/;

/** Parameters of rate limit headers, which say what their value is rather than whose. */
const PARAMETER =
  /^(?:[a-z]{1,2}|limit|remaining|reset|window|burst|quota|name|policy|scope|unit|comment|key|user|app)$/;

/** A text in quotes, bytes between colons, or a word, with the equals sign behind it if there is one. */
const NAMED = /"([^"]*)"|:([A-Za-z0-9+/=]+):|([\p{L}_][\p{L}\p{N}_.@+-]*)(\s*=)?/gu;

/** A header's numbers and the words that say what they are; hashes in place of all other words. */
function redactHeader(text: string, hash: (text: string) => string): string {
  if (DATE.test(text)) return text;
  return text.replace(
    NAMED,
    (whole, quoted?: string, bytes?: string, word?: string, equals?: string) => {
      if (quoted !== undefined) return quoted === '' ? whole : `"${hash(quoted)}"`;
      if (bytes !== undefined) return `:${hash(bytes)}:`;
      if (equals !== undefined && PARAMETER.test(word!)) return whole;
      return `${hash(word!)}${equals ?? ''}`;
    },
  );
}

/** So many words are listed; the rest are counted. */
const LISTED = 20;

function listed(words: readonly string[]): string {
  const rest = words.length - LISTED;
  return (
    words.slice(0, LISTED).join(', ') +
    (rest > 0 ? ` and ${rest} more (--redact-left FILE lists all)` : '')
  );
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
