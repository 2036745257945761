import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { COLUMN_NAMES } from '../../src/trace/column-map.js';
import type { Cell } from '../../src/trace/row-sink.js';
import { parseIsoTimestamp } from '../../src/time.js';
import { readFiles, type Options } from './reading.js';

const TEXT = `timestamp,user,category,path,method,status,note
2026-01-01T00:00:00Z,ann,org_read,,,200,a
2026-01-01T00:00:01.5Z," bo ""b"" ",org_read,"/v5/pins?x=1,2",GET,429,b
2026-01-01T00:00:02Z,,,/v5/pins,GET,,c
2026-01-01T00:00:03Z,ann,,/v5/pins/ü,POST,200,d
2026-01-01T00:00:04Z,ann,org_read,"two
lines",GET,200,e
2026-01-01T00:00:05Z,  ann  ,org_read,/v5/pins , GET,200,f
2026-01-01T00:00:06Z,ann,org_read,,,never,g
2026-01-01T00:00:07Z,ann,org_read,,,200
`;

type Told = readonly [timestamp: number, cells: readonly Cell[]];

async function told(options: Options): Promise<Told[]> {
  const requests: Told[] = [];
  await readFiles(
    { 'a.csv': TEXT },
    {
      ...options,
      onError: 'skip',
      onRequest: (timestamp, cells) => requests.push([timestamp, cells]),
    },
  );
  return requests;
}

/** What csv-parse reads, of the rows that are good; the time apart. */
function expected(last: number): object[] {
  const records = parse(TEXT, { columns: true, trim: true, relax_column_count: true });
  return (records as Record<string, string>[]).slice(0, last).map((record) => ({
    timestamp: parseIsoTimestamp(record.timestamp!)!.us,
    ...Object.fromEntries(
      COLUMN_NAMES.slice(1).flatMap((name) => (record[name] ? [[name, record[name]]] : [])),
    ),
  }));
}

const named = ([timestamp, cells]: Told): object => ({
  timestamp,
  ...Object.fromEntries(
    COLUMN_NAMES.flatMap((name, i) =>
      name === 'timestamp' || !cells[i] ? [] : [[name, cells[i]]],
    ),
  ),
});

test('each good row is told as it stands, in order', async () => {
  expect(COLUMN_NAMES[0]).toBe('timestamp');
  expect((await told({})).map(named)).toEqual(expected(6));
});

test('rows outside the span are not told', async () => {
  const to = parseIsoTimestamp('2026-01-01T00:00:03Z')!.us;
  expect((await told({ to })).map(named)).toEqual(expected(3));
});
