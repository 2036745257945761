import { faultOf, isFault, type HeaderFault } from './header-fault.js';

/**
 * Lists and dictionaries of Structured Field Values for HTTP (RFC 8941, February 2021; RFC 9651, September 2024),
 * as far as rate limit headers use them: items with parameters, no inner lists, dates or display strings. Of two
 * equal keys the later one counts. Blanks before a `;` are taken too, which the older drafts allow.
 */

export type BareItemType = 'integer' | 'decimal' | 'string' | 'token' | 'binary' | 'boolean';

/** A bare item: its type, and its value as text, without quotes, colons, escapes or question mark. */
export interface BareItem {
  readonly type: BareItemType;
  readonly text: string;
}

export type Parameters = ReadonlyMap<string, BareItem>;

/** A bare item with its parameters. */
export interface Item extends BareItem {
  readonly parameters: Parameters;
}

export type Dictionary = ReadonlyMap<string, Item>;

/** Longer values are refused unread, in characters: what servers take of one header line. */
const LONGEST = 8192;

const KEY = /[a-z*][a-z0-9_\-.*]*/y;
const COMMA = /[ \t]*,[ \t]*/y;
const SEMICOLON = /[ \t]*; */y;
const EQUALS = /=/y;

/** How a bare item of each type is written; the first group, where there is one, is its value. */
const BARE_ITEMS: readonly (readonly [type: BareItemType, pattern: RegExp])[] = [
  ['decimal', /-?\d{1,12}\.\d{1,3}(?![\d.])/y],
  ['integer', /-?\d{1,15}(?![\d.])/y],
  ['string', /"([\x20\x21\x23-\x5b\x5d-\x7e]*(?:\\["\\][\x20\x21\x23-\x5b\x5d-\x7e]*)*)"/y],
  ['token', /[A-Za-z*][!#$%&'*+\-.^_`|~\w:/]*/y],
  ['binary', /:([A-Za-z0-9+/]*={0,2}):/y],
  ['boolean', /\?([01])/y],
];

const TRUE: BareItem = { type: 'boolean', text: '1' };

/** Takes what stands next in a text. */
interface Cursor {
  /** What the pattern matches here (its first group, where it has one); undefined if it does not. */
  take(pattern: RegExp): string | undefined;
  /** The fault of what stands here. */
  fault(expected: string): HeaderFault;
  readonly isAtEnd: boolean;
}

function cursorOf(value: string): Cursor {
  const text = value.replace(/^[ \t]+|[ \t]+$/g, '');
  let place = 0;
  return {
    take(pattern) {
      pattern.lastIndex = place;
      const match = pattern.exec(text);
      if (match === null) return undefined;
      place += match[0].length;
      return match[1] ?? match[0];
    },
    fault: (expected) => faultOf(text.slice(place), expected),
    get isAtEnd() {
      return place === text.length;
    },
  };
}

/** A list, such as `100, 100;w=1, "burst";q=5`. A list without members is a fault. */
export function parseList(text: string): readonly Item[] | HeaderFault {
  const items: Item[] = [];
  const problem = parseMembers(text, (cursor) => {
    const item = takeItem(cursor);
    if (isFault(item)) return item;
    items.push(item);
    return undefined;
  });
  return problem ?? items;
}

/** A dictionary, such as `limit=100, remaining=50`. A dictionary without members is a fault. */
export function parseDictionary(text: string): Dictionary | HeaderFault {
  const members = new Map<string, Item>();
  const problem = parseMembers(text, (cursor) => {
    const key = cursor.take(KEY);
    if (key === undefined) return cursor.fault('a key in lower case');
    const item =
      cursor.take(EQUALS) === undefined ? withParameters(cursor, TRUE) : takeItem(cursor);
    if (isFault(item)) return item;
    members.set(key, item);
    return undefined;
  });
  return problem ?? members;
}

type TakeMember = (cursor: Cursor) => HeaderFault | undefined;

function parseMembers(text: string, takeMember: TakeMember): HeaderFault | undefined {
  if (text.length > LONGEST) return faultOf(text, `at most ${LONGEST} characters`);
  const cursor = cursorOf(text);
  do {
    const problem = takeMember(cursor);
    if (problem !== undefined) return problem;
  } while (cursor.take(COMMA) !== undefined);
  return cursor.isAtEnd ? undefined : cursor.fault('a comma or the end');
}

function takeItem(cursor: Cursor): Item | HeaderFault {
  const bare = takeBareItem(cursor);
  return isFault(bare) ? bare : withParameters(cursor, bare);
}

function withParameters(cursor: Cursor, bare: BareItem): Item | HeaderFault {
  const parameters = new Map<string, BareItem>();
  while (cursor.take(SEMICOLON) !== undefined) {
    const key = cursor.take(KEY);
    if (key === undefined) return cursor.fault('a key in lower case');
    const value = cursor.take(EQUALS) === undefined ? TRUE : takeBareItem(cursor);
    if (isFault(value)) return value;
    parameters.set(key, value);
  }
  return { ...bare, parameters };
}

function takeBareItem(cursor: Cursor): BareItem | HeaderFault {
  for (const [type, pattern] of BARE_ITEMS) {
    const text = cursor.take(pattern);
    if (text === undefined) continue;
    return { type, text: type === 'string' ? text.replace(/\\(.)/g, '$1') : text };
  }
  return cursor.fault('a number of at most 15 digits, a quoted string or a token');
}

/** A list as text. */
export function writeList(items: readonly Item[]): string {
  return items.map((item) => writeBareItem(item) + writeParameters(item)).join(', ');
}

/** A dictionary as text. */
export function writeDictionary(members: Dictionary): string {
  return [...members]
    .map(([key, item]) => `${key}=${writeBareItem(item)}${writeParameters(item)}`)
    .join(', ');
}

function writeParameters({ parameters }: Item): string {
  return [...parameters].map(([key, value]) => `;${key}=${writeBareItem(value)}`).join('');
}

function writeBareItem({ type, text }: BareItem): string {
  switch (type) {
    case 'string':
      return `"${text.replace(/["\\]/g, '\\$&')}"`;
    case 'binary':
      return `:${text}:`;
    case 'boolean':
      return `?${text}`;
    default:
      return text;
  }
}
