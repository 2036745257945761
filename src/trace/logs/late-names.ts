import { valueAt } from '../json/json-paths.js';
import type { RowSink } from '../row-sink.js';
import { isLogName, LOG_NAMES } from './log-names.js';
import { createObjectRows, type ObjectRows } from './object-rows.js';

/** Rows of a file that follow the names which come late. */
export interface FollowingRows {
  readonly rows: ObjectRows;
  /** Takes the names of an object that no object before it had. */
  readonly meet: (object: object, line: number) => void;
}

/**
 * Rows of objects, by the names that the first of them have. A name that comes later is read from its line on, and the
 * sink is told; one that would change what the rows before are made of is left out, and the sink is told of that.
 * @param names grows by those that are read.
 * @param firstLine where the names are told of first.
 */
export function followNames(names: Set<string>, sink: RowSink, firstLine: number): FollowingRows {
  /** Names that came late and are not read. */
  const left = new Set<string>();
  let rows = createObjectRows(names, sink);
  let met = meeting([]);
  const watch = (): void => {
    const watched = unreadNames(rows, names, sink).filter((name) => !left.has(name));
    rows = createObjectRows(names, sink, watched);
    met = meeting(watched);
  };
  watch();
  sink.header([...names, ...rows.made], firstLine);
  if (rows.words !== undefined) sink.note?.(rows.words);

  const follow = (late: readonly string[], line: number): void => {
    const { words } = rows;
    const read = late.filter((name) => {
      const more = createObjectRows(new Set([...names, name]), sink);
      if (!keepsSources(rows, more)) return false;
      names.add(name);
      rows = more;
      return true;
    });
    const out = late.filter((name) => !read.includes(name));
    for (const name of out) left.add(name);
    watch();
    sink.header([...names, ...rows.made], line);
    const inLine = `in line ${line.toLocaleString('en-US')}`;
    if (out.length > 0) {
      sink.note?.(
        `${quoted(out)} ${inLine}, and nothing is read from there: the rows before are read otherwise (--map overrides).`,
      );
    }
    if (rows.words !== undefined && rows.words !== words) {
      sink.note?.(`${quoted(read)} ${inLine}; from there on ${rows.words}`);
    }
  };

  return {
    get rows() {
      return rows;
    },
    meet(object, line) {
      const late = met(object);
      if (late.length > 0) follow(late, line);
    },
  };
}

/** Names that no object had yet and that are not looked up anyway. A date beside the time would change how all times are. */
function unreadNames(
  { sources }: ObjectRows,
  names: ReadonlySet<string>,
  { wanted }: RowSink,
): string[] {
  const { date, ...others } = LOG_NAMES;
  const all = new Set<string>([...Object.values(others).flat(), ...sources.keys()]);
  for (const name of date) all.delete(name);
  return [...all].filter(
    (name) => !names.has(name) && (sources.has(name) || !wanted.includes(name)),
  );
}

/** Whether each column that is made goes on to be made of the same names, and perhaps of more. */
function keepsSources(before: ObjectRows, after: ObjectRows): boolean {
  return [...before.sources].every(([column, sources]) =>
    sources.every((name) => after.sources.get(column)?.includes(name)),
  );
}

/** Tells which of some names an object has a value for. Few keys are looked up, of which most are of no such name. */
function meeting(watched: readonly string[]): (object: object) => string[] {
  const heads = new Set(watched);
  const nested = watched.filter((name) => name.includes('.'));
  const has = (object: object, name: string): boolean => {
    const value = valueAt(object, name);
    return value !== undefined && (!isLogName(name) || value === null || typeof value !== 'object');
  };
  return (object) => {
    const isNone = Object.keys(object).every((key) => !heads.has(key));
    const some = isNone ? nested : watched;
    return some.filter((name) => has(object, name));
  };
}

function quoted(names: readonly string[]): string {
  const list = names.map((name) => JSON.stringify(name)).join(', ');
  return `${list} first ${names.length === 1 ? 'stands' : 'stand'}`;
}
