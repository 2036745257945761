import { describe, expect, test } from 'vitest';
import { createWorkbench, SMALL_MODEL, type Ran } from './workbench.js';

const ESCAPES = ['\u001b[31m', '\u009b31m', '\u001b]0;title\u0007', '\u202e', '\b'];
const NAMES = [...ESCAPES.map((text) => `x${text}y`), '__proto__', 'constructor', '</script><b>'];
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const rows = NAMES.flatMap((name) =>
  ['search', name].map(
    (category) => `2026-01-01T00:00:00Z,${[category, name, name].map(cell).join()}\n`,
  ),
);
const { run, read, write, path } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'h.csv': `timestamp,category,user,app\n${rows.join('')}`,
});
const model = ['--model', path('m.yaml')];

/** Characters that a terminal acts upon, or that hide what they stand in. Line ends are not among them. */
const ACTED_UPON = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;

function expectHarmless({ out, err }: Ran): void {
  expect(out).not.toMatch(ACTED_UPON);
  expect(err).not.toMatch(ACTED_UPON);
}

describe('names that a terminal would act upon', () => {
  test.each([
    ['inspect', '@h.csv'],
    ['simulate', '@h.csv', '--tier', 'free'],
    ['compare', '@h.csv'],
  ])('are spelled out by %s', async (...words) => {
    const ran = await run([...words, ...model]);
    expect(ran.status).toBe(0);
    expect(ran.out).toContain('\\u{');
    expectHarmless(ran);
  });

  test('are spelled out in the messages about a trace', async () => {
    const [escape = ''] = ESCAPES;
    const files = {
      'column.csv': `${escape},category\n`,
      'cell.csv': `timestamp,category\n${escape},search\n`,
      'unmapped.csv': `timestamp,category\n2026-01-01T00:00:00Z,${escape}\n`,
      'line.jsonl': `${escape}\n`,
      'key.jsonl': `{"\u009b31m":1}\n`,
      'token.csv': 'timestamp,category,token\n2026-01-01T00:00:00Z,search,\u009b31m\n',
    };
    for (const [name, text] of Object.entries(files)) {
      write(name, text);
      const ran = await run(['simulate', `@${name}`, '--tier', 'free', ...model]);
      expect(ran.status).toBe(2);
      expect(ran.err.length).toBeGreaterThan(20);
      expectHarmless(ran);
    }
  });

  test('are spelled out in the messages about the command line', async () => {
    for (const words of [
      ['\u001b[31m'],
      ['inspect', '@h.csv', '--\u001b[31m'],
      ['inspect', '\u001b[31m.csv'],
      ['simulate', '@h.csv', '--tier', '\u001b[31m', ...model],
      ['compare', '@h.csv', '--map', '\u001b[31m=x', ...model],
    ]) {
      const ran = await run(words);
      expect(ran.status).toBe(2);
      expect(ran.err).toContain('\\u{1b}');
      expectHarmless(ran);
    }
  });

  test('are spelled out from a model', async () => {
    const bad = String.raw`Bad \e[31m \u202e`;
    const text = SMALL_MODEL.replace('title: Small API', `title: "${bad}"`)
      .replace('title: Free', `title: "${bad}"`)
      .replace('title: Limits', `title: "${bad}"`)
      .replace('Looking things up', `"${bad}"`);
    write('bad.yaml', text);
    const own = ['--model', path('bad.yaml')];
    for (const words of [
      ['model', 'show', '@bad.yaml'],
      ['model', 'lint', '@bad.yaml'],
      ['compare', '@h.csv', ...own],
      ['simulate', '@h.csv', '--tier', 'free', ...own],
    ]) {
      const ran = await run(words);
      expect(ran.status).toBe(0);
      expectHarmless(ran);
    }
  });

  test('are spelled out from an OpenAPI document', async () => {
    const paths = { '/\u001b[31m': { get: {} }, '/b': { get: { 'x-ratelimit-category': 'c' } } };
    write('openapi.json', JSON.stringify({ openapi: '3.0.0', paths }));
    expectHarmless(await run(['model', 'import', '@openapi.json']));
  });
});

test('names that would end a script or be a tag do neither in a page', async () => {
  await run(['compare', '@h.csv', ...model, '-q', '--html', '@h.html']);
  const page = read('h.html');
  expect(page).not.toContain('</script><b>');
  for (const text of ESCAPES) expect(page).not.toContain(text);
});

test('outcomes and JSON keep every name as it is', async () => {
  await run(['simulate', '@h.csv', '--tier', 'free', ...model, '-q', '--outcomes', '@h.jsonl']);
  const users = read('h.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { user: string }).user);
  expect(users).toEqual(NAMES.flatMap((name) => [name, name]));
});

describe('a document that is made to exhaust its reader is refused', () => {
  test('with aliases of aliases', async () => {
    const level = (name: string, of: string): string =>
      `${name}: &${name} [${Array<string>(9).fill(of).join()}]\n`;
    const levels = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, i) =>
      level(name, `*${'abcdefgh'[i]!}`),
    );
    write('laughs.yaml', level('a', 'x') + levels.join(''));
    const ran = await run(['model', 'lint', '@laughs.yaml']);
    expect(ran.status).toBe(2);
    expect(ran.err).toMatch(/^laughs\.yaml: aliases cannot be resolved: /);
  });

  test.each(['deep.yaml', 'deep.json'])('nested a hundred thousand deep: %s', async (name) => {
    write(name, `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    for (const words of [['model', 'lint'], ['model', 'import'], ['report']]) {
      const { status, err } = await run([...words, `@${name}`]);
      expect(status).toBe(2);
      expect(err.length).toBeLessThan(500);
    }
  });
});

test('a line of 5 MB is refused with a short message', async () => {
  for (const text of [
    'x'.repeat(5e6),
    `{"timestamp":"${'x'.repeat(5e6)}"}`,
    `"${'x'.repeat(5e6)}`,
  ]) {
    write('long.csv', text);
    const { status, err } = await run(['inspect', '@long.csv']);
    expect(status).toBe(2);
    expect(err.length).toBeLessThan(500);
  }
});

test('users of 10 kB and paths of a thousand segments are replayed and shown cut', async () => {
  const user = 'u'.repeat(10_000);
  const lines = [
    'timestamp,method,path,user',
    `2026-01-01T00:00:00Z,GET,/v5/pins,${user}`,
    `2026-01-01T00:00:00Z,GET,${'/a'.repeat(1000)},${user}`,
  ];
  write('wide.csv', lines.join('\n'));
  const ran = await run([
    'compare',
    '@wide.csv',
    '--html',
    '@wide.html',
    '--outcomes',
    '@wide.csv.csv',
  ]);
  expect(ran.status).toBe(0);
  expect(ran.out).toContain('1 of 2 requests are unmapped');
  expect(Math.max(...ran.out.split('\n').map((line) => line.length))).toBeLessThan(200);
});
