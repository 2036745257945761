import { mkdirSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/trace/formats.js';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE } from './workbench.js';

const GZIPPED = gzipSync(SMALL_TRACE);
const { run, path, files, read, write } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'a.csv': SMALL_TRACE,
  'nothing.csv': '',
  'header.csv': 'timestamp,category\n',
  'twice.csv': gzipSync(GZIPPED),
  'cut.csv.gz': GZIPPED.subarray(0, 20),
  'zstd.csv': Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 4),
  'utf16.csv': Uint8Array.from(Buffer.from(`\uFEFF${SMALL_TRACE}`, 'utf16le')),
  'binary.csv': Uint8Array.of(1, 2, 0, 3),
  'foreign.csv': 'timestamp,category\n2026-01-01T00:00:00Z,pins\n',
});

/** Runs `simulate` under the small model's free tier, unless told otherwise. */
const simulate = (words: readonly string[]) =>
  run(['simulate', '--model', path('m.yaml'), '--tier', 'free', ...words]);

describe('a trace is refused', () => {
  test.each([
    ['that is not there', '@none.csv', 'none.csv: cannot read: no such file'],
    ['whose glob matches nothing', '@none*.csv', 'none*.csv: no file matches'],
    [
      'that lies below a file',
      '@a.csv/b.csv',
      'a.csv/b.csv: cannot read: a part of its path is no directory',
    ],
    ['that is empty', '@nothing.csv', 'nothing.csv: no requests (an empty trace)'],
    ['that is a header alone', '@header.csv', 'header.csv: no requests (an empty trace)'],
    [
      'that is compressed twice',
      '@twice.csv',
      'twice.csv: not a text file; it is compressed twice (gzip): unpack it once, as in gzip -dc FILE | quotasim … -',
    ],
    [
      'that is compressed and cut off',
      '@cut.csv.gz',
      'cut.csv.gz: the file is cut short: its gzip data ends too early; 0 good rows come before that\n' +
        'Fetch it anew, or read what there is: gzip -dc FILE | quotasim … - --on-error skip',
    ],
    [
      'that is compressed otherwise and cut off',
      '@zstd.csv',
      'zstd.csv: the file is cut short: its zstd data ends too early; 0 good rows come before that\n' +
        'Fetch it anew, or read what there is: zstd -dc FILE | quotasim … - --on-error skip',
    ],
    [
      'that is UTF-16',
      '@utf16.csv',
      'utf16.csv: not a text file; it is UTF-16: convert it to UTF-8 first, as in iconv -f UTF-16 -t UTF-8',
    ],
    [
      'that is binary',
      '@binary.csv',
      `binary.csv: a binary file; expected text in one of the formats ${formats.map(({ name }) => name).join(', ')}`,
    ],
    [
      'of which nothing is mapped',
      '@foreign.csv',
      'foreign.csv: no request is mapped to a category of small; found "pins". Check --model and --map, or replay them under the universal limit alone: --allow-unmapped',
    ],
  ])('%s', async (_, file, message) => {
    expect(await simulate([file])).toEqual({ status: 2, out: '', err: `${message}\n` });
  });

  test('that is a directory', async () => {
    mkdirSync(path('folder'));
    expect(await simulate(['@folder'])).toEqual({
      status: 2,
      out: '',
      err: 'folder: cannot read: it is a directory\n',
    });
  });

  test('that the file system cannot read', async () => {
    symlinkSync(path('loop.csv'), path('loop.csv'));
    const { status, err } = await simulate(['@loop.csv']);
    expect(status).toBe(2);
    expect(err).toMatch(/^loop\.csv: cannot read: ELOOP: /);
  });

  test('that standard input leaves empty', async () => {
    expect((await simulate(['-'])).err).toBe('standard input: no requests (an empty file)\n');
  });
});

describe('an option is refused', () => {
  test.each([
    [
      ['--model', 'pinterest-v6'],
      'no model "pinterest-v6"; did you mean "pinterest-v5"? A file of your own needs its path, as in ./my-model.yaml',
    ],
    [['--model', '@none.yaml'], 'none.yaml: cannot read: no such file'],
    [['--tier', 'fre'], 'no tier "fre" in small; did you mean "free"?'],
    [['--tier', 'premium'], 'no tier "premium" in small; there are free, paid'],
    [
      ['--limit', 'free.search=0'],
      '--limit free.search=0: "0" is no figure; expected a whole number of at least 1',
    ],
    [
      ['--limit', 'free.saerch=2'],
      '--limit free.saerch=2: no limit "saerch" in tier free; expected one of universal, search. Did you mean "search"?',
    ],
    [
      ['--used', 'free.search=x'],
      '--used free.search=x: "x" is no figure; expected a whole number of at least 0',
    ],
    [
      ['--reset-zone', 'Europe/Berlim'],
      '--reset-zone Europe/Berlim: no such time zone; did you mean "Europe/Berlin"?',
    ],
    [
      ['--reset-zone', 'Nowhere'],
      '--reset-zone Nowhere: no such time zone; expected an IANA name, as in Europe/Berlin',
    ],
    [['--map', 'usr=who'], '--map: "usr" is no column of a trace; did you mean "user"?'],
    [
      ['--from', 'yesterday'],
      '--from yesterday: expected an ISO 8601 time, as in 2026-03-02 or 2026-03-02T12:00:00Z',
    ],
    [
      ['--to', '2026-02-30'],
      '--to 2026-02-30: expected an ISO 8601 time, as in 2026-03-02 or 2026-03-02T12:00:00Z',
    ],
    [
      ['--from', '2026-01-02', '--to', '2026-01-02'],
      '--from 2026-01-02 is not before --to 2026-01-02',
    ],
    [
      ['--threshold', 'trottled<=1%'],
      '--threshold \'trottled<=1%\': no metric "trottled"; did you mean "throttled"?',
    ],
    [
      ['--threshold', 'throttled{category=saerch}==0'],
      '--threshold \'throttled{category=saerch}==0\': no category "saerch"; did you mean "search"?',
    ],
    [
      ['-o', '@x.pdf'],
      'x.pdf: a Result is written as .html, .pdf-ready.html, .md, .csv, .txt or .json',
    ],
    [['-o', '@x'], 'x: a Result is written as .html, .pdf-ready.html, .md, .csv, .txt or .json'],
    [['--outcomes', '@x.txt'], 'x.txt: outcomes are written as .csv, .jsonl, .arrow or .parquet'],
  ])('%j', async (words, message) => {
    const given = words.includes('--tier') || words.includes('--model') ? [] : ['--tier', 'free'];
    const model = words.includes('--model') ? [] : ['--model', path('m.yaml')];
    const ran = await run(['simulate', '@a.csv', ...given, ...model, ...words]);
    expect(ran).toEqual({ status: 2, out: '', err: `${message}\n` });
  });
});

