import { describe, expect, test } from 'vitest';
import { inputErrorOf, readFiles, readObjects, requestsOf, type Options } from './reading.js';

const AT = Date.UTC(2026, 2, 2, 10) * 1000;
const options: Options = { allowUnmapped: true };

/** Objects as logs of several makers write them: one request of `10.0.0.1`, answered 429 at ten. */
const LOGS: readonly [string, object, string][] = [
  [
    'nginx',
    {
      time_iso8601: '2026-03-02T10:00:00+00:00',
      remote_addr: '10.0.0.1',
      remote_user: '',
      request: 'GET /v5/pins?a=1 HTTP/1.1',
      status: '429',
    },
    'read time_iso8601 as timestamp, request as method and path, remote_user or else remote_addr as user',
  ],
  [
    'nginx by parts',
    {
      msec: '1772445600.000',
      remote_addr: '10.0.0.1',
      remote_user: '-',
      request_method: 'GET',
      uri: '/v5/pins',
      args: 'a=1',
      status: 429,
    },
    'read msec as timestamp, request_method as method, uri and args as path, remote_user or else remote_addr as user',
  ],
  [
    'Envoy',
    {
      start_time: '2026-03-02T10:00:00.000Z',
      method: 'GET',
      path: '/v5/pins',
      response_code: 429,
      x_forwarded_for: '10.0.0.1, 10.9.9.9',
    },
    'read start_time as timestamp, x_forwarded_for as user, response_code as status',
  ],
  [
    'Envoy without proxies',
    {
      start_time: '2026-03-02T10:00:00.000Z',
      method: 'GET',
      path: '/v5/pins',
      response_code: 429,
      downstream_remote_address: '10.0.0.1:50123',
    },
    'read start_time as timestamp, downstream_remote_address as user, response_code as status',
  ],
  [
    'a load balancer',
    {
      time: '2026-03-02T10:00:00.000000Z',
      client_ip: '10.0.0.1',
      request: 'GET https://api.example.com:443/v5/pins HTTP/1.1',
      elb_status_code: '429',
    },
    'read time as timestamp, request as method and path, client_ip as user, elb_status_code as status',
  ],
  [
    'pino',
    {
      level: 30,
      time: 1_772_445_600_000,
      req: { method: 'GET', url: '/v5/pins', remoteAddress: '10.0.0.1' },
      res: { statusCode: 429 },
    },
    'read time as timestamp, req.method as method, req.url as path, req.remoteAddress as user, res.statusCode as status',
  ],
  [
    'Caddy',
    {
      ts: 1_772_445_600,
      request: { method: 'GET', uri: '/v5/pins', remote_ip: '10.0.0.1' },
      status: 429,
    },
    'read ts as timestamp, request.method as method, request.uri as path, request.remote_ip as user',
  ],
];

describe('objects of a log', () => {
  test.each(LOGS)('of %s are read as they are, which is said', async (_, object, words) => {
    const trace = await readObjects([object]);
    expect(requestsOf(trace)).toMatchObject([
      { timestamp: AT, category: 'org_read', user: '10.0.0.1', status: 429 },
    ]);
    expect(trace.warnings).toContain(`a.jsonl: ${words} (--map overrides).`);
  });

  test.each(LOGS)('of %s are read so by thousands, as bytes', async (_, object) => {
    const rows = requestsOf(await readObjects(Array.from({ length: 1500 }, () => object)));
    expect(rows.length).toBe(1500);
    expect(rows.at(-1)).toEqual(rows[0]);
  });
});

describe('nothing in an object of a log', () => {
  const line = { time_iso8601: '2026-03-02T10:00:00+00:00', remote_addr: '10.0.0.1' };
  /** The row twice: among the first, which are read as text, and behind them. */
  const bothWays = async (object: object, map?: Options) => {
    const usual = { ...line, remote_user: 'ana', request: 'GET /v5/pins HTTP/1.1', status: '200' };
    const many = Array.from({ length: 1000 }, () => usual);
    const trace = await readObjects([object, ...many, object], { ...options, ...map });
    const rows = requestsOf(trace);
    expect(rows.length).toBe(1002);
    expect(rows.at(-1)).toEqual(rows[0]);
    return { row: rows[0]!, trace };
  };

  test.each(['-', '', null])('leaves the user %j to the address', async (remote_user) => {
    const request = 'GET /v5/pins HTTP/1.1';
    expect((await bothWays({ ...line, remote_user, request })).row.user).toBe('10.0.0.1');
  });

  test('is no name of a user that is mapped by hand', async () => {
    const object = { ...line, remote_user: '-', request: 'GET /v5/pins HTTP/1.1' };
    const { row, trace } = await bothWays(object, { map: 'user=remote_user' });
    expect(row.user).toBe('default');
    expect(trace.warnings.join('\n')).toContain('2 rows of 1,002 name no user');
  });

  test.each(['-', '', null])('is no request %j, which no model knows', async (request) => {
    const { row, trace } = await bothWays({ ...line, request, status: '408' });
    expect(row).toMatchObject({ category: '', status: 408 });
    expect(trace.unmapped).toEqual({ requests: 2, names: [{ name: '- -', requests: 2 }] });
  });

  test.each(['', null])('is no method and path %j, which no model knows', async (none) => {
    const envoy = {
      start_time: '2026-03-02T10:00:00Z',
      response_code: 0,
      method: 'GET',
      user: '-',
    };
    const lines = Array.from({ length: 1000 }, () => ({ ...envoy, path: '/v5/pins' }));
    const broken = { ...envoy, method: none, path: none };
    const trace = await readObjects([broken, ...lines, broken]);
    expect(trace.columns.names.users.map(({ name }) => name)).toEqual(['default']);
    expect(trace.unmapped).toEqual({ requests: 2, names: [{ name: '- -', requests: 2 }] });
  });

  test.each(['-', '', null])('is no status %j', async (status) => {
    const { row } = await bothWays({ ...line, request: 'GET /v5/pins HTTP/1.1', status });
    expect(row).toMatchObject({ category: 'org_read', status: 0 });
  });
});

describe('a column of a log', () => {
  test('gives way to ours, and to one that is mapped by hand', async () => {
    const object = {
      timestamp: AT / 1e6,
      time: '2020-01-01T00:00:00Z',
      category: 'org_write',
      request: 'GET /v5/pins HTTP/1.1',
      account: 'ana',
      remote_user: 'bo',
    };
    const trace = await readObjects([object], { map: 'user=account' });
    expect(requestsOf(trace)).toMatchObject([
      { timestamp: AT, category: 'org_write', user: 'ana', status: 0 },
    ]);
    expect(trace.warnings.join('\n')).not.toContain(': read ');
  });

  test('is not looked for where the request is mapped by hand', async () => {
    const object = { time: AT / 1e6, request: 'GET /v5/pins HTTP/1.1', what: 'POST /v5/pins' };
    const trace = await readObjects([object], { map: 'endpoint=what' });
    expect(requestsOf(trace)).toMatchObject([{ category: 'org_write' }]);
  });

  test('does not make a request of a line that is none', async () => {
    const text =
      '{"time":1772445600000,"req":{"method":"GET","url":"/v5/pins"}}\n' +
      '{"time":1772445600000,"msg":"started"}\n';
    expect(await inputErrorOf(readFiles({ 'a.jsonl': text }))).toMatch(
      /^a\.jsonl:2: no category, and no method and path to tell it from/,
    );
  });
});
