import { faultOf, isFault, type HeaderFault } from './header-fault.js';
import type { QuotaPolicy } from './rate-limit.js';
import type { BareItem, Item, Parameters } from './structured-fields.js';

/** The whole number ≥ 0 that an item is. */
export function wholeNumberOf(item: BareItem): number | HeaderFault {
  if (item.type === 'integer' && !item.text.startsWith('-')) return Number(item.text);
  return faultOf(item.text, 'a whole number of at least 0');
}

/** The whole number ≥ 0 that a parameter is; undefined where it is absent. */
export function optionalNumber(item: BareItem | undefined): number | undefined | HeaderFault {
  return item === undefined ? undefined : wholeNumberOf(item);
}

/** The text that a parameter is, quoted or not; undefined where it is absent. */
export function optionalText(item: BareItem | undefined): string | undefined | HeaderFault {
  if (item === undefined || item.type === 'string' || item.type === 'token') return item?.text;
  return faultOf(item.text, 'a quoted string');
}

/** A policy of the drafts up to 07: `100;w=60;name="reads"`. The name is a comment that Envoy writes. */
export function numberedPolicy(item: Item): QuotaPolicy | HeaderFault {
  const quota = wholeNumberOf(item);
  if (isFault(quota)) return quota;
  const window = optionalNumber(item.parameters.get('w'));
  if (isFault(window)) return window;
  if (window === undefined) return faultOf(item.text, 'a window beside it, as in ;w=60');
  const name = optionalText(item.parameters.get('name'));
  if (isFault(name)) return name;
  return withoutAbsent<QuotaPolicy>({ name, quota, window });
}

/** What each item of a list says, or the first fault. */
export function eachItem<T>(
  items: readonly Item[] | HeaderFault,
  read: (item: Item) => T | HeaderFault,
): readonly T[] | HeaderFault {
  if (isFault(items)) return items;
  const values: T[] = [];
  for (const item of items) {
    const value = read(item);
    if (isFault(value)) return value;
    values.push(value);
  }
  return values;
}

/** A policy as an item of the drafts up to 07. */
export function numberedItem({ quota, window, name }: QuotaPolicy): Item {
  return {
    ...integer(quota),
    parameters: parametersOf({ w: optionalInteger(window), name: optionalString(name) }),
  };
}

/** Parameters, without those that are undefined. */
export function parametersOf(values: Readonly<Record<string, BareItem | undefined>>): Parameters {
  return new Map(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** The largest integer of a structured field; a larger number is written as this one. */
const MOST = 999_999_999_999_999;

export function integer(value: number): BareItem {
  return { type: 'integer', text: String(Math.min(value, MOST)) };
}

export function optionalInteger(value: number | undefined): BareItem | undefined {
  return value === undefined ? undefined : integer(value);
}

/** A string; of what it cannot hold, which is all but printable ASCII, each character becomes `_`. */
export function string(text: string): BareItem {
  return { type: 'string', text: text.replace(/[^\x20-\x7e]/gu, '_') };
}

export function optionalString(text: string | undefined): BareItem | undefined {
  return text === undefined ? undefined : string(text);
}

/** An object without its undefined members. */
export function withoutAbsent<T extends object>(value: {
  readonly [K in keyof T]: T[K] | undefined;
}): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}
