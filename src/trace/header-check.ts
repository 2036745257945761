import { InputError } from '../errors.js';
import { nearest } from '../nearest.js';
import { excerpt } from './excerpt.js';
import { COLUMN_NAMES, sourceName, type ColumnMap, type ColumnName } from './column-map.js';

/**
 * Checks that a file has the columns that every trace needs: a timestamp, and either a category or what it
 * can be told from. Columns that were mapped by hand must be there.
 * @throws InputError that says which columns were found and how to name the missing one.
 */
export function checkHeader(
  found: readonly string[],
  map: ColumnMap,
  file: string,
  line?: number,
): void {
  const fail = (message: string): never => {
    throw new InputError(message, {
      location: line === undefined ? { file } : { file, line },
    });
  };
  const list = listed(found);
  const has = (column: ColumnName): boolean => {
    const source = sourceName(map, column);
    return source === undefined || found.includes(source);
  };
  const hint = (column: ColumnName): string => nearest(column, found) ?? 'THEIR_COLUMN';

  for (const [ours, source] of map) {
    if ('constant' in source) continue;
    const columns = 'sum' in source ? source.sum : [source.column];
    const missing = columns.find((column) => !found.includes(column));
    if (missing === undefined) continue;
    const near = nearest(missing, found);
    fail(
      `no column "${missing}" (--map ${ours}=${columns.join('+')}); found ${list}` +
        (near === undefined ? '' : `; did you mean "${near}"?`),
    );
  }
  for (const column of COLUMN_NAMES) {
    const source = sourceName(map, column);
    if (source === undefined || found.indexOf(source) === found.lastIndexOf(source)) continue;
    fail(`the column ${excerpt(source)} stands twice; rename one of the two`);
  }
  if (!has('timestamp')) {
    fail(
      `no column "timestamp"; found ${list}. Say which it is: --map timestamp=${hint('timestamp')}`,
    );
  }
  if (!has('category') && !has('path') && !has('endpoint')) {
    fail(
      `no column "category", and no "method" and "path" (or "endpoint") to tell it from; found ${list}. ` +
        'Say which they are (--map method=THEIRS,path=THEIRS), or give every request one category ' +
        '(--map category=constant:NAME)',
    );
  }
}

/** So many of the columns found are named; the rest are counted. */
const LISTED_COLUMNS = 20;

function listed(found: readonly string[]): string {
  const names = found.slice(0, LISTED_COLUMNS).map(excerpt).join(', ');
  const rest = found.length - LISTED_COLUMNS;
  return rest > 0 ? `${names} and ${rest} more` : names;
}
