import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { expect, test } from 'vitest';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE } from './workbench.js';

const MORE = `2026-01-01T00:00:01.000001Z,search," spaced "
2026-01-01T00:00:00.8Z,save,ann
`;
const { run, read, write, path } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'a.csv': SMALL_TRACE + MORE,
});

async function outcomes(file: string): Promise<string> {
  const words = ['--model', path('m.yaml'), '--tier', 'free', '-q', '--outcomes', path(file)];
  expect(await run(['simulate', '@a.csv', ...words])).toEqual({ status: 0, out: '', err: '' });
  return read(file);
}

test('outcomes as CSV are a row a request, in trace order', async () => {
  expect(await outcomes('o.csv'))
    .toBe(`seq,timestamp,app,user,ad_account,category,outcome,admitted_at,delay_ms,attempts,binding_limit
0,2026-01-01T00:00:00.000000Z,default,ann,default,search,admitted,2026-01-01T00:00:00.000000Z,0.000,1,
1,2026-01-01T00:00:00.250000Z,default,"bob, ""the"" second",default,search,dropped,,,1,search
2,2026-01-01T00:00:00.500000Z,default,ann,default,save,admitted,2026-01-01T00:00:00.500000Z,0.000,1,
3,2026-01-01T00:00:00.750000Z,default,ann,default,,admitted,2026-01-01T00:00:00.750000Z,0.000,1,
4,2026-01-01T00:00:00.800000Z,default,ann,default,save,dropped,,,1,universal
5,2026-01-01T00:00:01.000001Z,default," spaced ",default,search,admitted,2026-01-01T00:00:01.000001Z,0.000,1,
`);
});

test('outcomes as JSON lines are an object a request, without what is not', async () => {
  const lines = (await outcomes('o.jsonl')).split('\n');
  expect(lines).toHaveLength(7);
  expect(lines[0]).toBe(
    '{"seq":0,"timestamp":"2026-01-01T00:00:00.000000Z","app":"default","user":"ann","ad_account":"default",' +
      '"category":"search","outcome":"admitted","admitted_at":"2026-01-01T00:00:00.000000Z","delay_ms":0,"attempts":1}',
  );
  expect(lines[1]).toBe(
    '{"seq":1,"timestamp":"2026-01-01T00:00:00.250000Z","app":"default","user":"bob, \\"the\\" second",' +
      '"ad_account":"default","category":"search","outcome":"dropped","attempts":1,"binding_limit":"search"}',
  );
  expect(JSON.parse(lines[3]!)).not.toHaveProperty('category');
  expect(lines[6]).toBe('');
});

test('outcomes of thousands of requests are all written', async () => {
  const users = Array.from({ length: 10_000 }, (_, i) => `u${i}`);
  const rows = users.map((user, i) => `${1767225600 + i},search,${user}\n`);
  write('a.csv', `timestamp,category,user\n${rows.join('')}`);
  const lines = (await outcomes('many.csv')).trimEnd().split('\n').slice(1);
  expect(lines.map((line) => line.split(',')[3])).toEqual(users);
});

test.each(['o.arrow', 'o.parquet'])('outcomes as %s hold the same as JSON lines', async (file) => {
  write('a.csv', SMALL_TRACE + MORE);
  const lines = (await outcomes('same.jsonl')).trimEnd().split('\n');
  await outcomes(file);
  const rows: Record<string, unknown>[] = file.endsWith('.arrow')
    ? Array.from(tableFromIPC(readFileSync(path(file))), (row) => ({
        ...(row as { toJSON(): Record<string, unknown> }).toJSON(),
      }))
    : await parquetReadObjects({ file: await asyncBufferFromFile(path(file)), compressors });
  const times = (value: unknown): unknown =>
    value instanceof Date ? value.getTime() : Math.floor(Number(value));
  expect(rows.map(({ seq, user, outcome }) => ({ seq, user, outcome }))).toEqual(
    lines.map((line) => {
      const { seq, user, outcome } = JSON.parse(line) as Record<string, unknown>;
      return { seq, user, outcome };
    }),
  );
  expect(rows.map(({ timestamp }) => times(timestamp))).toEqual(
    lines.map((line) => Date.parse((JSON.parse(line) as { timestamp: string }).timestamp)),
  );
  expect(rows.map(({ delay_ms }) => delay_ms)).toEqual(
    lines.map((line) => (JSON.parse(line) as { delay_ms?: number }).delay_ms ?? null),
  );
});
