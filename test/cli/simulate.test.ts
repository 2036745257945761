import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/result/result.js';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE, textStream } from './workbench.js';

const { run, read, path, write, files } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'a.csv': SMALL_TRACE,
});

const simulate = (words: readonly string[], machine = {}) =>
  run(['simulate', '--model', path('m.yaml'), '--tier', 'free', ...words], machine);

/** What a run says in JSON. */
async function resultOf(words: readonly string[], machine = {}): Promise<Result> {
  const { status, out, err } = await simulate([...words, '--json'], machine);
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out) as Result;
}

describe('simulate', () => {
  test('says what happens under one tier', async () => {
    const { status, out, err } = await simulate(['@a.csv']);
    expect([status, err]).toEqual([0, '']);
    expect(out.replace(/\s+/g, ' ')).toContain('Free would throttle 1 of 4 requests (25%)');
    expect(out).toContain('odd (1)');
  });

  test('prints the Result and nothing else with --json', async () => {
    const result = await resultOf(['@a.csv']);
    expect(result).toMatchObject({
      format: 'quotasim/result',
      version: 1,
      trace: { name: 'a.csv', requests: 4, users: 2, unmapped: { requests: 1 } },
      scenarios: [{ tier: 'free', totals: { offered: 4, admitted: 3, throttled: 1, dropped: 1 } }],
    });
    expect(result).not.toHaveProperty('requiredTier');
  });

  test('prints nothing with --quiet', async () => {
    expect(await simulate(['@a.csv', '--quiet'])).toEqual({ status: 0, out: '', err: '' });
    expect(await simulate(['@a.csv', '-q', '-o', '@q.json'])).toEqual({
      status: 0,
      out: '',
      err: '',
    });
    expect(files()).toContain('q.json');
  });

  test('writes the Result by the ending of its file, and says so', async () => {
    const { out, err } = await simulate(['@a.csv', '--json', '-o', '@r.json']);
    expect(err).toBe('wrote r.json\n');
    expect(read('r.json').replaceAll(path('x').slice(0, -1), '')).toBe(out);
    const text = await simulate(['@a.csv', '-o', '@r.txt']);
    expect(read('r.txt')).toBe(text.out);
    await simulate(['@a.csv', '-q', '-o', '@r.html']);
    expect(read('r.html')).toMatch(/^<!doctype html>/i);
    expect(files().filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('gives the same bytes for the same input', async () => {
    const words = ['@a.csv', '-q', '-o', '@same.html', '--outcomes', '@same.csv'];
    const once = async (): Promise<string[]> => {
      await simulate(words);
      const { out } = await simulate(['@a.csv', '--json']);
      return [out, read('same.html'), read('same.csv')];
    };
    expect(await once()).toEqual(await once());
  });

  test('reads several files, globs in order of name, and standard input', async () => {
    const header = 'timestamp,category,user\n';
    write('p1.csv', `${header}2026-01-01T00:00:00Z,search,one\n`);
    write('p2.csv', `${header}2026-01-01T00:00:00Z,search,two\n`);
    write('p10.csv', `${header}2026-01-01T00:00:00Z,search,ten\n`);
    const users = async (words: readonly string[]): Promise<string[]> => {
      const input = `${header}2026-01-01T00:00:00Z,search,piped\n`;
      const outputs = ['-q', '--outcomes', path('p.out.jsonl')];
      const ran = await simulate([...words, ...outputs], { stdin: textStream(input) });
      expect(ran).toEqual({ status: 0, out: '', err: '' });
      const lines = read('p.out.jsonl').trimEnd().split('\n');
      return lines.map((line) => (JSON.parse(line) as { user: string }).user);
    };
    expect(await users(['@p2.csv', '@p1.csv'])).toEqual(['two', 'one']);
    expect(await users(['@p?.csv', '@p10.csv'])).toEqual(['one', 'two', 'ten']);
    expect(await users(['@p*.csv'])).toEqual(['one', 'ten', 'two']);
    expect(await users(['@p1.csv', '-'])).toEqual(['one', 'piped']);
    expect((await resultOf(['@p*.csv'])).trace.name).toBe('p1.csv and 2 more');
  });

  test('tries other figures for a limit', async () => {
    const result = await resultOf([
      '@a.csv',
      '--limit',
      'free.search=2',
      '--used',
      'free.universal=1',
    ]);
    expect(result.settings).toMatchObject({
      limits: { 'free.search': 2 },
      used: { 'free.universal': 1 },
    });
    expect(result.scenarios[0]!.limits).toMatchObject([
      { id: 'universal', throttled: 2 },
      { id: 'search', limit: 2, throttled: 0 },
    ]);
  });

  test('keeps the command line that repeats it', async () => {
    const result = await resultOf(['@a.csv', '--threshold', 'throttled<=1']);
    expect(result.settings.command).toBe(
      "quotasim simulate --model m.yaml --tier free a.csv --threshold 'throttled<=1' --json",
    );
  });
});

describe('the exit status', () => {
  test('is 3 if a threshold on the command line is not met', async () => {
    const { status, out } = await simulate(['@a.csv', '--threshold', 'throttled==0']);
    expect(status).toBe(3);
    expect(out).toContain('missed');
    const both = ['--threshold', 'throttled<=25%', '--threshold', 'dropped==0'];
    expect((await simulate(['@a.csv', ...both])).status).toBe(3);
  });

  test('is 3 with --json and --quiet too, the outputs being written', async () => {
    const words = ['@a.csv', '--threshold', 'throttled==0'];
    expect((await simulate([...words, '--json'])).status).toBe(3);
    expect((await simulate([...words, '-q', '-o', '@missed.json'])).status).toBe(3);
    expect(files()).toContain('missed.json');
  });

  test('is 0 if every threshold is met, or none is given', async () => {
    expect((await simulate(['@a.csv', '--threshold', 'throttled<=25%'])).status).toBe(0);
    expect((await simulate(['@a.csv'])).status).toBe(0);
  });
});
