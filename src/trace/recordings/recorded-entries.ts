import type { ColumnName } from '../column-map.js';
import { excerpt } from '../excerpt.js';
import type { RowFault } from '../parse-row.js';
import { createCallTaker, type RecordedCall } from './recorded-calls.js';
import type { RowSink } from '../row-sink.js';

/** What a mapping of JSON or YAML holds. */
export type Members = Readonly<Record<string, unknown>>;

/** How the entries of a kind of recording are read. */
export interface EntryShape {
  readonly read: (entry: Members) => RecordedCall | RowFault;
  /** Pointers, within an entry, to what the columns are read from. */
  readonly pointers: Partial<Record<ColumnName, string>>;
}

/** Where an entry stands. */
export interface EntryPlace {
  readonly line: number;
  /** The JSON pointer to it. */
  readonly pointer: string;
}

/** Takes the entries of one recording. */
export interface EntryTaker {
  take(entry: unknown, place: EntryPlace): void;
  bad(reason: string, found: string, place: EntryPlace): void;
  /** Ends the recording. @throws InputError if no call goes to the host that is wanted. */
  readonly end: () => void;
}

/** Hands entries of one shape on to a sink. */
export function createEntryTaker(shape: EntryShape, sink: RowSink): EntryTaker {
  const calls = createCallTaker(sink);
  const bad: EntryTaker['bad'] = (reason, found, { line, pointer }) => {
    sink.bad(reason, found, line, () => pointer);
  };
  return {
    take(entry, place) {
      if (!isMembers(entry)) {
        bad('no object', `found ${excerpt(JSON.stringify(entry))}`, place);
        return;
      }
      const call = shape.read(entry);
      if ('reason' in call) {
        bad(call.reason, call.found, place);
        return;
      }
      calls.take(call, place.line, (column) => {
        const within = column === undefined ? undefined : shape.pointers[column];
        return place.pointer + (within ?? '');
      });
    },
    bad,
    end: calls.end,
  };
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a value, none if it is no mapping. */
export function membersOf(value: unknown): Members {
  return isMembers(value) ? value : {};
}

/** A value that is text, or a number as text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** A status as it was recorded; undefined for what is no whole number. Below 0 there was no answer, as at 0. */
export function statusOf(value: unknown): number | undefined {
  const status = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) ? Math.max(0, status) : undefined;
}

/**
 * Headers by their names in lower case; values of one name joined by commas. They may stand as a list of names and
 * values (`[{name, value}]`), as a mapping from names to values or lists of values, or as a list in which names and
 * values alternate.
 */
export function headersOf(value: unknown): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, text] of fieldsOf(value)) {
    const key = name.toLowerCase();
    const known = headers.get(key);
    headers.set(key, known === undefined ? text : `${known}, ${text}`);
  }
  return headers;
}

function fieldsOf(value: unknown): [name: string, text: string][] {
  if (isMembers(value)) {
    return Object.entries(value).flatMap(([name, texts]) =>
      [texts].flat().flatMap((text): [string, string][] => field(name, text)),
    );
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, i) => {
    if (isMembers(item)) return field(item.name, item.value);
    return i % 2 === 0 ? field(item, value[i + 1]) : [];
  });
}

function field(name: unknown, value: unknown): [string, string][] {
  const text = textOf(value);
  return typeof name === 'string' && text !== undefined ? [[name, text]] : [];
}
