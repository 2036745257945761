import { clientAddress } from './client-address.js';
import { LOG_NAMES, type LogValue } from './log-names.js';
import type { SpanMaker } from './made-spans.js';
import type { Cell } from '../row-sink.js';

/** A column that is made of values of a log's line: of their bytes, or of text. */
export interface MadeColumn extends SpanMaker {
  readonly name: string;
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
  const [users, addresses] = (['user', 'address'] as const).map((value) =>
    LOG_NAMES[value].filter((name) => names.includes(name)).map((name) => names.indexOf(name)),
  ) as [number[], number[]];
  const made: (MadeColumn | false)[] = [
    time !== undefined &&
      (names[time] === 'time' && date !== undefined
        ? joinedTime(date, time)
        : first('timestamp', time)),
    ...(request !== undefined
      ? [requestMethod(request), requestTarget(request)]
      : [
          method !== undefined && orNothing('method', method),
          target !== undefined && pathOf(target, query),
        ]),
    users.length + addresses.length > 0 && userOf('user', users, addresses),
    status !== undefined && first('status', status),
  ];
  return made.filter((column) => column !== false).filter(({ name }) => !names.includes(name));
}

/**
 * The columns of a log that hold clients' addresses, under their own names: the address alone, as it counts for a user.
 * @param names of a line's values, by their places.
 */
export function addressColumns(names: readonly string[]): MadeColumn[] {
  return LOG_NAMES.address
    .filter((name) => names.includes(name))
    .map((name) => userOf(name, [], [names.indexOf(name)]));
}

function first(name: string, place: number): MadeColumn {
  return { name, sources: [place], kind: 'first', names: 0, text: (values) => values[place] };
}

/** The first name of a user that is there, or else the first address of a client. */
function userOf(name: string, users: readonly number[], addresses: readonly number[]): MadeColumn {
  return {
    name,
    sources: [...users, ...addresses],
    kind: 'user',
    names: users.length,
    text(values) {
      const user = users.map((place) => values[place]).find(isThere);
      if (user !== undefined) return user;
      const address = addresses.map((place) => values[place]).find(isThere);
      return address && clientAddress(address);
    },
  };
}

function orNothing(name: string, place: number): MadeColumn {
  return {
    name,
    sources: [place],
    kind: 'whole',
    names: 0,
    text: (values) => toldOr(values[place], NOTHING),
  };
}

/** Date and time of day with a space between, as they mostly stand. */
function joinedTime(date: number, time: number): MadeColumn {
  return {
    name: 'timestamp',
    sources: [date, time],
    kind: 'joined',
    names: 0,
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
    names: 0,
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
    names: 0,
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
    names: 0,
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
