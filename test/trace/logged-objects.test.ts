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
  [
    'Caddy behind a proxy',
    {
      ts: 1_772_445_600,
      request: { method: 'GET', uri: '/v5/pins', remote_ip: '10.9.9.9', client_ip: '10.0.0.1' },
      user_id: '',
      status: 429,
    },
    'read ts as timestamp, request.method as method, request.uri as path, user_id or else request.client_ip or else request.remote_ip as user',
  ],
  [
    'a load balancer, as it is documented',
    {
      time: '2026-03-02T10:00:00.000000Z',
      'client:port': '10.0.0.1:2817',
      request: 'GET https://api.example.com:443/v5/pins HTTP/1.1',
      elb_status_code: '429',
    },
    'read time as timestamp, request as method and path, client:port as user, elb_status_code as status',
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

  test.each([
    ['of a log', line, 'user=x_user,status=upstream_status'],
    ['that a log names as we do', { at: AT / 1000, ip: '10.0.0.1' }, 'timestamp=at'],
  ])('is nothing in a column %s', async (_, start, map) => {
    const none = { x_user: '-', user: '-', upstream_status: '-', app: '-', cost: '-' };
    const request = { method: 'GET', path: '/v5/pins' };
    const many = Array.from({ length: 1000 }, () => ({ ...start, ...request }));
    const object = { ...start, ...request, ...none };
    const trace = await readObjects([object, ...many, object], { map });
    const { users, apps } = trace.columns.names;
    expect([users.map(({ name }) => name), apps]).toEqual([['default'], ['default']]);
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

describe('the client of an object of a log', () => {
  const envoy = { start_time: '2026-03-02T10:00:00Z', method: 'GET', path: '/v5/pins' };
  const downstream_remote_address = '10.0.0.7:50123';

  test.each([
    [null, '10.0.0.7'],
    ['-', '10.0.0.7'],
    ['', '10.0.0.7'],
    ['10.0.0.1', '10.0.0.1'],
    ['10.0.0.2, 10.9.9.9', '10.0.0.2'],
    ['2001:db8::7, 10.9.9.9', '2001:db8::7'],
    ['[2001:db8::7]:443', '2001:db8::7'],
  ])('behind proxies %j is %s, in every row for itself', async (x_forwarded_for, user) => {
    const other = { ...envoy, x_forwarded_for: '10.0.0.3', downstream_remote_address };
    const object = { ...envoy, x_forwarded_for, downstream_remote_address };
    const many = Array.from({ length: 1000 }, () => other);
    const rows = requestsOf(await readObjects([object, ...many, object]));
    expect(rows.length).toBe(1002);
    expect([rows[0]!.user, rows[1]!.user, rows.at(-1)!.user]).toEqual([user, '10.0.0.3', user]);
  });

  test('is the first of a list, also where the list is mapped by hand', async () => {
    const object = { ...envoy, remote_user: 'ana', http_x_forwarded_for: '10.0.0.1, 10.9.9.9' };
    const trace = await readObjects([object], { map: 'user=http_x_forwarded_for' });
    expect(requestsOf(trace)[0]!.user).toBe('10.0.0.1');
  });

  test('gives way to the user that Caddy names', async () => {
    const request = { method: 'GET', uri: '/v5/pins', remote_ip: '10.0.0.1' };
    const trace = await readObjects([{ ts: 1_772_445_600, request, user_id: 'bo' }]);
    expect(requestsOf(trace)[0]!.user).toBe('bo');
  });
});

describe('a name that comes late', () => {
  const nginx = { time: '2026-03-02T10:00:00Z', remote_addr: '10.0.0.1' };
  const request = 'GET /v5/pins HTTP/1.1';
  const after = (first: object, ...last: object[]): object[] => [
    ...Array.from({ length: 1500 }, () => first),
    ...last,
  ];

  test('is read from its line on, which is said', async () => {
    const first = { ...nginx, request };
    const late = { ...first, remote_user: 'ana', status: 429 };
    const trace = await readObjects(after(first, late, first, late));
    expect(
      requestsOf(trace)
        .slice(1499)
        .map(({ user, status }) => [user, status]),
    ).toEqual([
      ['10.0.0.1', 0],
      ['ana', 429],
      ['10.0.0.1', 0],
      ['ana', 429],
    ]);
    expect(trace.warnings).toContain(
      'a.jsonl: "remote_user" first stands in line 1,501; from there on read time as timestamp, request as method and path, ' +
        'remote_user or else remote_addr as user (--map overrides).',
    );
  });

  test('may stand within objects', async () => {
    const [first, res] = [
      { time: AT / 1000, req: { method: 'GET', url: '/v5/pins' } },
      { statusCode: 429 },
    ];
    const rows = requestsOf(await readObjects(after(first, { ...first, res })));
    expect([rows.at(0)!.status, rows.at(-1)!.status]).toEqual([0, 429]);
  });

  test('is left out where rows would be read otherwise, which is said', async () => {
    const first = { ...nginx, request, response_code: 200 };
    const trace = await readObjects(after(first, { ...first, msec: 1, status: 500 }));
    expect(requestsOf(trace).at(-1)).toMatchObject({ timestamp: AT, status: 200 });
    expect(trace.warnings).toContain(
      'a.jsonl: "msec", "status" first stand in line 1,501, and nothing is read from there: the rows before are read ' +
        'otherwise (--map overrides).',
    );
  });

  test('is waited for where rows need it', async () => {
    const text = after(
      { time: AT / 1000, msg: 'boot' },
      { time: AT / 1000, req: { method: 'GET', url: '/v5/pins' } },
    );
    const trace = await readObjects(text, { onError: 'skip' });
    expect([trace.columns.length, trace.skipped.rows]).toEqual([1, 1500]);
    const mapped = after({ ...nginx, request }, { ...nginx, request, who: { id: 'ana' } });
    const rows = requestsOf(await readObjects(mapped, { map: 'user=who.id' }));
    expect([rows.at(0)!.user, rows.at(-1)!.user]).toEqual(['default', 'ana']);
    expect(await inputErrorOf(readObjects(mapped, { map: 'user=who.name' }))).toMatch(
      /^a\.jsonl:1: no column "who.name"/,
    );
  });
});

describe('requests and answers in lines of their own', () => {
  test('are no requests with a status, which is said', async () => {
    const at = { time: AT / 1000, reqId: 'req-1' };
    const lines = [
      { ...at, req: { method: 'GET', url: '/v5/pins' }, msg: 'incoming request' },
      { ...at, res: { statusCode: 429 }, msg: 'request completed' },
    ];
    const trace = await readObjects(lines, { onError: 'skip' });
    expect(requestsOf(trace)).toMatchObject([{ category: 'org_read', status: 0 }]);
    expect(trace.warnings).toContain(
      'a.jsonl: res.statusCode stands without req.url in 1 of the first 2 lines: such answers are joined to no request, ' +
        'whose status is then unknown. Join the two first, by the id that they share.',
    );
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
