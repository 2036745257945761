import { describe, expect, test } from 'vitest';
import type { Trace } from '../../src/trace/trace.js';
import { formatTimestamp } from '../../src/time.js';
import { inputErrorOf, readFiles, requestsOf, type Options } from './reading.js';

const VCR = `---
http_interactions:
- request:
    method: get
    uri: https://api.acme.com/v5/pins?page=1
    body:
      encoding: US-ASCII
      string: ''
    headers:
      Accept:
      - application/json
  response:
    status:
      code: 200
      message: OK
    headers:
      X-Ratelimit-Limit:
      - '100'
      X-RateLimit-Remaining:
      - '99'
      X-RateLimit-Reset:
      - '1690238169'
    body:
      encoding: UTF-8
      string: |-
        interactions:
        - request: "no item"
  recorded_at: Mon, 24 Jul 2023 21:36:09 GMT
- request:
    method: post
    uri: https://api.acme.com/v5/pins
    body:
      string: "a folded
        - text: with a dash"
  response:
    status: {code: 429}
    headers:
      Retry-After: ['7']
  recorded_at: Mon, 24 Jul 2023 21:36:11 GMT
recorded_with: VCR 6.1.0
`;

const VCRPY = `interactions:
- request:
    body: null
    headers:
      User-Agent: [python-requests/2.31]
    method: GET
    uri: https://api.acme.com/v5/pins
  response:
    body: {string: !!binary aGVsbG8=}
    headers:
      date: ['Mon, 24 Jul 2023 21:36:10 GMT']
      ratelimit-remaining: ['3']
    status: {code: 200, message: OK}
- request:
    method: DELETE
    uri: https://api.acme.com/v5/pins
  response:
    headers: {}
    status: {code: 204, message: No Content}
version: 1
`;

const NOCK = JSON.stringify([
  {
    scope: 'https://api.acme.com:443',
    method: 'GET',
    path: '/v5/pins?page=2',
    body: '',
    status: 200,
    response: { items: [] },
    rawHeaders: ['Date', 'Mon, 24 Jul 2023 21:36:12 GMT', 'X-RateLimit-Remaining', '8'],
  },
]);

const read = (text: string, options: Options = {}, name = 'a'): Promise<Trace> =>
  readFiles({ [name]: text }, { allowUnmapped: true, ...options });

const spelled = (trace: Trace): unknown[] =>
  requestsOf(trace).map(({ timestamp, category, status, rateLimitHeaders }) => [
    formatTimestamp(timestamp).slice(11, 19),
    category,
    status,
    ...rateLimitHeaders,
  ]);

const EXPECTED_VCR = [
  ['21:36:09', 'org_read', 200, '100', '99', '1690238169'],
  ['21:36:11', 'org_write', 429, '', '', '7'],
];

describe('a cassette gives a request for each interaction', () => {
  test('of VCR, as YAML', async () => {
    for (const name of ['a', 'a.yml', 'a.yaml', 'standard input']) {
      expect(spelled(await read(VCR, {}, name))).toEqual(EXPECTED_VCR);
    }
    expect(spelled(await read(VCR.replaceAll('\n', '\r\n')))).toEqual(EXPECTED_VCR);
  });

  test('of VCR, as JSON', async () => {
    const { parse } = await import('yaml');
    const json = JSON.stringify(parse(VCR));
    expect(spelled(await read(json, {}, 'a.json'))).toEqual(EXPECTED_VCR);
    expect(spelled(await read(JSON.stringify(parse(VCR), null, 2)))).toEqual(EXPECTED_VCR);
  });

  test('whose list is indented', async () => {
    const indented = VCR.replace(/^(?=- | {2})/gm, '  ');
    expect(spelled(await read(indented))).toEqual(EXPECTED_VCR);
  });

  test('of vcrpy, at the time of the answer, where it has one', async () => {
    expect(await inputErrorOf(read(VCRPY))).toBe(
      'a:14 (/interactions/1): no time of recording: found neither recorded_at nor a header Date in the answer\n' +
        'To leave such rows out and count them: --on-error skip',
    );
    const trace = await read(VCRPY, { onError: 'skip' });
    expect(spelled(trace)).toEqual([['21:36:10', 'org_read', 200, '', '3', '']]);
    expect(trace.skipped.reasons).toEqual({ 'no time of recording': 1 });
  });

  test('of vcrpy, as JSON', async () => {
    const { parse } = await import('yaml');
    const { interactions } = parse(VCRPY, { logLevel: 'error' }) as { interactions: unknown[] };
    const json = JSON.stringify({ version: 1, interactions: interactions.slice(0, 1) });
    expect(spelled(await read(json))).toEqual([['21:36:10', 'org_read', 200, '', '3', '']]);
  });

  test('of go-vcr', async () => {
    const text = [
      '---',
      'version: 2',
      'interactions:',
      '    - id: 0',
      '      request:',
      '        method: GET',
      '        url: https://api.acme.com/v5/pins',
      '      response:',
      '        headers: {Date: ["Mon, 24 Jul 2023 21:36:10 GMT"]}',
      '        status: 200 OK',
      '        code: 200',
    ].join('\n');
    expect(spelled(await read(text))).toEqual([['21:36:10', 'org_read', 200, '', '', '']]);
  });

  test('of nock', async () => {
    expect(spelled(await read(NOCK))).toEqual([['21:36:12', 'org_read', 200, '', '8', '']]);
  });

  test('with a time of its own, in ISO 8601', async () => {
    const text = VCR.replaceAll(/recorded_at: .*/g, "recorded_at: '2023-07-24T23:36:09+02:00'");
    expect(spelled(await read(text)).map((row) => (row as unknown[])[0])).toEqual([
      '21:36:09',
      '21:36:09',
    ]);
  });
});

