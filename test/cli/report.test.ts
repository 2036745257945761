import { describe, expect, test } from 'vitest';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE, textStream } from './workbench.js';

const { run, read, write, path, files } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'a.csv': SMALL_TRACE,
});

const model = ['--model', path('m.yaml')];

/** A saved Result of a comparison, changed. */
async function saved(name: string, change: (text: string) => string = (text) => text) {
  const { out } = await run(['compare', '@a.csv', ...model, '--json']);
  write(name, change(out));
}

describe('report', () => {
  test('writes a page beside the trace, and prints where', async () => {
    const ran = await run(['report', '@a.csv', ...model]);
    expect(ran).toEqual({ status: 0, out: 'a.html\n', err: '' });
    expect(read('a.html')).toMatch(/^<!doctype html>/i);
    expect(files().filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('writes a page where it is told to, from standard input too', async () => {
    const stdin = textStream(SMALL_TRACE);
    const ran = await run(['report', '-', ...model, '-o', '@piped.html'], { stdin });
    expect(ran).toEqual({ status: 0, out: 'piped.html\n', err: '' });
    expect(read('piped.html')).toContain('standard input');
  });

  test('draws a saved Result again, byte for byte as it was drawn at first', async () => {
    await run(['compare', '@a.csv', ...model, '-q', '-o', '@r.json', '--html', '@first.html']);
    expect(await run(['report', '@r.json', '-o', '@again.html'])).toEqual({
      status: 0,
      out: 'again.html\n',
      err: '',
    });
    expect(read('again.html')).toBe(read('first.html'));
  });

  test('reads a trace whose name ends in .json', async () => {
    write('t.json', '{"timestamp":"2026-01-01T00:00:00Z","category":"search"}');
    expect((await run(['report', '@t.json', ...model])).out).toBe('t.html\n');
  });

  test('refuses a file of another ending', async () => {
    for (const file of ['@a.csv', '@r.pdf', '@r']) {
      expect(await run(['report', '@a.csv', ...model, '-o', file])).toEqual({
        status: 2,
        out: '',
        err: `${file.slice(1)}: a report is written as .html\n`,
      });
    }
    expect(read('a.csv')).toBe(SMALL_TRACE);
  });
});

describe('a saved Result is refused', () => {
  test('of a later version', async () => {
    await saved('later.json', (text) => text.replace('"version": 1', '"version": 2'));
    expect(await run(['report', '@later.json'])).toEqual({
      status: 2,
      out: '',
      err: 'later.json#/version: a Result of version 2; this program reads version 1. Make it again, or use a newer quotasim\n',
    });
    expect(files()).not.toContain('later.html');
  });

  test('of another form than its schema has, with pointers', async () => {
    await saved('bent.json', (text) =>
      text.replace('"requests": 4', '"requests": "four"').replace('"seed": 1', '"sede": 1'),
    );
    const { status, out, err } = await run(['report', '@bent.json']);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain('bent.json#/trace/requests: requests is "four"; expected a whole number');
    expect(err).toContain('bent.json#/settings: ');
  });

  test('that is cut off', async () => {
    await saved('cut.json', (text) => text.slice(0, 200));
    const { status, err } = await run(['report', '@cut.json']);
    expect(status).toBe(2);
    expect(err).toMatch(/^cut\.json: not readable as JSON: /);
  });
});
