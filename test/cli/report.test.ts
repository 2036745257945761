import { beforeAll, describe, expect, test } from 'vitest';
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
    for (const file of ['@r.pdf', '@r']) {
      expect(await run(['report', '@a.csv', ...model, '-o', file])).toEqual({
        status: 2,
        out: '',
        err: `${file.slice(1)}: a report is written as .html, .pdf-ready.html, .md, .csv, .txt or .json\n`,
      });
    }
  });

  test('is not written over the trace', async () => {
    const { status, err } = await run(['report', '@a.csv', ...model, '-o', '@a.csv']);
    expect([status, err]).toEqual([
      2,
      'a.csv: it would be written over what is read; name another file\n',
    ]);
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

describe('the forms of a report', () => {
  beforeAll(() => saved('r.json'));

  test('are told by the ending of the file', async () => {
    const starts: Readonly<Record<string, RegExp>> = {
      'r.md': /^# /,
      'r.csv': /^section,tier,client,/,
      'r.txt': /^[A-Z]/,
      'again.json': /^\{\n {2}"format": "quotasim\/result"/,
      'r.pdf-ready.html': /^<!doctype html>/i,
    };
    for (const [file, start] of Object.entries(starts)) {
      expect((await run(['report', '@r.json', '-o', `@${file}`])).out).toBe(`${file}\n`);
      expect(read(file)).toMatch(start);
    }
    expect(read('again.json')).toBe(read('r.json'));
  });

  test('are the same for every command that writes a Result', async () => {
    await run(['compare', '@a.csv', ...model, '-q', '-o', '@c.md', '--html', '@c.pdf-ready.html']);
    expect(read('c.md')).toMatch(/^# /);
    expect(read('c.pdf-ready.html')).not.toContain('<script');
  });

  test('a page for paper has no script', async () => {
    await run(['report', '@r.json', '-o', '@paper.pdf-ready.html']);
    expect(read('paper.pdf-ready.html')).not.toContain('<script');
    expect(read('paper.pdf-ready.html')).toMatch(/script-src (?:'|&#39;)none/);
  });

  test('tells the times of a zone, if it is one', async () => {
    expect(await run(['report', '@r.json', '-o', '@z.html', '--zone', 'Europe/Berln'])).toEqual({
      status: 2,
      out: '',
      err: '--zone Europe/Berln: no such time zone; did you mean "Europe/Berlin"?\n',
    });
    expect(files()).not.toContain('z.html');
    await run(['report', '@r.json', '-o', '@utc.html']);
    await run(['report', '@r.json', '-o', '@berlin.html', '--zone', 'Europe/Berlin']);
    await run(['report', '@r.json', '-o', '@berlin.md', '--zone', 'Europe/Berlin']);
    expect(read('berlin.md')).toMatch(/ UTC \(.* in Europe\/Berlin\)/);
    expect((await run(['report', '@r.json', '-o', '@z.csv', '--zone', 'Europe/Berlin'])).err).toBe(
      'z.csv: --zone is for a page or Markdown; this holds times of UTC alone\n',
    );
    const count = (file: string) => read(file).split('Europe/Berlin').length;
    expect(count('berlin.html')).toBeGreaterThan(count('utc.html'));
  });

  test('every command that writes a page tells the times of a zone, and none takes one for nothing', async () => {
    const zone = ['--zone', 'Europe/Berlin'];
    await run(['compare', '@a.csv', ...model, '-q', '--html', '@own.html', ...zone]);
    expect(read('own.html')).toMatch(/ UTC \(.* in Europe\/Berlin\)/);
    expect((await run(['compare', '@a.csv', ...model, ...zone])).err).toBe(
      '--zone is for a page or Markdown: give --html FILE or -o FILE.md too\n',
    );
  });
});

describe('one chart of a report', () => {
  beforeAll(() => saved('r.json'));

  test('is listed by name', async () => {
    const { status, out } = await run(['report', '@r.json', '--chart', 'list']);
    expect(status).toBe(0);
    expect(out).toMatch(/^requests-\S+ +\S/m);
    expect(files().filter((name) => /svg|png/.test(name))).toEqual([]);
  });

  test('is drawn as SVG and as PNG', async () => {
    const { out } = await run(['report', '@r.json', '--chart', 'list']);
    const name = /^requests-\S+/m.exec(out)![0];
    await run(['report', '@r.json', '--chart', name, '-o', '@c.svg']);
    expect(read('c.svg')).toMatch(/^<svg .*<\/svg>\n$/s);
    await run(['report', '@r.json', '--chart', name, '-o', '@c.png']);
    expect(read('c.png').slice(1, 4)).toBe('PNG');
    expect((await run(['report', '@r.json', '--chart', name])).out).toBe(`r.${name}.svg\n`);
  });

  test('of no known name is refused, with the nearest', async () => {
    const { status, err } = await run(['report', '@r.json', '--chart', 'reqests', '-o', '@n.png']);
    expect(status).toBe(2);
    expect(err).toBe(
      '--chart reqests: no such chart in this report; did you mean "requests"? (--chart list lists all)\n',
    );
    expect(files()).not.toContain('n.png');
  });

  test('is written as a picture only', async () => {
    const { err } = await run(['report', '@r.json', '--chart', 'requests', '-o', '@n.html']);
    expect(err).toBe('n.html: a chart is written as .svg or .png\n');
  });
});

describe('several saved Results', () => {
  beforeAll(async () => {
    await saved('may.json');
    await saved('june.json', (text) => text.replace('"seed": 1', '"seed": 2'));
  });

  test('are compared', async () => {
    expect((await run(['report', '@may.json', '@june.json', '-o', '@d.html'])).out).toBe(
      'd.html\n',
    );
    expect(read('d.html')).toContain('Comparison of 2 results');
    await run(['report', '@may.json', '@june.json', '-o', '@d.md']);
    expect(read('d.md')).toMatch(/\| Setting +\| may +\| june +\|/);
  });

  test('are compared as a page or as Markdown only', async () => {
    const { status, err } = await run(['report', '@may.json', '@june.json', '-o', '@d.csv']);
    expect([status, err]).toEqual([
      2,
      'd.csv: a comparison is written as .html, .pdf-ready.html or .md\n',
    ]);
    expect((await run(['report', '@may.json', '@june.json', '--chart', 'list'])).err).toBe(
      '--chart takes a single Result\n',
    );
  });

  test('are not mixed with a trace', async () => {
    const { status, err } = await run(['report', '@may.json', '@a.csv']);
    expect([status, err]).toEqual([
      2,
      'may.json: a saved Result is drawn alone, or compared with others; name no other file beside it\n',
    ]);
  });
});
