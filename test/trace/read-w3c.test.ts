import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TraceReader } from '../../src/trace/row-sink.js';
import { readTrace } from '../../src/trace/read-trace.js';
import { readW3c } from '../../src/trace/read-w3c.js';
import { readThrough } from './read-through.js';
import { chunksOf, inputErrorOf, MODEL, readFiles, requestsOf } from './reading.js';

const HEAD =
  '#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2026-03-02 10:00:00\n';
const FIELDS = '#Fields: date time cs-method cs-uri-stem cs-uri-query cs-username c-ip sc-status\n';
const AT_TEN = Date.UTC(2026, 2, 2, 10) * 1000;
const read = (text: string, options = {}): ReturnType<typeof readFiles> =>
  readFiles({ 'u_ex260302.log': text }, options);

describe('a W3C log', () => {
  test('is read: date and time joined, + for spaces, - for nothing', async () => {
    const trace = await read(
      `${HEAD}${FIELDS}2026-03-02 10:00:00 GET /v5/pins - - 10.0.0.1 200\r\n` +
        '2026-03-02 10:00:01 POST /v5/pins is_test=1 SHOP\\ana+b 10.0.0.2 429\n',
    );
    expect(requestsOf(trace)).toMatchObject([
      { timestamp: AT_TEN, category: 'org_read', user: '10.0.0.1', status: 200, isTest: false },
      {
        timestamp: AT_TEN + 1e6,
        category: 'org_write',
        user: 'SHOP\\ana b',
        status: 429,
        isTest: true,
      },
    ]);
  });

  test('may name other fields further on', async () => {
    const trace = await read(
      `${HEAD}${FIELDS}2026-03-02 10:00:00 GET /v5/pins - ana 10.0.0.1 200\n${HEAD}` +
        '#Fields: date time c-ip cs-username cs-method cs-uri-stem sc-status time-taken\n' +
        '2026-03-02 10:00:01 10.0.0.1 bo GET /v5/pins 404 15\n',
    );
    expect(requestsOf(trace)).toMatchObject([
      { user: 'ana', status: 200 },
      { user: 'bo', status: 404 },
    ]);
  });

  test('may have tabs between, and quotes', async () => {
    const trace = await read(
      '#Version: 1.0\n#Fields: date time cs-method cs-uri-stem cs-username\n' +
        '2026-03-02\t10:00:00\tGET\t/v5/pins\tana\n2026-03-02\t10:00:01\tGET\t/v5/pins\t"a ""b"" c+d"\n',
    );
    expect(requestsOf(trace)).toMatchObject([{ user: 'ana' }, { user: 'a "b" c+d' }]);
  });

  test('has a column for each field', async () => {
    const text = `#Fields: date time cs-method cs-uri-stem cs(Cookie)\n2026-03-02 10:00:00 GET /v5/pins ana\n`;
    const trace = await readTrace([{ name: 'a.log', chunks: chunksOf(text) }], {
      model: MODEL,
      map: new Map([['user', { column: 'cs(Cookie)' }]]),
      onError: 'stop',
      allowUnmapped: false,
    });
    expect(requestsOf(trace)).toMatchObject([{ user: 'ana' }]);
  });

  test('whose times have no date is refused, with what to do', async () => {
    const text = `${HEAD}#Fields: time cs-method cs-uri-stem\n10:00:00 GET /v5/pins\n`;
    expect(await inputErrorOf(read(text, { onError: 'skip' }))).toMatch(
      /^u_ex260302\.log:5: #Fields has "time" but no "date", so that no line tells its day; log the date too/,
    );
  });

  test('has bad lines, each at its place', async () => {
    const text = `${HEAD}2026-03-02 10:00:00 GET\n${FIELDS}2026-03-02 10:00:00 GET /v5/pins\n`;
    expect(await inputErrorOf(read(text))).toBe(
      'u_ex260302.log:4: no #Fields line above it: found "2026-03-02 10:00:00 GET"\n' +
        'u_ex260302.log:6: wrong number of cells: 4 cells where #Fields has 8\n' +
        'To leave such rows out and count them: --on-error skip',
    );
  });

  test('without a time asks for one', async () => {
    expect(await inputErrorOf(read('#Fields: cs-method cs-uri-stem\nGET /v5/pins\n'))).toBe(
      'u_ex260302.log:1: no column "timestamp"; found "cs-method", "cs-uri-stem", "method", "path". ' +
        'Say which it is: --map timestamp=THEIR_COLUMN',
    );
  });
});

