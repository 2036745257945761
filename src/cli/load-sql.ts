import { createHash } from 'node:crypto';
import type { DuckDBResult, DuckDBType } from '@duckdb/node-api';
import { InputError } from '../errors.js';
import type { Columns } from '../trace/columns.js';
import type { Table } from '../trace/tables/column-batch.js';
import { readTrace, type ReadTraceOptions } from '../trace/read-trace.js';
import type { LoadedTrace } from './load-trace.js';
import { createProgress } from './progress.js';
import type { Shell } from './shell.js';
import { JSON_TYPE, sqlColumn, type SqlField } from './sql-column.js';

type DuckDb = typeof import('@duckdb/node-api');

/** The version that the program is tested with. */
const PACKAGE = '@duckdb/node-api@1.5';

/**
 * DuckDB reads local files, and nothing else: it fetches no extension, and without one it knows no network; it keeps
 * nothing on disk, not even when memory runs short.
 */
const SETTINGS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  temp_directory: '',
} as const;

/**
 * Reads what a query of SQL selects as a trace, by an embedded DuckDB. Times without a zone are UTC.
 * @throws InputError if DuckDB is not installed, for what is not one SELECT, and for all that DuckDB says.
 */
export async function loadSql(
  sql: string,
  options: ReadTraceOptions,
  shell: Shell,
): Promise<LoadedTrace> {
  const duckdb = await importDuckDb();
  const instance = await duckdb.DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  const progress = createProgress(shell);
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const result = await orExplain(async () => {
      const statements = await connection.extractStatements(sql).catch(ifNone);
      if (statements?.count !== 1) throw new InputError('--sql: expected one SELECT statement');
      const statement = await statements.prepare(0);
      if (statement.statementType === duckdb.StatementType.SELECT) return statement.stream();
      throw new InputError('--sql: expected a SELECT statement; it only reads');
    });
    const table = tableOf(duckdb, result, (rows) => {
      progress.update(() => `reading: ${rows.toLocaleString('en-US')} rows`, undefined);
    });
    const trace = await readTrace([{ name: '--sql', table }], options);
    return { trace, name: nameOf(sql), sha256: digestOf(trace.columns) };
  } finally {
    progress.done();
    connection.closeSync();
    instance.closeSync();
  }
}

/** DuckDB fails without a word where there is no statement to extract. */
function ifNone(error: unknown): undefined {
  if (error instanceof Error && error.message === 'Error in native callback') return undefined;
  throw error;
}

async function importDuckDb(): Promise<DuckDb> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    throw new InputError(
      `--sql needs DuckDB, which is not installed; add it: npm install ${PACKAGE} ` +
        '(with -g if quotasim is installed so)',
    );
  }
}

function tableOf(duckdb: DuckDb, result: DuckDBResult, seen: (rows: number) => void): Table {
  const fields = sqlFields(duckdb, result);
  return {
    names: fields.map(({ name }) => name),
    async *batches(wanted) {
      const columns = wanted.map((name) => {
        const field = fields.find((known) => known.name === name);
        return field === undefined ? undefined : sqlColumn(field);
      });
      let rows = 0;
      for (;;) {
        const chunk = await orExplain(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield { length: chunk.rowCount, columns: columns.map((column) => column?.(chunk)) };
        rows += chunk.rowCount;
        seen(rows);
      }
    },
  };
}

/** The columns of a result, then the fields of structs, by their keys with dots between; a column of such a name hides one. */
function sqlFields(duckdb: DuckDb, result: DuckDBResult): SqlField[] {
  const columns: SqlField[] = [];
  const nested: SqlField[] = [];
  const add = (name: string, type: DuckDBType, place: number, keys: readonly string[]): void => {
    const kind = type.alias === JSON_TYPE ? JSON_TYPE : duckdb.DuckDBTypeId[type.typeId];
    const field = { name, kind, place, keys };
    (keys.length === 0 ? columns : nested).push(field);
    if (!(type instanceof duckdb.DuckDBStructType)) return;
    type.entryNames.forEach((key, i) => {
      add(`${name}.${key}`, type.entryTypes[i]!, place, [...keys, key]);
    });
  };
  const types = result.columnTypes();
  result.columnNames().forEach((name, place) => {
    add(name, types[place]!, place, []);
  });
  const own = new Set(columns.map(({ name }) => name));
  return [...columns, ...nested.filter(({ name }) => !own.has(name))];
}

/** Does what DuckDB may fail at. @throws InputError for its errors. */
async function orExplain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError || !(error instanceof Error)) throw error;
    const extension = /requires the extension (\w+)/.exec(error.message)?.[1];
    const said = error.message.replace(/^Failed to extract statements: /, '').trim();
    throw new InputError(
      extension === undefined
        ? `--sql: ${said}`
        : `--sql: it needs DuckDB's extension ${extension}, and none is loaded here, nor is the network reached; ` +
            'read local files of CSV, JSON or Parquet',
    );
  }
}

/** A query is cut here, in characters, where it stands for a file's name. */
const LONGEST_NAME = 60;

function nameOf(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  const cut = line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
  return `SQL: ${cut}`;
}

/** The digest of a trace that has no file: of its columns' bytes and names. */
function digestOf({ names, rateLimitHeaders, ...columns }: Columns): string {
  const hash = createHash('sha256').update(JSON.stringify([names, rateLimitHeaders?.texts]));
  for (const column of Object.values({ ...columns, ...rateLimitHeaders })) {
    if (ArrayBuffer.isView(column)) hash.update(column);
  }
  return hash.digest('hex');
}