test('hosts are chosen among', async () => {
  const text = VCR.replace(
    'uri: https://api.acme.com/v5/pins\n',
    'uri: https://other.acme.com/v5/pins\n',
  );
  const trace = await read(text, { host: 'other.acme.com' });
  expect(spelled(trace)).toEqual(EXPECTED_VCR.slice(1));
  expect(trace.warnings).toContain(
    'a: 1 call to other.acme.com is read; 1 to other hosts is left out: api.acme.com (1).',
  );
});

describe('what is wrong with a cassette is told', () => {
  test('by its item, and the others are read', async () => {
    const text = VCR.replace('uri: https://api.acme.com/v5/pins?page=1', 'uri: "https');
    expect(await inputErrorOf(read(text))).toMatch(
      /^a:3 \(\/http_interactions\/0\): no YAML: found "- request:\\n.*": /,
    );
    expect(spelled(await read(text, { onError: 'skip' }))).toEqual(EXPECTED_VCR.slice(1));
  });

  test('if a time is no time', async () => {
    const text = VCR.replace('Mon, 24 Jul 2023 21:36:11 GMT', 'Tue, 24 Jul 2023 21:36:11 GMT');
    expect(await inputErrorOf(read(text))).toMatch(
      /^a:\d+ \(\/http_interactions\/1\): no timestamp .*: found "Tue, 24 Jul 2023/,
    );
  });

  test('if it has no interactions', async () => {
    expect(await inputErrorOf(read('http_interactions: []\n', { format: 'cassette' }))).toBe(
      'a: no requests (an empty trace)',
    );
    for (const text of ['a: 1\n', '{"a":[]}', 'http_interactions: {}\n']) {
      expect(await inputErrorOf(read(text, { format: 'cassette' }))).toMatch(
        /^a: no cassette: there is no list of interactions; expected http_interactions/,
      );
    }
  });

  test('if an alias of no anchor stands in it', async () => {
    const text = VCR.replace('status: {code: 429}', 'status: {code: 429, message: *1}');
    expect(await inputErrorOf(read(text))).toMatch(
      /\(\/http_interactions\/1\): no YAML: .*Unresolved alias/,
    );
  });
});

describe('aliases of anchors in items before', () => {
  /** Calls at 10:00:00, 10:00:01 and so on, each with these headers. */
  const calls = (headers: readonly string[]): string =>
    [
      'interactions:',
      ...headers.flatMap((text, i) => [
        '- request: {method: GET, uri: https://api.acme.com/v5/pins}',
        '  response:',
        `    headers: ${text}`,
        `    status: {code: ${200 + i}}`,
        `  recorded_at: 2026-03-02T10:00:0${i}Z`,
      ]),
    ].join('\n');
  const remaining = async (headers: readonly string[]): Promise<unknown[]> =>
    spelled(await read(calls(headers))).map((row) => (row as unknown[])[4]);

  test('stand for what is there, and for the last of a name', async () => {
    const limits = [
      '&id001 {x-ratelimit-remaining: &left ["9"]}',
      '*id001',
      '{x-ratelimit-remaining: *left, other: &id001 {x-ratelimit-remaining: ["7"]}}',
      '*id001',
    ];
    expect(await remaining(limits)).toEqual(['9', '9', '9', '7']);
  });

  test('may be a whole call', async () => {
    const text = calls(['{x-ratelimit-remaining: "9"}']).replace('- request', '- &call\n  request');
    expect(spelled(await read(`${text}\n- *call\n`))).toEqual([
      ['10:00:00', 'org_read', 200, '', '9', ''],
      ['10:00:00', 'org_read', 200, '', '9', ''],
    ]);
  });

  test('stand for nothing where it is too large to keep, and grow no further', async () => {
    const doubled = Array.from({ length: 8 }, (_, i) => {
      const inner =
        i === 0
          ? `"${'x'.repeat(1000)}"`
          : Array(10)
              .fill(`*a${i - 1}`)
              .join(', ');
      return `{x-ratelimit-remaining: "${i}", all: &a${i} [${inner}]}`;
    });
    expect(await remaining(doubled)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    const many = `{all: [${Array(101).fill('*a').join(', ')}]}`;
    expect(await inputErrorOf(read(calls(['{a: &a [x]}', many])))).toContain(
      'more than 100 aliases',
    );
  });
});
