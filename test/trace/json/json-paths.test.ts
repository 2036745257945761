import { describe, expect, test } from 'vitest';
import { pathsOf, valueAt } from '../../../src/trace/json/json-paths.js';
import { inputErrorOf, readFiles, requestsOf } from '../reading.js';

describe('a path reaches', () => {
  const object = {
    'a.b': 1,
    a: { b: 2, c: { d: 3 }, 'e.f': 4, list: [5] },
    'a.c': { x: 6 },
    none: null,
  };
  test.each([
    ['a key with a dot before one within', 'a.b', 1],
    ['into objects', 'a.c.d', 3],
    ['a key with a dot within', 'a.e.f', 4],
    ['behind a key with a dot', 'a.c.x', 6],
    ['null', 'none', null],
    ['nothing in an array', 'a.list.0', undefined],
    ['nothing behind a number', 'a.b.c', undefined],
    ['nothing of what every object has', 'a.toString', undefined],
    ['nothing of an empty key', '.a', undefined],
  ])('%s: %s', (_, path, value) => {
    expect(valueAt(object, path)).toBe(value);
  });

  test('whatever is listed', () => {
    expect(pathsOf({ a: { b: { c: 1 } }, d: [{ e: 1 }] })).toEqual(['a', 'a.b', 'a.b.c', 'd']);
  });
});

describe('JSON lines as servers write them', () => {
  const read = (objects: readonly object[], map: string): ReturnType<typeof readFiles> =>
    readFiles({ 'server.log': objects.map((o) => `${JSON.stringify(o)}\n`).join('') }, { map });

  test('pino: milliseconds, and nested request and response', async () => {
    const line = {
      level: 30,
      time: 1_772_445_600_123,
      req: { method: 'GET', url: '/v5/pins?x=1', headers: { 'x-user': 'ana' } },
      res: { statusCode: 429 },
    };
    const map =
      'timestamp=time,method=req.method,path=req.url,status=res.statusCode,user=req.headers.x-user';
    expect(requestsOf(await read([line], map))).toMatchObject([
      { timestamp: 1_772_445_600_123_000, category: 'org_read', status: 429, user: 'ana' },
    ]);
  });

  test('nginx with escape=json: seconds as text, and the request line', async () => {
    const line = {
      msec: '1772445600.123',
      request: 'GET /v5/pins HTTP/1.1',
      status: '200',
      remote_user: '',
    };
    const map = 'timestamp=msec,endpoint=request,user=remote_user';
    expect(requestsOf(await read([line], map))).toMatchObject([
      { timestamp: 1_772_445_600_123_000, category: 'org_read', status: 200, user: 'default' },
    ]);
  });

  test('times as an access log has them', async () => {
    const line = { time_local: '02/Mar/2026:11:00:00 +0100', request: 'POST /v5/pins HTTP/1.1' };
    const trace = await read([line], 'timestamp=time_local,endpoint=request');
    expect(requestsOf(trace)).toMatchObject([
      { timestamp: Date.UTC(2026, 2, 2, 10) * 1000, category: 'org_write' },
    ]);
  });

  test('Envoy and load balancers: names of their own, whole URLs, null for nothing', async () => {
    const line = {
      start_time: '2026-03-02T10:00:00.5Z',
      request: { verb: 'GET', url: 'https://api.example.com:443/v5/pins/7' },
      response_code: 200,
      user: null,
    };
    const map = 'timestamp=start_time,method=request.verb,path=request.url,status=response_code';
    expect(requestsOf(await read([line], map))).toMatchObject([
      { timestamp: Date.UTC(2026, 2, 2, 10) * 1000 + 500_000, category: 'org_read', status: 200 },
    ]);
  });

  test('a nested column that is not there is named, with the nearest that is', async () => {
    const line = { time: 1_772_445_600, request: { url: '/v5/pins', method: 'GET' } };
    const map = 'timestamp=time,path=request.uri,method=request.method';
    expect(await inputErrorOf(read([line], map))).toBe(
      'server.log:1: no column "request.uri" (--map path=request.uri); found "time", "request", ' +
        '"request.url", "request.method"; did you mean "request.url"?',
    );
  });

  test('rows may be nested or flat', async () => {
    const flat = { time: 1_772_445_600, method: 'GET', 'request.url': '/v5/pins' };
    const nested = { time: 1_772_445_601, method: 'POST', request: { url: '/v5/pins' } };
    const rows = Array.from({ length: 1500 }, (_, i) => (i % 3 === 0 ? nested : flat));
    const trace = await read(rows, 'timestamp=time,path=request.url');
    const found = requestsOf(trace).map(({ category }) => category);
    expect(found.filter((category) => category === 'org_write')).toHaveLength(500);
    expect(found.filter((category) => category === 'org_read')).toHaveLength(1000);
  });
});
