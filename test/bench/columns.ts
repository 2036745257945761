import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import seedrandom from 'seedrandom';
import { createTableGatherer, type GatheredTable } from '../../src/cli/gathered-table.js';
import { rowFormat } from '../../src/cli/write-rows.js';
import { SECOND } from '../../src/time.js';
import { createColumnWriter } from '../../src/trace/column-writer.js';
import type { Columns } from '../../src/trace/columns.js';
import { readTrace } from '../../src/trace/read-trace.js';
import { benchModel } from './bench-model.js';
import type { Row } from './measure.js';
import { chunksOf } from './reading-peers.js';
import { expectSame, medianTimes } from './reading.js';

const START = 1_772_445_600 * SECOND;
const USERS = 10_000;
const MILLION = 1_000_000;
const CATEGORIES = ['ads_read', 'ads_write', 'org_read', 'org_write'];

const model = benchModel(CATEGORIES);

/** Our own Arrow files to columns, against apache-arrow row by row into the same columns, and against the same trace as CSV. */
export async function columnsRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quotasim-bench-'));
  try {
    const rows: Row[] = [];
    for (const millions of [1, 3]) {
      const table = randomTable(millions * MILLION);
      const arrow = await write(join(folder, 'a.arrow'), table);
      const csv = await write(join(folder, 'a.csv'), table);
      const answer = await ours(arrow);
      expectSame(answer, rowByRow(arrow), 'apache-arrow');
      expectSame(answer, await ours(csv), 'CSV');
      const [own, theirs, text] = await medianTimes(
        () => ours(arrow),
        () => Promise.resolve(rowByRow(arrow)),
        () => ours(csv),
      );
      const what = `Arrow to columns, ${millions} million rows (${(millions / own!).toFixed(1)} million a second)`;
      rows.push(
        {
          what,
          against: 'rows of apache-arrow into the same columns',
          ratio: theirs! / own!,
          bound: { kind: 'at least', ratio: 2 },
        },
        {
          what,
          against: 'the same as CSV',
          ratio: text! / own!,
          bound: { kind: 'at least', ratio: 1 },
        },
      );
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function randomTable(rows: number): GatheredTable {
  const random = seedrandom('columns');
  const gatherer = createTableGatherer(['timestamp', 'app', 'user', 'category']);
  let time = START;
  for (let i = 0; i < rows; i++) {
    time += Math.floor(random() * 20_000);
    const rank = Math.floor(USERS ** random());
    const category = CATEGORIES[Math.floor(random() * CATEGORIES.length)]!;
    gatherer.push([time, `app${rank % 4}`, `user${rank}`, category]);
  }
  return gatherer.finish();
}

async function write(file: string, table: GatheredTable): Promise<string> {
  writeFileSync(file, '');
  for await (const piece of rowFormat(file, 'traces').table(table)) {
    writeFileSync(file, piece, { flag: 'a' });
  }
  return file;
}

async function ours(file: string): Promise<Columns> {
  const options = { model, map: new Map(), onError: 'stop', allowUnmapped: false } as const;
  return (await readTrace([{ name: file, chunks: chunksOf(file) }], options)).columns;
}

/** A row object a row, as apache-arrow gives them; names are looked up in maps of texts. */
function rowByRow(file: string): Columns {
  const columns = createColumnWriter(model);
  const { apps, users, adAccounts } = columns.interners;
  const categories = new Map(CATEGORIES.map((name, i) => [name, i + 1]));
  for (const row of tableFromIPC(readFileSync(file))) {
    const { timestamp, app, user, category } = row as unknown as Record<string, string | number>;
    const appIndex = apps.intern(String(app));
    // apache-arrow gives milliseconds with a fraction.
    columns.append(
      Math.round(Number(timestamp) * 1000),
      appIndex,
      users.intern(appIndex, String(user)),
      adAccounts.intern(appIndex, 'default'),
      categories.get(String(category))!,
      0,
    );
  }
  return columns.finish();
}
