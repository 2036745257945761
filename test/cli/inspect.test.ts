import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../src/trace/inspect.js';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE } from './workbench.js';

const { run, write, path } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'a.csv': SMALL_TRACE,
  'noted.csv':
    'ts,who,code\n2026-01-01 00:00:02,,200\n2026-01-01 00:00:01,ann,429\nnever,ann,200\n',
});

const inspect = (words: readonly string[]) => run(['inspect', '--model', path('m.yaml'), ...words]);

describe('inspect', () => {
  test('says what is in a trace', async () => {
    const { status, out, err } = await inspect(['@a.csv']);
    expect([status, err]).toEqual([0, '']);
    const words = out.replace(/ +/g, ' ');
    expect(words).toMatch(/^a\.csv: 4 requests\n/);
    expect(words).toContain(' from 2026-01-01 00:00:00 UTC\n');
    expect(words).toContain(' search 2 50%\n');
    expect(words).toContain('Not mapped by the model (1)\n odd 1 25%\n');
    expect(words).toContain(' bob, "the" second 1 25%\n');
  });

  test('says what is odd about a trace', async () => {
    const map = ['--map', 'timestamp=ts,user=who,status=code,category=constant:search'];
    const { status, out } = await inspect(['@noted.csv', ...map, '--on-error', 'skip']);
    expect(status).toBe(0);
    const words = out.replace(/\s+/g, ' ');
    expect(words).toContain('skipped 1 row: no timestamp');
    expect(words).toContain('out of order 1 row ');
    expect(words).toContain('recorded 429s 1 ');
    expect(words).toContain('Times without a zone were read as UTC (2 rows).');
    expect(words).toContain('1 row of 2 name no user');
  });

  test('prints the facts and nothing else with --json', async () => {
    const { out, err } = await inspect(['@a.csv', '--json']);
    const facts = JSON.parse(out) as Inspection & { readonly sha256: string };
    expect(err).toBe('');
    expect(facts).toMatchObject({ name: 'a.csv', requests: 4, spanMs: 750 });
    expect(facts.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(facts.unmapped).toEqual({ requests: 1, names: [{ name: 'odd', requests: 1 }] });
  });

  test('takes a trace of which nothing is mapped', async () => {
    write('foreign.csv', 'timestamp,category\n2026-01-01T00:00:00Z,pins\n');
    expect((await inspect(['@foreign.csv'])).status).toBe(0);
  });
});
