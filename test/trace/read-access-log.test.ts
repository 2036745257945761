import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../src/trace/formats.js';
import { parseLogFormat } from '../../src/trace/logs/parse-log-format.js';
import {
  inputErrorOf,
  readFiles,
  requestsOf,
  type Options,
  type SpelledRequest,
} from './reading.js';

const TIME = '[02/Mar/2026:10:00:00 +0000]';
const AT_TEN = Date.UTC(2026, 2, 2, 10) * 1000;
const read = (lines: readonly string[], options: Options = {}): ReturnType<typeof readFiles> =>
  readFiles({ 'access.log': `${lines.join('\n')}\n` }, { allowUnmapped: true, ...options });
const first = async (line: string, options?: Options): Promise<SpelledRequest> =>
  requestsOf(await read([line], options))[0]!;

describe('a line of an access log', () => {
  test.each([
    ['Common', `10.0.0.1 - ana ${TIME} "GET /v5/pins?x=1 HTTP/1.1" 200 17`, {}],
    [
      'Combined',
      `10.0.0.1 - ana ${TIME} "GET /v5/pins HTTP/1.1" 200 17 "https://h/" "curl/8 (x; y)"`,
      {},
    ],
    [
      'with another zone',
      '10.0.0.1 - ana [02/Mar/2026:03:00:00 -0700] "GET /v5/pins HTTP/1.1" 200 17',
      {},
    ],
    ['without a user', `10.0.0.1 - - ${TIME} "GET /v5/pins HTTP/1.1" 200 -`, { user: '10.0.0.1' }],
    [
      'of an empty user',
      `10.0.0.1 - "" ${TIME} "GET /v5/pins HTTP/1.1" 200 -`,
      { user: '10.0.0.1' },
    ],
    ['of IPv6', `2001:db8::7 - - ${TIME} "GET /v5/pins HTTP/2.0" 200 1`, { user: '2001:db8::7' }],
    ['of a list', `10.0.0.1, 10.9.9.9 - ana ${TIME} "GET /v5/pins HTTP/1.1" 200 1`, {}],
    [
      'of a user with a space',
      `10.0.0.1 - a b ${TIME} "GET /v5/pins HTTP/1.1" 200 1`,
      { user: 'a b' },
    ],
    [
      'of an escaped user',
      `10.0.0.1 - \\xC3\\xA9\\" ${TIME} "GET /v5/pins HTTP/1.1" 200 1`,
      { user: 'é"' },
    ],
    [
      'behind a host',
      `api.example.com:443 10.0.0.1 - ana ${TIME} "GET /v5/pins HTTP/1.1" 200 1`,
      {},
    ],
    [
      'with fields behind',
      `10.0.0.1 - ana ${TIME} "GET /v5/pins HTTP/1.1" 200 1 "-" "x" 0.003 "api.example.com" -`,
      {},
    ],
    [
      'of a client that left',
      `10.0.0.1 - ana ${TIME} "GET /v5/pins HTTP/1.1" 499 0`,
      { status: 499 },
    ],
    ['without a status', `10.0.0.1 - ana ${TIME} "GET /v5/pins HTTP/1.1" - -`, { status: 0 }],
    ['of HTTP/0.9', `10.0.0.1 - ana ${TIME} "GET /v5/pins" 200 1`, {}],
    ['with an escaped quote', `10.0.0.1 - ana ${TIME} "GET /v5/pins?q=\\" HTTP/1.1" 200 1`, {}],
    ['with a quote in hex', `10.0.0.1 - ana ${TIME} "GET /v5/pins?q=\\x22 HTTP/1.1" 200 1`, {}],
    ['of a whole URL', `10.0.0.1 - ana ${TIME} "GET http://h/v5/pins HTTP/1.1" 200 1`, {}],
    [
      'of a test',
      `10.0.0.1 - ana ${TIME} "GET /v5/pins?Is_Test=1 HTTP/1.1" 200 1`,
      { isTest: true },
    ],
    ['that ends in CR', `10.0.0.1 - ana ${TIME} "GET /v5/pins HTTP/1.1" 200 1\r`, {}],
  ])('%s', async (_, line, other) => {
    const usual = {
      timestamp: AT_TEN,
      category: 'org_read',
      user: 'ana',
      status: 200,
      isTest: false,
    };
    expect(await first(line)).toMatchObject({ ...usual, ...other });
  });

  test.each([
    ['10.0.0.1, 10.9.9.9', '10.0.0.1'],
    ['10.0.0.1:50123', '10.0.0.1'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
  ])('of the client %s is that of %s', async (client, user) => {
    const line = `${client} - - ${TIME} "GET /v5/pins HTTP/1.1" 200 1`;
    expect((await first(line)).user).toBe(user);
  });

  test('whose request is none is counted, as one that no model knows', async () => {
    const requests = ['-', '', '\\x16\\x03\\x01', 'GET', 'GET /v5/none x HTTP/1.1'];
    const trace = await read(requests.map((request) => `10.0.0.1 - - ${TIME} "${request}" 400 0`));
    expect(trace.unmapped.names).toEqual([
      { name: '- -', requests: 2 },
      { name: '- \\x16\\x03\\x01', requests: 1 },
      { name: '- GET', requests: 1 },
      { name: 'GET /v5/none x', requests: 1 },
    ]);
  });

  test('that is none is bad, with what it lacks', async () => {
    const lines = [
      `10.0.0.1 - - ${TIME} "GET /v5/pins HTTP/1.1" 200 1`,
      'out of disk space',
      `10.0.0.1 - - ${TIME} "GET /v5/pins`,
      `10.0.0.1 - - ${TIME} "GET /v5/pins HTTP/1.1" 200 1 "-" "cut`,
      '10.0.0.1 - - [32/Mar/2026:10:00:00 +0000] "GET /v5/pins HTTP/1.1" 200 1',
    ];
    expect(await inputErrorOf(read(lines))).toBe(
      'access.log:2: not a line of the log format: no " [" behind $remote_user: found "out of disk space"\n' +
        'access.log:3: not a line of the log format: no "\\" " behind $request: found ' +
        '"10.0.0.1 - - [02/Mar/2026:10:00:00 +0000] \\"GET /v5/pins"\n' +
        'access.log:4: not a line of the log format: a quote is not closed: found ' +
        '"10.0.0.1 - - [02/Mar/2026:10:00:00 +0000] \\"GET /v5/pins HTTP…"\n' +
        'access.log:5: no timestamp (ISO 8601, or a number since 1970): found "32/Mar/2026:10:00:00 +0000"\n' +
        'To leave such rows out and count them: --on-error skip',
    );
    const { columns, skipped } = await read(lines, { onError: 'skip' });
    expect([columns.length, skipped.rows]).toEqual([1, 4]);
  });
});

describe('a log format of its own', () => {
  const readAs = (format: string, line: string, map?: string): Promise<SpelledRequest> =>
    first(line, { logLayout: parseLogFormat(format), ...(map === undefined ? {} : { map }) });

  test.each([
    ['$msec $remote_user "$request" $status', '1772445600.250 ana "GET /v5/pins HTTP/1.1" 200'],
    [
      '$time_iso8601|$request_method|$request_uri|$remote_user|$status',
      '2026-03-02T10:00:00.25+00:00|GET|/v5/pins?x=1|ana|200',
    ],
    [
      '[$time_iso8601] $status $upstream_addr $upstream_response_time $request_method $uri$is_args$args $remote_user',
      '[2026-03-02T11:00:00.25+01:00] 200 10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80 0.1, - : 0.2 GET /v5/pins?a=b ana',
    ],
    [
      `escape=json '{"t":"$msec","r":"$request",' '"u":"$remote_user","s":$status}'`,
      '{"t":"1772445600.250","r":"GET /v5/pins?q=\\" HTTP/1.1","u":"ana","s":200}',
    ],
    [
      '$msec $uri $args $request_method $remote_user $status',
      '1772445600.250 /v5/pins a=1 GET ana 200',
    ],
  ])('%s', async (format, line) => {
    expect(await readAs(format, line)).toMatchObject({
      timestamp: AT_TEN + 250_000,
      category: 'org_read',
      user: 'ana',
      status: 200,
    });
  });

  test.each([
    ['%{X-Forwarded-For}i %l %u %t "%r" %>s', ''],
    ['$http_x_forwarded_for - $remote_user [$time_local] "$request" $status', ''],
    ['%h %l %u %t "%r" %>s "%{X-Forwarded-For}i"', 'user=http_x_forwarded_for'],
  ])('%s %s tells the client behind proxies', async (format, map) => {
    const list = '10.0.0.1, 10.9.9.9';
    const line = map === '' ? `${list} - - ` : '10.9.9.9 - - ';
    const end = map === '' ? '' : ` "${list}"`;
    const row = await readAs(
      format,
      `${line}${TIME} "GET /v5/pins HTTP/1.1" 200${end}`,
      map === '' ? undefined : map,
    );
    expect(row).toMatchObject({ user: '10.0.0.1', status: 200 });
  });

  test('has a column for each of its variables', async () => {
    const format = '$msec $http_x_user $http_x_app $remote_addr "$request"';
    const line = '1772445600 ana shop 10.0.0.1 "GET /v5/pins HTTP/1.1"';
    expect(await readAs(format, line, 'user=http_x_user,app=http_x_app')).toMatchObject({
      user: 'ana',
      app: 'shop',
    });
    expect(await inputErrorOf(readAs(format, line, 'user=http_user'))).toBe(
      'access.log:1: no column "http_user" (--map user=http_user); found "msec", "http_x_user", "http_x_app", ' +
        '"remote_addr", "request", "timestamp", "method", "path", "user"; did you mean "http_x_user"?',
    );
  });

  test('without a time asks for one', async () => {
    expect(await inputErrorOf(readAs('$remote_addr "$request"', '10.0.0.1 "GET /v5/pins"'))).toBe(
      'access.log:1: no column "timestamp"; found "remote_addr", "request", "method", "path", "user". ' +
        'Say which it is: --map timestamp=THEIR_COLUMN',
    );
  });
});

describe('files of a rotated log', () => {
  const line = (second: number, user: string): string =>
    `10.0.0.1 - ${user} [02/Mar/2026:10:00:0${second} +0000] "GET /v5/pins HTTP/1.1" 200 1\n`;
  const files = {
    'access.log': line(5, 'e') + line(6, 'f') + line(5, 'g'),
    'access.log.1': line(3, 'c') + line(5, 'd'),
    'access.log.2': line(1, 'a') + line(2, 'b'),
  };

  test.each([
    ['from the newest on', ['access.log', 'access.log.1', 'access.log.2'], 'abcegdf'],
    ['from the oldest on', ['access.log.2', 'access.log.1', 'access.log'], 'abcdegf'],
  ] as const)(
    'are merged by time, %s; at one time in the order of the files',
    async (_, names, users) => {
      const trace = await readFiles(Object.fromEntries(names.map((name) => [name, files[name]])));
      expect(
        requestsOf(trace)
          .map(({ user }) => user)
          .join(''),
      ).toBe(users);
    },
  );
});

describe('an access log is told by its content', () => {
  const line = `10.0.0.1 - - ${TIME} "GET / HTTP/1.1" 200 1 "-" "a, b; c"\n`;
  test.each([
    ['access.log', line, 'access-log'],
    ['access.log.1', line, 'access-log'],
    ['standard input', `h:80 ${line}`, 'access-log'],
    ['standard input', `cut, off" 200\n${line}`, 'access-log'],
    ['u_ex260302.log', '#Software: Microsoft IIS 10.0\n#Version: 1.0\n', 'w3c'],
    ['server.log', '{"time":1}\n', 'jsonl'],
    ['server.log', '1772445600 ana "GET /a,b HTTP/1.1" 200\n', undefined],
    ['server.log', 'started\n', undefined],
    ['hits.csv', line, 'csv'],
  ])('%s: %j', (name, head, format) => {
    expect(detectFormat(name, head)?.name).toBe(format);
  });

  test('or asked for', async () => {
    expect(await inputErrorOf(readFiles({ 'server.log': 'started\n' }))).toContain(
      `or how the lines of a log are written: --log-format '$remote_addr [$time_local] "$request" $status'`,
    );
  });
});