describe('a model is refused', () => {
  test.each([
    [
      'with a limit of zero',
      'limit: 3 }',
      'limit: 0 }',
      /^w\.yaml:15 \(\/tiers\/0\/limits\/0\/limit\): limit is 0; expected/,
    ],
    [
      'with a window of zero',
      'window: 1s',
      'window: 0s',
      /^w\.yaml:13 \(\/tiers\/0\/defaults\/window\): window is 0s; expected a duration longer than zero/,
    ],
    [
      'with a category twice',
      'save: Storing things',
      'search: Again',
      /^w\.yaml:9: the key "search" stands twice; keep one of the two\n/,
    ],
    ['with an unknown key', 'denied: free', 'denyed: free', /did you mean "denied"\?/i],
    ['that is no YAML', 'categories: {', 'categories: {{', /^w\.yaml:10: not readable as YAML: /],
  ])('%s', async (_, sound, unsound, message) => {
    write('w.yaml', SMALL_MODEL.replace(sound, unsound));
    const { status, out, err } = await run(['model', 'lint', '@w.yaml']);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('a failed run leaves no file', () => {
  test('half-written, and those of before as they were', async () => {
    write('kept.html', 'before');
    write('kept.csv', 'before');
    const before = files();
    const outputs = ['--html', path('kept.html'), '--outcomes', path('kept.csv')];
    expect((await simulate(['@nothing.csv', ...outputs])).status).toBe(2);
    expect(files()).toEqual(before);
    expect([read('kept.html'), read('kept.csv')]).toEqual(['before', 'before']);
  });

  test('where the place to write to is not there', async () => {
    const before = files();
    const { status, out, err } = await simulate(['@a.csv', '-o', '@nowhere/r.json']);
    expect([status, out]).toEqual([2, '']);
    expect(err).toBe('nowhere/r.json: cannot write: no such folder\n');
    expect(files()).toEqual(before);
  });

  test('where the place to write to is a directory', async () => {
    mkdirSync(path('d.json'));
    const before = files();
    const { status, err } = await simulate(['@a.csv', '-o', '@d.json']);
    expect(status).toBe(2);
    expect(err).toBe('d.json: cannot write: it is a directory\n');
    expect(files()).toEqual(before);
  });
});

describe('rows that cannot be read', () => {
  const bad = Array.from({ length: 7 }, (_, i) => `never,search,u${i}\n`).join('');
  write('bad.csv', `${SMALL_TRACE}${bad}1,2\n`);

  test('end the run with the first five and a count of the rest', async () => {
    const { status, out, err } = await simulate(['@bad.csv']);
    expect([status, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      ...[6, 7, 8, 9, 10].map(
        (line) => `bad.csv:${line}: no timestamp (ISO 8601, or a number since 1970): found "never"`,
      ),
      '… and 3 more',
      'To leave such rows out and count them: --on-error skip',
      '',
    ]);
  });

  test('or are left out and counted by reason in every output', async () => {
    const outputs = ['-o', path('bad.json'), '--html', path('bad.html')];
    const { status, out } = await simulate(['@bad.csv', '--on-error', 'skip', ...outputs]);
    expect(status).toBe(0);
    const { trace } = JSON.parse(read('bad.json')) as { trace: { skipped: unknown } };
    expect(trace.skipped).toEqual({
      rows: 8,
      reasons: { 'no timestamp (ISO 8601, or a number since 1970)': 7, 'wrong number of cells': 1 },
    });
    const words = out.replace(/\s+/g, ' ');
    expect(words).toContain(
      '8 rows were skipped: no timestamp (ISO 8601, or a number since 1970) (7), wrong number of cells (1)',
    );
    const page = read('bad.html').replace(/\s+/g, ' ');
    expect(page).toContain('8 rows of the trace could not be read');
    expect(page).toMatch(/7 rows: .{0,40}no timestamp \(ISO 8601, or a number since 1970\)/);
    expect(page).toMatch(/1 row: .{0,40}wrong number of cells/);
  });
});
