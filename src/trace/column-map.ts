import { InputError } from '../errors.js';
import { nearest } from '../nearest.js';

/** The columns of a trace that mean something, in the order in which a row's cells are handed on. */
export const COLUMN_NAMES = [
  'timestamp',
  'category',
  'method',
  'path',
  'endpoint',
  'app',
  'user',
  'ad_account',
  'token',
  'is_test',
  'cost',
  'status',
  'ratelimit_limit',
  'ratelimit_remaining',
  'ratelimit_reset',
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];

/**
 * Where a column's cells come from: a column of the file by its own name, one value for every row, or, for the cost,
 * the sum of several columns.
 */
export type ColumnSource =
  { readonly column: string } | { readonly constant: string } | { readonly sum: readonly string[] };

/** Sources of columns that are not named as ours are. */
export type ColumnMap = ReadonlyMap<ColumnName, ColumnSource>;

const CONSTANT = 'constant:';

/**
 * Reads `ours=theirs` pairs, separated by commas: `timestamp=ts,user=account_id,category=constant:org_read`. The cost
 * may be a sum: `cost=input+output`.
 * @throws InputError for a pair of another form, or a column that is not ours.
 */
export function parseColumnMap(texts: readonly string[]): ColumnMap {
  const map = new Map<ColumnName, ColumnSource>();
  for (const pair of texts.flatMap((text) => text.split(','))) {
    const [ours = '', ...rest] = pair.split('=');
    const theirs = rest.join('=').trim();
    if (theirs === '') {
      throw new InputError(`--map: found "${pair}", expected OUR_COLUMN=THEIR_COLUMN`);
    }
    const name = COLUMN_NAMES.find((column) => column === ours.trim());
    if (name === undefined) {
      const hint = nearest(ours.trim(), COLUMN_NAMES);
      throw new InputError(
        `--map: "${ours.trim()}" is no column of a trace` +
          (hint === undefined
            ? `; the columns are ${COLUMN_NAMES.join(', ')}`
            : `; did you mean "${hint}"?`),
      );
    }
    map.set(name, sourceOf(name, theirs, pair));
  }
  return map;
}

function sourceOf(name: ColumnName, theirs: string, pair: string): ColumnSource {
  if (theirs.startsWith(CONSTANT)) return { constant: theirs.slice(CONSTANT.length) };
  if (name !== 'cost' || !theirs.includes('+')) return { column: theirs };
  const sum = theirs.split('+').map((column) => column.trim());
  if (sum.includes('')) {
    throw new InputError(
      `--map: found "${pair}", expected names of columns on both sides of each +`,
    );
  }
  return { sum };
}

/** The name by which a file is asked for a column; undefined where every row has one value, or it is a sum. */
export function sourceName(map: ColumnMap, column: ColumnName): string | undefined {
  const source = map.get(column);
  if (source === undefined) return column;
  return 'column' in source ? source.column : undefined;
}
