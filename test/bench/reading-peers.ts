import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { DuckDBInstance, type DuckDBVector } from '@duckdb/node-api';
import { parse } from 'csv-parse';

/** The categories of the rows. */
export const CATEGORIES = ['ads_read', 'ads_write', 'org_read', 'org_write'];

/** Columns as every reader here makes them: names are numbered in order of first appearance. */
export interface PeerColumns {
  readonly length: number;
  readonly timestamp: Float64Array;
  readonly app: Uint32Array;
  readonly user: Uint32Array;
  readonly category: Uint16Array;
}

/** Reads a file of so many rows. */
export type PeerReader = (file: string, rows: number) => Promise<PeerColumns>;

/** The bytes of a file. */
export function chunksOf(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: 1 << 20 });
}

interface PeerWriter {
  readonly columns: PeerColumns;
  readonly push: (us: number, app: string, user: string, category: string) => void;
}

/** Columns that are filled with texts, whose names are looked up in maps. */
function createPeerWriter(rows: number): PeerWriter {
  const columns = {
    length: 0,
    timestamp: new Float64Array(rows),
    app: new Uint32Array(rows),
    user: new Uint32Array(rows),
    category: new Uint16Array(rows),
  };
  const categories = new Map(CATEGORIES.map((name, i) => [name, i + 1]));
  const apps = new Map<string, number>();
  const users: Map<string, number>[] = [];
  let pairs = 0;
  return {
    columns,
    push: (us, app, user, category) => {
      const at = columns.length++;
      let appIndex = apps.get(app);
      if (appIndex === undefined) {
        appIndex = apps.size;
        apps.set(app, appIndex);
      }
      const ofApp = (users[appIndex] ??= new Map<string, number>());
      let userIndex = ofApp.get(user);
      if (userIndex === undefined) {
        userIndex = pairs++;
        ofApp.set(user, userIndex);
      }
      columns.timestamp[at] = us;
      columns.app[at] = appIndex;
      columns.user[at] = userIndex;
      columns.category[at] = categories.get(category)!;
    },
  };
}

/** Microseconds of `2026-03-02T10:00:00.123456Z`. */
function microseconds(text: string): number {
  return Date.parse(`${text.slice(0, 23)}Z`) * 1000 + Number(text.slice(23, 26));
}

/** csv-parse in its fastest streaming form: records go to `on_record` and no further, which spares the stream of objects. */
export async function withCsvParse(file: string, rows: number): Promise<PeerColumns> {
  const { columns, push } = createPeerWriter(rows);
  const parser = parse({
    from_line: 2,
    on_record([time, app, user, category]: string[]) {
      push(microseconds(time!), app!, user!, category!);
      return null;
    },
  });
  parser.resume();
  createReadStream(file, { highWaterMark: 1 << 20 }).pipe(parser);
  await once(parser, 'end');
  return columns;
}

/** DuckDB on one thread; texts are numbered as they come out of it. */
export async function withDuckDb(file: string, rows: number): Promise<PeerColumns> {
  const { columns, push } = createPeerWriter(rows);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const result = await connection.stream(
    `SELECT epoch_us("timestamp")::DOUBLE, app, "user", category FROM read_csv('${file}')`,
  );
  for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
    const [time, app, user, category] = [0, 1, 2, 3].map((column): DuckDBVector =>
      chunk.getColumnVector(column),
    );
    for (let i = 0; i < chunk.rowCount; i++) {
      push(
        time!.getItem(i) as number,
        app!.getItem(i) as string,
        user!.getItem(i) as string,
        category!.getItem(i) as string,
      );
    }
  }
  connection.closeSync();
  instance.closeSync();
  return columns;
}

/** `JSON.parse` of each line. */
export async function withJsonParse(file: string, rows: number): Promise<PeerColumns> {
  const { columns, push } = createPeerWriter(rows);
  const decoder = new TextDecoder();
  let begun = '';
  for await (const chunk of chunksOf(file)) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n');
    begun = lines.pop()!;
    for (const line of lines) {
      const { timestamp, app, user, category } = JSON.parse(line) as Record<string, string>;
      push(microseconds(timestamp!), app!, user!, category!);
    }
  }
  return columns;
}
