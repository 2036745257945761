import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clfLayout, layoutOf } from '../../../src/trace/logs/log-layout.js';
import { createAccessLogReader } from '../../../src/trace/read-access-log.js';
import type { TraceReader } from '../../../src/trace/row-sink.js';
import { bytesOf, NO_UTF8 } from '../arbitrary-files.js';
import { createTwinReader, type TwinFormat } from './log-twin.js';
import { readThrough as read } from '../read-through.js';

const CLF: TwinFormat = {
  format:
    '$remote_addr $remote_logname $remote_user [$time_local] "$request" $status $body_bytes_sent',
  isOpen: true,
  mayNameHost: true,
};

const FORMATS: readonly TwinFormat[] = [
  CLF,
  { format: `${CLF.format} "$http_referer" "$http_user_agent"`, isOpen: true },
  { format: '$msec $http_x_user "$request" $status' },
  { format: '[$time_local] $upstream_addr $status "$request_method" $request_uri "$http_x_user"' },
  { format: '$http_x_forwarded_for - $remote_user [$time_local] "$request" $status $remote_addr' },
  { format: '{"t":"$time_iso8601","r":"$request","s":$status,"u":"$remote_user"}' },
  { format: '$time_local|$request_method|$uri|$args|$remote_addr|$http_x_user|', escapes: false },
];

/** Usual values of each variable first, then odd ones. */
const VALUES: Readonly<Record<string, readonly [string[], string[]]>> = {
  remote_addr: [
    ['10.0.0.1', '2001:db8::7', '10.0.0.2'],
    ['-', '10.0.0.1, 10.0.0.2', 'v 10.0.0.1', '', '10.0.0.1:80', '::ffff:10.0.0.1'],
  ],
  http_x_forwarded_for: [
    ['10.1.0.1', '10.1.0.1, 10.9.9.9', '10.1.0.2:40001', '2001:db8::7, 10.9.9.9', '-'],
    [
      '[2001:db8::7]:443',
      '[2001:db8::7], 10.9.9.9',
      ' 10.1.0.1 , 10.9.9.9',
      ':80',
      '10.1.0.1:x',
      'a]:1',
      '[x',
    ],
  ],
  remote_logname: [['-'], ['id', '']],
  remote_user: [
    ['-', 'ana', '-'],
    ['john doe', '', '\\x22', 'Jos\\xC3\\xA9', 'é', NO_UTF8, 'a\\', ' ana'],
  ],
  time_local: [
    ['10/Oct/2000:13:55:36 -0700', '02/Mar/2026:10:00:00 +0000', '02/Mar/2026:10:00:01 +0000'],
    [
      '30/Feb/2026:10:00:00 +0000',
      '02/Mar/2026 10:00:00',
      '02/Mar/2026:10:00:00.5 +0000',
      '-',
      'x',
    ],
  ],
  time_iso8601: [
    ['2026-03-02T10:00:00+01:00', '2026-03-02T10:00:01+00:00'],
    ['-', '2026-03-02'],
  ],
  msec: [
    ['1772445600.123', '1772445601.000'],
    ['-', 'x', '1772445600123'],
  ],
  request: [
    ['GET /v5/pins?x=1 HTTP/1.1', 'POST /v5/pins HTTP/2.0', 'GET /v5/ad_accounts/7/ads HTTP/1.1'],
    [
      '-',
      '',
      'GET /v5/pins',
      'GET',
      'GET ',
      'GET HTTP/1.1',
      'GET  /v5/pins  HTTP/1.1',
      'GET /a b HTTP/1.1',
      'GET /a" b HTTP/1.1',
      'GET /v5/pins?q=\\" HTTP/1.1',
      'GET /v5/\\x22 HTTP/1.1',
      '\\x16\\x03\\x01',
      'M-SEARCH * HTTP/1.1',
      'get http://h/v5/pins?is_test=1 HTTP/1.0 ',
      '9GET /x HTTP/1.1',
      'GET /x HTTP/',
    ],
  ],
  request_method: [
    ['GET', 'POST'],
    ['-', '', 'x y'],
  ],
  request_uri: [
    ['/v5/pins', '/v5/pins?test=1'],
    ['-', ''],
  ],
  uri: [
    ['/v5/pins', '/v5/odd'],
    ['-', ''],
  ],
  args: [
    ['-', 'a=1'],
    ['is_test=true', ''],
  ],
  status: [
    ['200', '404', '429', '499'],
    ['-', '000', '1000', '200, 201'],
  ],
  body_bytes_sent: [
    ['17', '0'],
    ['-', '', '1 2'],
  ],
  http_x_user: [
    ['ana', 'bo', '-'],
    ['a b', '', '\\\\', '\\"', 'a,', NO_UTF8],
  ],
  http_referer: [
    ['-', 'http://h/'],
    ['a\\"b', '"', ''],
  ],
  http_user_agent: [
    ['curl/8', 'Mozilla/5.0 (X; Y)'],
    ['a\\', 'a"b', '" x'],
  ],
  upstream_addr: [['10.0.0.1:80'], ['10.0.0.1:80, 10.0.0.2:80', 'a : b', 'a, b : c', '-']],
};

