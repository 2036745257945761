import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import type { RateModel } from '../../src/model/rate-model.js';
import { createColumnWriter } from '../../src/trace/column-writer.js';
import type { Columns } from '../../src/trace/columns.js';

/** Reads a file into columns. */
export type ColumnReader = (file: string) => Promise<Columns>;

const CHUNK = 1 << 20;

/** The bytes of a file, in chunks that are good until the next one is asked for. */
export async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  const buffer = new Uint8Array(CHUNK);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/**
 * What is common to the peers, so that they have to do all that our reader does, and no more: the columns are those
 * of our own writer, grown as rows come and put in order at the end; names and categories are looked up in maps of
 * texts.
 */
function createPeerWriter(model: RateModel): {
  readonly push: (us: number, app: string, user: string, category: number) => void;
  readonly categoryOf: (name: string) => number;
  readonly finish: () => Columns;
} {
  const columns = createColumnWriter(model);
  const { apps, users, adAccounts } = columns.interners;
  const categories = new Map(model.categories.map(({ name }, i) => [name, i + 1]));
  return {
    push: (us, appName, user, category) => {
      if (Number.isNaN(us)) throw new Error('a time that is none');
      const app = apps.intern(appName);
      const adAccount = adAccounts.intern(app, 'default');
      columns.append(us, app, users.intern(app, user), adAccount, category, 0);
    },
    categoryOf: (name) => categories.get(name) ?? 0,
    finish: () => columns.finish(),
  };
}

/** Microseconds of `2026-03-02T10:00:00.123456Z`; JavaScript's own reader knows milliseconds. */
function microseconds(text: string): number {
  return Date.parse(text) * 1000 + Number(text.slice(23, 26));
}

/**
 * csv-parse in its fastest streaming form: records go to `on_record` and no further, which spares the stream of
 * objects. It holds on to the chunks that it takes, so that it has to have a new one each time.
 */
export function withCsvParse(model: RateModel): ColumnReader {
  return async (file) => {
    const { push, categoryOf, finish } = createPeerWriter(model);
    const parser = parse({
      from_line: 2,
      on_record([time, app, user, category]: string[]) {
        push(microseconds(time!), app!, user!, categoryOf(category!));
        return null;
      },
    });
    parser.resume();
    createReadStream(file, { highWaterMark: CHUNK }).pipe(parser);
    await once(parser, 'end');
    return finish();
  };
}

/**
 * DuckDB on one thread, as ours is. It is told the types of the columns, so that it need not guess: times and
 * categories come as numbers, names as text. Starting it does not count.
 */
export function withDuckDb(model: RateModel): ColumnReader {
  const categories = model.categories.map(({ name }) => `'${name}'`).join(', ');
  let started: Promise<DuckDBConnection> | undefined;
  const start = async (): Promise<DuckDBConnection> => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(`CREATE TYPE category AS ENUM (${categories})`);
    return connection;
  };
  return async (file) => {
    const { push, finish } = createPeerWriter(model);
    const connection = await (started ??= start());
    const result = await connection.stream(
      `SELECT epoch_us("timestamp")::DOUBLE, app, "user", enum_code(category) + 1
      FROM read_csv('${file}', header = true, columns = {
        'timestamp': 'TIMESTAMP', 'app': 'VARCHAR', 'user': 'VARCHAR', 'category': 'category'
      })`,
    );
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      const { rowCount } = chunk;
      const time = chunk.getColumnVector(0);
      const app = chunk.getColumnVector(1);
      const user = chunk.getColumnVector(2);
      const category = chunk.getColumnVector(3);
      for (let i = 0; i < rowCount; i++) {
        push(
          time.getItem(i) as number,
          app.getItem(i) as string,
          user.getItem(i) as string,
          category.getItem(i) as number,
        );
      }
    }
    return finish();
  };
}

/** `JSON.parse` of each line. */
export function withJsonParse(model: RateModel): ColumnReader {
  return async (file) => {
    const { push, categoryOf, finish } = createPeerWriter(model);
    const decoder = new TextDecoder();
    let begun = '';
    for await (const chunk of chunksOf(file)) {
      const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n');
      begun = lines.pop()!;
      for (const line of lines) {
        const { timestamp, app, user, category } = JSON.parse(line) as Record<string, string>;
        push(microseconds(timestamp!), app!, user!, categoryOf(category!));
      }
    }
    return finish();
  };
}
