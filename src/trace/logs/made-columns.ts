import { clientAddress, isPlainAddress, mayNameProxies } from './client-address.js';
import { LOG_NAMES, type LogValue } from './log-names.js';
import type { Cell } from '../row-sink.js';
import type { CellSpans } from '../bytes/tokenizer.js';

/** A column that is made of values of a log's line. */
export interface MadeColumn {
  readonly name: string;
  /** Places of the values that it is made of. */
  readonly sources: readonly number[];
  /** Puts it into the cell `to`; false where it takes text. */
  readonly span: (cells: CellSpans, to: number) => boolean;
  /** The same from text. */
  readonly text: (values: readonly Cell[]) => Cell;
}

/** What stands for a method or a target that a line does not tell, so that its request is counted, as one that no model knows. */
const NOTHING = '-';

/**
 * The columns of a trace that can be made of a log's values: its time, the method and target of its request,
 * its user or else the client's address, and its status. Those that the log names itself are left out.
 * @param names of a line's values, by their places.
 */
export function madeColumns(names: readonly string[]): MadeColumn[] {
  const placeOf = (value: LogValue): number | undefined => {
    const name = LOG_NAMES[value].find((known) => names.includes(known));
    return name === undefined ? undefined : names.indexOf(name);
  };
  const [time, date, request, method, target, query, status] = (
    ['timestamp', 'date', 'request', 'method', 'target', 'query', 'status'] as const
  ).map(placeOf);
  const users = [placeOf('user'), placeOf('address')].filter((place) => place !== undefined);
  const made: (MadeColumn | false)[] = [
    time !== undefined &&
      (names[time] === 'time' && date !== undefined
        ? joinedTime(date, time)
        : first('timestamp', [time])),
    ...(request !== undefined
      ? [requestMethod(request), requestTarget(request)]
      : [
          method !== undefined && orNothing('method', method),
          target !== undefined && pathOf(target, query),
        ]),
    users.length > 0 && userOf(names, users),
    status !== undefined && first('status', [status]),
  ];
  return made.filter((column) => column !== false).filter(({ name }) => !names.includes(name));
}

/** The first value of several that is there. */
function first(name: string, sources: readonly number[]): MadeColumn {
  return {
    name,
    sources,
    span(cells, to) {
      const { starts, ends } = cells;
      let place = sources[0]!;
      for (const next of sources) if (starts[place] === ends[place]) place = next;
      put(cells, to, starts[place]!, ends[place]!);
      return true;
    },
    text: (values) => sources.map((place) => values[place]).find(isThere),
  };
}

/** The user, or else the client's address. */
function userOf(names: readonly string[], sources: readonly number[]): MadeColumn {
  const column = first('user', sources);
  const last = sources.at(-1)!;
  if (!mayNameProxies(names[last]!)) return column;
  return {
    ...column,
    span(cells, to) {
      column.span(cells, to);
      return isPlainAddress(cells.bytes, cells.starts[to]!, cells.ends[to]!);
    },
    text: (values) => column.text(values.with(last, values[last] && clientAddress(values[last]))),
  };
}

function orNothing(name: string, place: number): MadeColumn {
  return {
    name,
    sources: [place],
    span(cells, to) {
      put(cells, to, cells.starts[place]!, cells.ends[place]!);
      return cells.starts[place] !== cells.ends[place];
    },
    text: (values) => toldOr(values[place], NOTHING),
  };
}

/** Date and time of day with a space between, as they mostly stand. */
function joinedTime(date: number, time: number): MadeColumn {
  return {
    name: 'timestamp',
    sources: [date, time],
    span(cells, to) {
      const { bytes, starts, ends } = cells;
      put(cells, to, starts[date]!, ends[time]!);
      return ends[date]! + 1 === starts[time] && bytes[ends[date]!] === SPACE;
    },
    text: (values) =>
      isThere(values[date]) && isThere(values[time])
        ? `${values[date]} ${values[time]}`
        : values[time],
  };
}

/** A target, and its query string where that stands apart. */
function pathOf(target: number, query: number | undefined): MadeColumn {
  return {
    name: 'path',
    sources: query === undefined ? [target] : [target, query],
    span(cells, to) {
      const { starts, ends } = cells;
      put(cells, to, starts[target]!, ends[target]!);
      const isApart = query !== undefined && starts[query] !== ends[query];
      return starts[target] !== ends[target] && !isApart;
    },
    text(values) {
      const path = toldOr(values[target], NOTHING);
      if (path === undefined || query === undefined || path.includes('?')) return path;
      return isThere(values[query]) ? `${path}?${values[query]}` : path;
    },
  };
}

/** `METHOD target`, mostly with the protocol behind it. */
const REQUEST = /^([A-Za-z][\w-]*) +([^ ].*?)(?: +HTTP\/[^ ]*)? *$/s;

/** The method of a request line. */
function requestMethod(request: number): MadeColumn {
  return {
    name: 'method',
    sources: [request],
    span(cells, to) {
      const { bytes, starts, ends } = cells;
      const start = starts[request]!;
      const end = methodEnd(bytes, start, ends[request]!);
      put(cells, to, start, end);
      return end > start;
    },
    text(values) {
      const line = values[request];
      return line === undefined ? undefined : (REQUEST.exec(line)?.[1] ?? NOTHING);
    },
  };
}

/** The target of a request line; the whole line where it is none. */
function requestTarget(request: number): MadeColumn {
  return {
    name: 'path',
    sources: [request],
    span(cells, to) {
      const { bytes, starts, ends } = cells;
      const end = ends[request]!;
      const start = methodEnd(bytes, starts[request]!, end) + 1;
      const behind = targetEnd(bytes, start, end);
      put(cells, to, start, behind);
      return start < behind && bytes[start] !== SPACE && bytes[behind - 1] !== SPACE;
    },
    text: (values) => REQUEST.exec(values[request] ?? '')?.[2] ?? toldOr(values[request], NOTHING),
  };
}

function isThere(value: Cell): value is string {
  return value !== undefined && value !== '';
}

/** The value, or another for an empty one; none where the line has no such value at all. */
function toldOr(value: Cell, other: string): Cell {
  return value === '' ? other : value;
}

const SPACE = 32;
const MINUS = 45;
const UNDERSCORE = 95;
const PROTOCOL = new TextEncoder().encode('HTTP/');
/** The bit in which small letters of ASCII differ from capitals. */
const SMALL = 32;

function put({ starts, ends }: CellSpans, to: number, start: number, end: number): void {
  starts[to] = start;
  ends[to] = end;
}

/** Where the method of a request line ends: at the space behind it; at its start if there is none. */
function methodEnd(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && isMethodByte(bytes[i]!, i === start)) i++;
  return bytes[i] === SPACE && i < end ? i : start;
}

function isMethodByte(byte: number, isFirst: boolean): boolean {
  const letter = byte | SMALL;
  if (letter >= 97 && letter <= 122) return true;
  return !isFirst && (byte === MINUS || byte === UNDERSCORE || (byte >= 48 && byte <= 57));
}

/** Where the target of a request line ends: before a space and the protocol, or with the line. */
function targetEnd(bytes: Uint8Array, start: number, end: number): number {
  let last = end - 1;
  while (last > start && bytes[last] !== SPACE) last--;
  for (let k = 0; k < PROTOCOL.length; k++) if (bytes[last + 1 + k] !== PROTOCOL[k]) return end;
  return last > start && last + PROTOCOL.length < end ? last : end;
}
