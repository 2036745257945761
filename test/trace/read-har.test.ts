import { describe, expect, test } from 'vitest';
import { formatTimestamp } from '../../src/time.js';
import { chunksOf, inputErrorOf, readFiles, requestsOf, type Options } from './reading.js';
import type { Trace } from '../../src/trace/trace.js';

interface Entry {
  readonly time?: unknown;
  readonly method?: unknown;
  readonly url?: unknown;
  readonly status?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly asks?: Readonly<Record<string, string>>;
}

const listed = (headers: Readonly<Record<string, string>> = {}): object[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

/** An entry as browsers write it. */
function entry({
  time = '2026-03-02T10:00:00.000Z',
  method = 'GET',
  url = 'https://api.acme.com/v5/pins',
  status = 200,
  headers,
  asks,
}: Entry = {}): object {
  return {
    _initiator: { type: 'script', stack: { callFrames: [{ url: '}]' }] } },
    startedDateTime: time,
    time: 12.5,
    request: {
      method,
      url,
      httpVersion: 'h2',
      headers: listed(asks),
      queryString: [],
      bodySize: 0,
    },
    response: {
      status,
      statusText: '',
      headers: listed(headers),
      content: { size: 30, mimeType: 'application/json', text: '{"a":"\\"}]}"}' },
    },
    cache: {},
    timings: { wait: 1 },
  };
}

const har = (entries: readonly unknown[], more: object = {}): string =>
  JSON.stringify({
    log: { version: '1.2', creator: { name: 'x', version: '1' }, ...more, entries },
  });

const read = (entries: readonly Entry[], options?: Options): Promise<Trace> =>
  readFiles({ 'a.har': har(entries.map(entry)) }, options);

describe('a HAR', () => {
  test('gives a request for each entry', async () => {
    const trace = await read([
      { time: '2026-03-02T10:00:02.500Z', status: 429 },
      { time: '2026-03-02T12:00:01.25+02:00', method: 'POST' },
      { url: 'https://api.acme.com/v5/ad_accounts/7/ads?is_test=1' },
    ]);
    expect(
      requestsOf(trace).map(({ timestamp, category, status, adAccount, isTest, user }) => [
        formatTimestamp(timestamp).slice(11, 23),
        category,
        status,
        adAccount,
        isTest,
        user,
      ]),
    ).toEqual([
      ['10:00:00.000', 'ads_read', 200, '7', true, 'default'],
      ['10:00:01.250', 'org_write', 200, 'default', false, 'default'],
      ['10:00:02.500', 'org_read', 429, 'default', false, 'default'],
    ]);
    expect(trace.warnings).toContain(
      'No row names a user: per-user limits are judged as if one user sent everything.',
    );
  });

  test('keeps what was not answered, and odd methods', async () => {
    const trace = await read(
      [{ status: 0 }, { status: -1 }, { status: null }, { method: 'ODD_ONE' }],
      {
        allowUnmapped: true,
      },
    );
    expect(trace.columns.length).toBe(4);
    expect(trace.columns.status).toEqual(Uint16Array.of(0, 0, 0, 200));
    expect(trace.unmapped.names.map(({ name }) => name)).toEqual([
      'ODD_ONE https://api.acme.com/v5/pins',
    ]);
  });

  test('is read alike however it is laid out, and in pieces of any size', async () => {
    const expected = await read([{}, { status: 429 }]);
    const document = JSON.parse(har([entry(), entry({ status: 429 })])) as unknown;
    for (const text of [
      JSON.stringify(document, null, 2),
      `\uFEFF${JSON.stringify(document, null, '\t')}\n`,
    ]) {
      expect((await readFiles({ 'a.har': text })).columns).toEqual(expected.columns);
      expect((await readFiles({ 'a.json': text })).columns).toEqual(expected.columns);
      expect((await readFiles({ 'standard input': text })).columns).toEqual(expected.columns);
    }
  });

  test('may have entries before all else, and no more than them', async () => {
    const text = JSON.stringify({ log: { entries: [entry()] } });
    expect((await readFiles({ a: text })).columns.length).toBe(1);
  });

  test('is told from JSON lines that have a log of their own', async () => {
    const line = {
      log: { level: 'info' },
      timestamp: '2026-03-02T10:00:00Z',
      category: 'org_read',
    };
    expect((await readFiles({ a: JSON.stringify(line) })).columns.length).toBe(1);
  });

  test('of bodies of half a megabyte is read', async () => {
    const large = entry() as { response: { content: { text: string } } };
    large.response.content.text = '"\\}]'.repeat(100_000);
    expect((await readFiles({ 'a.har': har([large, entry(), large]) })).columns.length).toBe(3);
  });
});

describe('rate limit headers of an answer', () => {
  test.each([
    [
      'x-ratelimit-*, in any case',
      {
        'X-RateLimit-Limit': '100, 100;w=1',
        'x-RATELIMIT-remaining': '7',
        'X-Ratelimit-Reset': '3',
      },
      ['100, 100;w=1', '7', '3'],
    ],
    [
      'ratelimit-*',
      { 'ratelimit-limit': '10', 'ratelimit-remaining': '0', 'ratelimit-reset': '1' },
      ['10', '0', '1'],
    ],
    [
      'x-rate-limit-*',
      { 'x-rate-limit-limit': '15', 'x-rate-limit-reset': '1700000000' },
      ['15', '', '1700000000'],
    ],
    [
      'RateLimit-* of draft 06, with its policies',
      {
        'RateLimit-Limit': '10',
        'RateLimit-Remaining': '9',
        'RateLimit-Reset': '1',
        'RateLimit-Policy': '10;w=1, 50;w=60;comment="fair"',
      },
      ['10, 10;w=1, 50;w=60', '9', '1'],
    ],
    [
      'RateLimit of draft 07',
      { RateLimit: 'limit=100, remaining=50, reset=5', 'Retry-After': '9' },
      ['', 'limit=100, remaining=50, reset=5', ''],
    ],
    [
      'RateLimit of draft 08, every quota of it',
      {
        RateLimit: '"day";r=50;t=30, "burst";r=0;t=2',
        'RateLimit-Policy': '"burst";q=10;w=60, "day";q=100;w=86400',
        'X-RateLimit-Limit': '100',
        'X-RateLimit-Remaining': '50',
      },
      ['"burst";q=10;w=60, "day";q=100;w=86400', '"day";r=50;t=30, "burst";r=0;t=2', ''],
    ],
    [
      'RateLimit of draft 08 without policies, beside numbers that say the size',
      { RateLimit: '"d";r=50;t=30', 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '50' },
      ['100', '50', ''],
    ],
    [
      'policies alone, and Retry-After',
      { 'RateLimit-Policy': '"d";q=100;w=60', 'Retry-After': '7' },
      ['"d";q=100;w=60', '', '7'],
    ],
    ['Retry-After alone', { 'Retry-After': '120' }, ['', '', '120']],
    ['Retry-After beside a reset', { 'Retry-After': '120', 'RateLimit-Reset': '9' }, ['', '', '9']],
    ['others', { 'content-type': 'x', 'x-rate': '1' }, ['', '', '']],
  ])('%s', async (_, headers, expected) => {
    expect(requestsOf(await read([{ headers }]))[0]!.rateLimitHeaders).toEqual(expected);
  });
});

describe('of several hosts', () => {
  const other = { url: 'https://cdn.acme.com/x.js', method: 'GET' };

  test('the busiest is read, the others are left out and counted', async () => {
    const trace = await read([
      other,
      {},
      {},
      { url: 'data:image/png;base64,AA' },
      { url: 'https://API.acme.com:443/v5/pins' },
    ]);
    expect(trace.columns.length).toBe(3);
    expect(trace.warnings).toContain(
      'a.har: 3 calls to api.acme.com are read; 2 to other hosts are left out: cdn.acme.com (1), no host (1) ' +
        '(--host reads another).',
    );
  });

  test('the one that is wanted is read', async () => {
    const trace = await read([other, {}, {}], { host: 'CDN.acme.com', allowUnmapped: true });
    expect(trace.unmapped.names).toEqual([{ name: 'GET https://cdn.acme.com/x.js', requests: 1 }]);
    expect(trace.warnings).toContain(
      'a.har: 1 call to cdn.acme.com is read; 2 to other hosts are left out: api.acme.com (2).',
    );
  });

  test('one that is wanted may be named with its port', async () => {
    const url = 'http://localhost:8080/v5/pins';
    for (const host of ['localhost', 'localhost:8080']) {
      expect((await read([{}, { url }], { host })).columns.length).toBe(1);
    }
  });

  test('one that is wanted and not there is an error', async () => {
    expect(await inputErrorOf(read([other, {}], { host: 'api.acme.org' }))).toBe(
      'a.har: no call goes to api.acme.org (--host); found cdn.acme.com (1), api.acme.com (1); ' +
        'did you mean "api.acme.com"?',
    );
  });

  test('a host is no choice where nothing else is recorded', async () => {
    const csv = 'timestamp,category\n2026-03-02T10:00:00Z,org_read\n';
    expect(await inputErrorOf(readFiles({ 'a.csv': csv }, { host: 'x' }))).toBe(
      'a.csv: --host x chooses among the hosts of a recording (har, cassette); this is csv',
    );
  });
});

test('preflights count as requests, and it is said', async () => {
  const trace = await read([
    { method: 'OPTIONS', asks: { 'Access-Control-Request-Method': 'POST' } },
    { method: 'OPTIONS' },
    {},
  ]);
  expect(trace.columns.length).toBe(3);
  expect(trace.warnings).toContain(
    'a.har: 1 preflight (OPTIONS), which browsers send of themselves, counts as a request.',
  );
});

describe('an entry that cannot be read', () => {
  test('is told with its pointer', async () => {
    const entries = [
      entry(),
      entry({ time: 'yesterday' }),
      7,
      entry({ status: 1234 }),
      entry({ url: null, method: null }),
    ];
    expect(await inputErrorOf(readFiles({ 'a.har': har(entries) }))).toBe(
      [
        'a.har:1 (/log/entries/2): no object: found "7"',
        'a.har:1 (/log/entries/1/startedDateTime): no timestamp (ISO 8601, or a number since 1970): found "yesterday"',
        'a.har:1 (/log/entries/3/response/status): status is no HTTP status: found "1234"',
        'To leave such rows out and count them: --on-error skip',
      ].join('\n'),
    );
  });

  test('is left out and counted', async () => {
    const entries = [entry(), entry({ time: null }), entry({ status: 1234 })];
    const trace = await readFiles({ 'a.har': har(entries) }, { onError: 'skip' });
    expect(trace.columns.length).toBe(1);
    expect(trace.skipped).toMatchObject({
      rows: 2,
      reasons: {
        'no timestamp (ISO 8601, or a number since 1970)': 1,
        'status is no HTTP status': 1,
      },
    });
  });

  test('that is no JSON stands alone', async () => {
    const text = `{"log":{"entries":[${JSON.stringify(entry())},\n{"startedDateTime":nought},\n${JSON.stringify(entry())}]}}`;
    expect(await inputErrorOf(readFiles({ 'a.har': text }))).toMatch(
      /^a\.har:2 \(\/log\/entries\/1\): no JSON: found "\{\\"startedDateTime\\":nought\}"\n/,
    );
    const trace = await readFiles({ 'a.har': text }, { onError: 'skip' });
    expect(trace.columns.length).toBe(2);
  });
});

describe('a document that is no whole HAR', () => {
  test('is told wherever it is cut, under --on-error skip too', async () => {
    const text = har([entry(), entry()]);
    const whole = text.indexOf(',{"_initiator"');
    for (const length of [whole + 1, whole + 50, text.length - 3, text.length - 1]) {
      const before = length < text.length - 2 ? 1 : 2;
      expect(await inputErrorOf(readFiles({ 'a.har': text.slice(0, length) }))).toBe(
        `a.har:1: the document ends too early: found ${before} ${before === 1 ? 'entry' : 'entries'} before\n` +
          'To leave such rows out and count them: --on-error skip',
      );
      const trace = await readFiles({ 'a.har': text.slice(0, length) }, { onError: 'skip' });
      expect(trace.columns.length).toBe(before);
      expect(trace.skipped.reasons).toEqual({ 'the document ends too early': 1 });
    }
  });

  test('is refused', async () => {
    expect(await inputErrorOf(readFiles({ 'a.har': '{"log":{"pages":[]}}' }))).toBe(
      'a.har: no HAR: there is no log.entries; expected {"log": {"entries": […]}}',
    );
    for (const nothing of ['', ' \n']) {
      expect(await inputErrorOf(readFiles({ 'a.har': nothing }))).toBe(
        'a.har: no requests (an empty trace)',
      );
    }
    expect(await inputErrorOf(readFiles({ 'a.har': '<html>' }))).toMatch(
      /^a\.har:1: the document is no JSON: found 0 entries before/,
    );
    expect(await inputErrorOf(readFiles({ 'a.har': har([]) }))).toBe(
      'a.har: no requests (an empty trace)',
    );
  });
});

test('chunks of one byte give the same', async () => {
  const { readHar } = await import('../../src/trace/read-har.js');
  const told: unknown[][] = [];
  const sink = {
    wanted: ['timestamp', 'path'],
    header: (...args: unknown[]) => told.push(args),
    row: (cells: unknown, line: number, pointerTo?: (column?: 'path') => string) =>
      told.push([cells, line, pointerTo?.('path')]),
    bad: (...args: unknown[]) => told.push(args),
  };
  const text = JSON.stringify(
    JSON.parse(har([entry(), entry({ url: 'https://api.acme.com/ü' })])),
    null,
    1,
  );
  await readHar(chunksOf(text, 1), sink);
  expect(told.slice(1)).toEqual([
    [
      ['2026-03-02T10:00:00.000Z', 'https://api.acme.com/v5/pins'],
      expect.any(Number),
      '/log/entries/0/request/url',
    ],
    [
      ['2026-03-02T10:00:00.000Z', 'https://api.acme.com/ü'],
      expect.any(Number),
      '/log/entries/1/request/url',
    ],
  ]);
});
