import { formatDuration, parseDuration } from '../time.js';
import { textOf as text } from './rate-limit-lists.js';
import type { ScopeKey } from './rate-model.js';

/** One limit of an API Commons document, as far as a model can say it. */
export interface RateLimitEntry {
  readonly name: string;
  /** Its name, where the list says no more. */
  readonly description: string;
  readonly isDescribed: boolean;
  /** Absent where it holds for every tier. */
  readonly tier?: string;
  readonly limit: number;
  /** As a model writes it: `1m`. */
  readonly window: string;
  readonly counts: 'requests' | 'units';
  readonly scope: readonly ScopeKey[];
  /** What the list calls its scope: `user`, `account`. */
  readonly kind: string;
  /** Whether it is for a part of the API, rather than for every request. */
  readonly isPartial: boolean;
  readonly url?: string;
  /** YYYY-MM-DD. */
  readonly read?: string;
}

/** Notes what was lost or guessed. */
export type Note = (text: string) => void;

const WINDOWS: Readonly<Record<string, string>> = {
  second: '1s',
  sec: '1s',
  s: '1s',
  minute: '1m',
  min: '1m',
  m: '1m',
  hour: '1h',
  h: '1h',
  day: '1d',
  d: '1d',
  week: '7d',
  month: '30d',
  year: '365d',
};
/** Windows in which a limit that is no whole number may be one. */
const WIDER = ['1m', '1h', '1d'];

/** Keys of an entry that are read, or told of by themselves. */
const KNOWN_KEYS = [
  'name',
  'description',
  'notes',
  'type',
  'scope',
  'endpoint',
  'limit',
  'metric',
  'timeframe',
  'timeFrame',
  'window',
  'tier',
  'plan',
  'url',
  'source_date',
  'userMultiplied',
  'burst',
  'domains',
];

/** What is counted for each kind of scope or type; the kinds of a part of the API count for each app. */
const SCOPES: Readonly<Record<string, readonly ScopeKey[]>> = {
  application: ['app'],
  app: ['app'],
  'api-key': ['app'],
  key: ['app'],
  user: ['app', 'user'],
  token: ['app', 'user'],
};
const PARTS = ['model', 'endpoint', 'resource'];

const URL_FORM = /^https?:\/\/\S+$/;
const DAY_FORM = /^\d{4}-\d\d-\d\d$/;

/**
 * Reads one entry: of the API Commons schema (`type`, `metric`, `timeframe`; https://github.com/api-commons/rate-limits),
 * or of the documents that call themselves version 0.1 of it (`scope`, `metric`, `timeFrame` or `window`).
 * @param inherited what the list around it says of where it was read.
 * @returns undefined for one that no model can say, which is noted.
 */
export function readEntry(
  entry: Readonly<Record<string, unknown>>,
  inherited: { readonly url?: string; readonly read?: string },
  note: Note,
): RateLimitEntry | undefined {
  const name = text(entry.name) ?? 'unnamed';
  const say = (words: string): void => {
    note(`${name}: ${words}`);
  };
  const metric = (text(entry.metric) ?? 'request').toLowerCase();
  const told = figure(entry.limit);
  const frame = windowOf(entry, metric);
  const fits = told === undefined ? undefined : wholeLimit(told, frame?.window);
  if (fits === undefined) {
    say(
      `left out, for its limit is no whole number of at least 1 (${JSON.stringify(entry.limit ?? null)})`,
    );
    return undefined;
  }
  if (/concurren|connection/.test(`${metric} ${name}`.toLowerCase())) {
    say('left out: it bounds requests at one time, which is no rate (--concurrency says it)');
    return undefined;
  }
  if (frame === undefined) {
    say('left out: it names no time frame that is known');
    return undefined;
  }
  const { limit, window = frame.window } = fits;
  if (typeof entry.limit === 'string') say(`the limit "${entry.limit}" is read as ${told}`);
  if (/^(month|year)/.test(frame.unit)) say(`its ${frame.named} is taken as ${frame.window}`);
  if (limit !== told)
    say(`its limit of ${told} in ${frame.window} is taken as ${limit} in ${window}`);
  if (entry.userMultiplied === true) say('grows with the users of an app; taken as it stands');
  if (entry.burst !== undefined)
    say(`its burst of ${JSON.stringify(entry.burst)} is lost (--burst)`);
  if (entry.domains !== undefined) say('its domains are lost: a model is one API');
  const unknown = Object.keys(entry).filter((key) => !KNOWN_KEYS.includes(key));
  if (unknown.length > 0)
    say(`its ${unknown.join(', ')} ${unknown.length === 1 ? 'is' : 'are'} lost`);
  for (const key of unusedTexts(entry)) say(`its ${key} ${JSON.stringify(entry[key])} is lost`);
  const countsRequests = /request|call|operation|job|event/.test(metric) || metric === 'varies';
  if (!countsRequests)
    say(`counts ${metric}: units, of which a request uses its cost (--map cost=THEIRS)`);
  else if (!/request|call/.test(metric)) say(`counts ${metric}, taken as requests`);
  const tier = text(entry.tier) ?? text(entry.plan);
  const url = text(entry.url) ?? inherited.url;
  const read = text(entry.source_date) ?? inherited.read;
  if (url !== undefined && !URL_FORM.test(url)) say(`its url ${JSON.stringify(url)} is lost`);
  if (read !== undefined && !DAY_FORM.test(read))
    say(`the day it was read, ${JSON.stringify(read)}, is lost: expected YYYY-MM-DD`);
  const description = text(entry.description) ?? text(entry.notes);
  return {
    name,
    description: description ?? name,
    isDescribed: description !== undefined && description !== name,
    ...(tier === undefined || /^(all|universal)$/i.test(tier) ? {} : { tier }),
    limit,
    window,
    counts: countsRequests ? 'requests' : 'units',
    ...scopeOf(entry, say),
    ...(url !== undefined && URL_FORM.test(url) && { url }),
    ...(read !== undefined && DAY_FORM.test(read) && { read }),
  };
}