/** Reads a log without quotes slowly: a split a line. */
const slowTwin: TraceReader = async (chunks, sink) => {
  let text = '';
  for await (const chunk of chunks) text += new TextDecoder().decode(chunk);
  let fields: string[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.startsWith('#Fields: ')) {
      fields = line.slice(9).split(' ');
      sink.header([...fields, 'timestamp', 'method', 'path', 'user', 'status'], i + 1);
      return;
    }
    if (line === '') return;
    const cells = line.split(' ').map((cell) => (cell === '-' ? '' : cell.replaceAll('+', ' ')));
    if (cells.length !== fields.length) {
      sink.bad(
        'wrong number of cells',
        `${cells.length} cells where #Fields has ${fields.length}`,
        i + 1,
      );
      return;
    }
    const of = (name: string): string => cells[fields.indexOf(name)] ?? '';
    const path = of('cs-uri-stem') || '-';
    const made: Record<string, string> = {
      timestamp: `${of('date')} ${of('time')}`,
      method: of('cs-method') || '-',
      path: of('cs-uri-query') === '' ? path : `${path}?${of('cs-uri-query')}`,
      user: of('cs-username') || of('c-ip'),
      status: of('sc-status'),
    };
    sink.row(
      sink.wanted.map((name) => made[name!]),
      i + 1,
    );
  });
};

test('a W3C log read from bytes is what a split a line reads, wherever chunks end', async () => {
  const names = [
    'date',
    'time',
    'cs-method',
    'cs-uri-stem',
    'cs-uri-query',
    'cs-username',
    'c-ip',
    'sc-status',
  ];
  const values: Readonly<Record<string, readonly string[]>> = {
    date: ['2026-03-02', '2026-03-02', '2026-03-03', '2026-03-02', '2026-03-02'],
    time: ['10:00:00', '10:00:01', '10:00:02.5', '10:00:03', '09:00:00'],
    'cs-method': ['GET', 'GET', 'POST', 'GET', '-'],
    'cs-uri-stem': ['/v5/pins', '/v5/pins', '/v5/ad_accounts/7/ads', '/v5/a+b', '/v5/odd'],
    'cs-uri-query': ['-', '-', '-', 'a=1', 'test=true'],
    'cs-username': ['-', 'ana', 'bo', 'a+b', 'é'],
    'c-ip': ['10.0.0.1', '10.0.0.2', '10.0.0.3', '2001:db8::7', '-'],
    'sc-status': ['200', '404', '200', '429', 'x'],
  };
  const row = fc.array(fc.nat(4), { minLength: 8, maxLength: 8 });
  const part = fc
    .tuple(
      fc.shuffledSubarray(names, { minLength: 8 }),
      fc.array(row, { minLength: 1, maxLength: 30 }),
      fc.nat(20),
    )
    .map(([fields, rows, cut]) => {
      const lines = rows.map((picks) =>
        fields.map((name, i) => values[name]![picks[i]!]!).join(' '),
      );
      return `#Fields: ${fields.join(' ')}\n${lines.join('\n')}${cut === 0 ? ' more' : ''}\n`;
    });
  let scanned = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 99 }),
      async (parts, size) => {
        const fast = await readThrough(readW3c, parts.join(''), '', size);
        const slow = await readThrough(slowTwin, parts.join(''), '');
        expect(fast.result).toEqual(slow.result);
        scanned += fast.scanned;
      },
    ),
    { seed: 1, numRuns: 60 },
  );
  expect(scanned).toBeGreaterThan(10);
});