const valueOf = (name: string): fc.Arbitrary<string> => {
  const [usual, odd] = VALUES[name]!;
  return fc.oneof(
    { arbitrary: fc.constantFrom(...usual), weight: 30 },
    { arbitrary: fc.constantFrom(...odd), weight: 1 },
  );
};

/** A line, now and then with a character somewhere that does not belong there, or cut off. */
const lineOf = ({ format, isOpen, mayNameHost }: TwinFormat): fc.Arbitrary<string> => {
  const names = [...format.matchAll(/\$(\w+)/g)].map(([, name]) => name!);
  return fc
    .record({
      values: fc.tuple(...names.map(valueOf)),
      host: fc.constantFrom('', '', mayNameHost === true ? 'api.example.com:443 ' : ''),
      rest: fc.constantFrom('', isOpen === true ? ' "-" "curl/8 (x)" 0.003 "a\\"b"' : ''),
      end: fc.constantFrom('\n', '\r\n'),
      fault: fc.nat(60),
      at: fc.nat(150),
      char: fc.constantFrom(
        '"',
        '\\',
        ' ',
        '-',
        ',',
        '[',
        ']',
        '\n',
        '\r',
        '|',
        '$',
        '\u00a0',
        ':',
      ),
    })
    .map(({ values, host, rest, end, fault, at, char }) => {
      let i = 0;
      const line = host + format.replace(/\$\w+/g, () => values[i++]!) + rest;
      if (fault === 0) return line.slice(0, at) + end;
      return (fault > 3 ? line : line.slice(0, at) + char + line.slice(at)) + end;
    });
};

const file = fc.constantFrom(...FORMATS).chain((twin) =>
  fc.record({
    twin: fc.constant(twin),
    lines: fc.array(lineOf(twin), { minLength: 20, maxLength: 60 }),
  }),
);

const readerOf = (twin: TwinFormat): TraceReader =>
  createAccessLogReader(
    twin === CLF
      ? clfLayout
      : layoutOf(twin.format, { escapes: twin.escapes ?? true, isOpen: twin.isOpen ?? false }),
  );

test('an access log read from bytes is what one regular expression a line reads', async () => {
  let scanned = 0;
  let rows = 0;
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.constantFrom(
        '',
        '',
        'category=constant:org_read',
        'user=remote_addr',
        'user=http_x_user',
        'user=http_x_forwarded_for',
      ),
      fc.integer({ min: 1, max: 400 }),
      async ({ twin, lines }, map, size) => {
        const text = lines.join('');
        const fast = await read(readerOf(twin), text, map, size);
        const slow = await read(createTwinReader(twin), text, map);
        expect(fast.result).toEqual(slow.result);
        scanned += fast.scanned;
        if (typeof fast.result !== 'string') rows += fast.result.columns.length;
      },
    ),
    { seed: 1, numRuns: 150 },
  );
  expect(scanned / rows).toBeGreaterThan(0.5);
});

/** Lines of every kind: usual, with a host, escaped, garbage, blank, cut off, not UTF-8. */
const MIXED = [
  '\uFEFF10.0.0.1 - ana [02/Mar/2026:10:00:00 +0000] "GET /v5/pins HTTP/1.1" 200 17',
  'h:443 2001:db8::7 - - [02/Mar/2026:10:00:01 +0000] "GET /v5/pins HTTP/1.1" 499 0 "-" "a\\"b" 0.1\r',
  '',
  '10.0.0.2 - - [02/Mar/2026:10:00:02 +0000] "\\x16\\x03" 400 0',
  `10.0.0.2 - ${NO_UTF8} [02/Mar/2026:10:00:02 +0000] "GET /v5/pins?q=\\x22 HTTP/1.1" 200 0`,
  '10.0.0.2 - - [02/Mar/2026:09:00:00 +0000] "GET /v5/pins HTTP/1.1" 200 0 "-" "cut',
  '10.0.0.2 - é [02/Mar/2026:10:00:03 +0000] "GET /v5/pins HTTP/1.1" - -',
].join('\n');

test('chunks may end anywhere', async () => {
  const slow = await read(createTwinReader(CLF), MIXED, '');
  expect(slow.result).toMatchObject({ columns: { length: 5 }, skipped: { rows: 1 } });
  for (let size = 1; size <= bytesOf(MIXED).length; size++) {
    expect((await read(readerOf(CLF), MIXED, '', size)).result).toEqual(slow.result);
  }
});