/** Keys that say the same thing, the one that is read first; the others are lost beside it. */
const SAME = [
  ['description', 'notes'],
  ['timeframe', 'timeFrame', 'window'],
  ['type', 'scope'],
  ['tier', 'plan'],
];

const TEXTS = ['name', 'endpoint', 'metric', 'url', 'source_date', ...SAME.flat()];

/** Keys that a text is read of, and whose value is none or has no place in a model. */
function unusedTexts(entry: Readonly<Record<string, unknown>>): string[] {
  const isText = (key: string): boolean => text(entry[key]) !== undefined;
  return [
    ...TEXTS.filter((key) => !isText(key) && (entry[key] ?? '') !== ''),
    ...['endpoint'].filter(isText),
    ...SAME.flatMap((keys) => keys.filter(isText).slice(1)),
  ];
}

function scopeOf(
  entry: Readonly<Record<string, unknown>>,
  say: Note,
): Pick<RateLimitEntry, 'kind' | 'scope' | 'isPartial'> {
  const kind = (text(entry.type) ?? text(entry.scope) ?? 'unknown').toLowerCase();
  const isPartial = PARTS.includes(kind) || text(entry.endpoint) !== undefined;
  const scope = SCOPES[kind];
  if (scope !== undefined) return { kind, scope, isPartial };
  if (kind === 'ip') {
    say('counts for each address, taken as the user of the trace');
    return { kind, scope: ['user'], isPartial };
  }
  say(`whom it counts for (${kind}) is taken as each app`);
  return { kind, scope: ['app'], isPartial };
}

/** A time frame: as the entry names it, the unit it names, and as a model writes it. */
interface TimeFrame {
  readonly named: string;
  readonly unit: string;
  readonly window: string;
}

/** Reads `minute`, `per minute`, `15 minutes`, `15m`, or the frame in a metric such as `requests_per_second`. */
function windowOf(
  { timeframe, timeFrame, window }: Readonly<Record<string, unknown>>,
  metric: string,
): TimeFrame | undefined {
  const told = text(timeframe) ?? text(timeFrame) ?? text(window);
  const named = told ?? /per[_-](second|minute|hour|day|week|month|year)/.exec(metric)?.[1] ?? '';
  const [, count = '1', plural = ''] =
    /^(?:per +|every +)?(\d+)?[ -]*([a-z]+)$/.exec(named.toLowerCase()) ?? [];
  const unit = Object.hasOwn(WINDOWS, plural) ? plural : plural.replace(/s$/, '');
  const single = Object.hasOwn(WINDOWS, unit) ? parseDuration(WINDOWS[unit]!) : null;
  const us = single === null ? 0 : single * Number(count);
  if (us === 0 || !Number.isSafeInteger(us)) return undefined;
  return {
    named: named.toLowerCase(),
    unit,
    window: count === '1' ? WINDOWS[unit]! : formatDuration(us),
  };
}

/**
 * A limit as a whole number of at least 1: of its own window, else of the first wider one in which it is one.
 * @param window absent where the entry names none that is known.
 */
function wholeLimit(
  limit: number,
  window: string | undefined,
): { readonly limit: number; readonly window?: string } | undefined {
  if (Number.isSafeInteger(limit)) return { limit };
  const us = window === undefined ? null : parseDuration(window);
  if (us === null) return undefined;
  return WIDER.map((wider) => {
    const times = parseDuration(wider)! / us;
    return { limit: Math.round(limit * times), window: wider, exact: limit * times, times };
  }).find((wide) => wide.times > 1 && wide.limit >= 1 && Math.abs(wide.exact - wide.limit) < 1e-6);
}

/** A figure above 0: a number, or the text of a whole one. */
function figure(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^\d[\d,_ ]*$/.test(value)
      ? Number(value.replaceAll(/[,_ ]/g, ''))
      : value;
  return typeof number === 'number' && number > 0 && number <= Number.MAX_SAFE_INTEGER
    ? number
    : undefined;
}
