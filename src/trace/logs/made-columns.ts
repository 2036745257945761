import { clientAddress, mayNameProxies } from './client-address.js';
import { LOG_NAMES, type LogValue } from './log-names.js';
import type { SpanKind } from './made-spans.js';
import type { Cell } from '../row-sink.js';

/** A column that is made of values of a log's line. */
export interface MadeColumn {
  readonly name: string;
  /** Places of the values that it is made of. */
  readonly sources: readonly number[];
  /** How it is made of their bytes. */
  readonly kind: SpanKind;
  /** It from text. */
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
    kind: 'first',
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
    kind: 'address',
    text: (values) => column.text(values.with(last, values[last] && clientAddress(values[last]))),
  };
}

function orNothing(name: string, place: number): MadeColumn {
  return {
    name,
    sources: [place],
    kind: 'whole',
    text: (values) => toldOr(values[place], NOTHING),
  };
}

/** Date and time of day with a space between, as they mostly stand. */
function joinedTime(date: number, time: number): MadeColumn {
  return {
    name: 'timestamp',
    sources: [date, time],
    kind: 'joined',
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
    kind: 'target',
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
    kind: 'method',
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
    kind: 'request-target',
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
