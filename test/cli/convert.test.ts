import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE, textStream } from './workbench.js';

const KEY = 'a key of more than sixteen letters';
const NAMES = [
  'adhub',
  'alice@example.com',
  'bob',
  '549755885175',
  '8134992',
  'f47ac10b-58cc',
  'QWxhZGRpbg',
  'secret',
  'tenant.example.com',
];
const PRIVATE = `timestamp,app,user,ad_account,method,path,category,ratelimit_limit
2026-03-02T00:00:00Z,adhub,alice@example.com,,GET,https://tenant.example.com/v5/ad_accounts/549755885175/ads?name=secret,,"""alice@example.com"";q=100;w=60"
2026-03-02T00:00:01Z,adhub,bob,549755885175,GET,/v5/pins/8134992?is_test=1&x=secret,,100
2026-03-02T00:00:02Z,adhub,,,POST,/v5/people/bob/f47ac10b-58cc/QWxhZGRpbg,,100
2026-03-02T00:00:03Z,,default,,,,bob,100
`;
const { run, path, read, write, files } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'a.csv': SMALL_TRACE,
  'private.csv': PRIVATE,
  key: `${KEY}\n`,
});
const MODEL = ['--model', '@m.yaml'];

test.each(['b.csv', 'b.jsonl', 'b.arrow', 'b.parquet'])(
  '%s replays to the same Result',
  async (file) => {
    expect(await run(['convert', '@a.csv', '-o', `@${file}`])).toEqual({
      status: 0,
      out: '',
      err: `wrote ${file}: 4 requests\n`,
    });
    const results = await Promise.all(
      ['a.csv', file].map(async (name) => {
        const { out } = await run(['compare', `@${name}`, ...MODEL, '--json']);
        const { trace, settings, ...rest } = JSON.parse(out) as Record<string, object>;
        expect(settings).toHaveProperty('seed', 1);
        return {
          ...rest,
          trace: { ...trace, name: '', sha256: '' },
          sha256: (trace as { sha256?: string }).sha256,
        };
      }),
    );
    const [original, converted] = results;
    expect({ ...converted, sha256: '' }).toEqual({ ...original, sha256: '' });
    const digest = createHash('sha256')
      .update(readFileSync(path(file)))
      .digest('hex');
    expect(converted!.sha256).toBe(digest);
  },
);

test('a constant, a span and standard input come through', async () => {
  const words = ['--map', 'app=constant:x', '--from', '2026-01-01T00:00:00.5Z', '-o', '@c.csv'];
  await run(['convert', '-', ...words], { stdin: textStream(SMALL_TRACE) });
  expect(read('c.csv')).toBe(`timestamp,app,user,category
2026-01-01T00:00:00.500000Z,x,ann,save
2026-01-01T00:00:00.750000Z,x,ann,odd
`);
});

test('rows that are skipped are counted, by reason', async () => {
  write('bad.csv', `${SMALL_TRACE}never,search,ann\n2026-01-01T00:00:02Z,,ann\nsoon,save,ann\n`);
  const { err } = await run(['convert', '@bad.csv', '-o', '@good.csv', '--on-error', 'skip']);
  expect(err).toBe(`warning: skipped 2 rows: no timestamp (ISO 8601, or a number since 1970)
warning: skipped 1 row: no category, and no method and path to tell it from
wrote good.csv: 4 requests
`);
});

test('recorded 429s bring no advice that convert does not take', async () => {
  write('refused.csv', 'timestamp,category,user,status\n2026-01-01T00:00:00Z,search,ann,429\n');
  const { err } = await run(['convert', '@refused.csv', '-o', '@same.csv']);
  expect(err).toBe('wrote same.csv: 1 request\n');
});

test('one request is one', async () => {
  write('one.csv', SMALL_TRACE.split('\n').slice(0, 2).join('\n'));
  expect((await run(['convert', '@one.csv', '-o', '@one.jsonl'])).err).toBe(
    'wrote one.jsonl: 1 request\n',
  );
});

test('bad input leaves nothing behind', async () => {
  write('bad.csv', `${SMALL_TRACE}never,search,ann\n`);
  const before = files();
  expect((await run(['convert', '@bad.csv', '-o', '@worse.csv'])).status).not.toBe(0);
  expect((await run(['convert', '@a.csv', '-o', '@no-folder/b.csv'])).err).toBe(
    'no-folder/b.csv: cannot write: no such folder\n',
  );
  expect(files()).toEqual(before);
});

test('redaction leaves a request line the request that it was', async () => {
  write(
    'lines.csv',
    `timestamp,path,endpoint
2026-03-02T00:00:00Z,,GET /v5/pins/124 HTTP/1.1
2026-03-02T00:00:01Z,,get https://h.example/v5/pins/124 HTTP/2
2026-03-02T00:00:02Z,,GET /v5/pins/124 and more
2026-03-02T00:00:03Z,GET /v5/pins/124 HTTP/1.1,
`,
  );
  await run(['convert', '@lines.csv', '-o', '@safe.csv', '--redact', '--redact-key', '@key']);
  const [, pin] = /pins\/(x[0-9a-f]{16})/.exec(read('safe.csv'))!;
  expect(read('safe.csv')).toBe(`timestamp,path,endpoint
2026-03-02T00:00:00.000000Z,,GET /pins/${pin} HTTP/1.1
2026-03-02T00:00:01.000000Z,,get /pins/${pin} HTTP/2
2026-03-02T00:00:02.000000Z,,GET /pins/${pin}
2026-03-02T00:00:03.000000Z,GET /pins/${pin} HTTP/1.1,
`);
  const { out } = await run(['inspect', '@safe.csv', '--json']);
  expect(JSON.parse(out)).toMatchObject({ categories: [{ name: 'org_read', requests: 4 }] });
});

test('redaction keeps the keys of parameters of rate limit headers', async () => {
  write(
    'limits.csv',
    `timestamp,category,ratelimit_limit
2026-03-02T00:00:00Z,org_read,"100;w=1;name=""alice"", 50;w=60;policy=alice"
`,
  );
  await run(['convert', '@limits.csv', '-o', '@safe.jsonl', '--redact', '--redact-key', '@key']);
  const row = JSON.parse(read('safe.jsonl')) as { ratelimit_limit: string };
  const [alice = ''] = /x[0-9a-f]{16}/.exec(row.ratelimit_limit)!;
  expect(row.ratelimit_limit).toBe(`100;w=1;name="${alice}", 50;w=60;policy=${alice}`);
});

test('all words that redaction leaves are listed', async () => {
  const words = Array.from('abcdefghijklmnopqrstuv', (letter) => `thing-${letter}`);
  const rows = words.map((word) => `2026-03-02T00:00:00Z,GET,/v5/${word}/17`);
  write('things.csv', ['timestamp,method,path', ...rows].join('\n'));
  const { err } = await run([
    ...['convert', '@things.csv', '-o', '@safe.csv'],
    ...['--redact', '--redact-left', '@left.txt'],
  ]);
  expect(err).toContain('thing-t and 2 more (--redact-left FILE lists all)\n');
  expect(err).toContain('wrote left.txt: 22 words\n');
  expect(read('left.txt')).toBe(words.map((word) => `${word}\n`).join(''));
  expect((await run(['convert', '@things.csv', '-o', '@b.csv', '--redact-left', '@c'])).err).toBe(
    '--redact-left lists what --redact leaves: add it\n',
  );
});

test('what cannot be written is said before anything is read', async () => {
  const said = async (...words: string[]): Promise<string> =>
    (await run(['convert', ...words])).err;
  const before = files();
  expect(await said('@a.csv', '-o', '@a.csv')).toBe(
    'a.csv: it would be written over what is read; name another file\n',
  );
  expect(await said('@a.csv', '-o', '@a.txt')).toBe(
    'a.txt: traces are written as .csv, .jsonl, .arrow or .parquet\n',
  );
  expect(await said('traces/agency.workload.yaml', '-o', '@w.csv')).toContain(
    'a workload profile is no trace yet: quotasim synthesize ',
  );
  expect(await said('@a.csv', '-o', '@d.csv', '--redact-key', '@key')).toBe(
    '--redact-key is the key of --redact: add it\n',
  );
  expect(files()).toEqual(before);
  write('short', 'abc');
  expect(await said('@a.csv', '-o', '@d.csv', '--redact', '--redact-key', '@short')).toBe(
    'short: a key of 3 characters; expected at least 16, as openssl rand -hex 32 makes\n',
  );
});

test.each(['r.csv', 'r.jsonl', 'r.arrow', 'r.parquet'])(
  '%s holds no name after redaction',
  async (file) => {
    const { err } = await run([
      'convert',
      '@private.csv',
      '-o',
      `@${file}`,
      '--redact',
      '--redact-key',
      '@key',
    ]);
    expect(err).toBe(
      `warning: 1 row of 4 name no user: they are judged as those of one user, "default".
redacted: 1 app, 2 users, 1 ad account, 5 ids in paths; hosts and query strings are left out (but for is_test)
left as it is: times, methods, categories, tokens, costs, statuses, and the numbers in rate limit headers; words that the model does not know: people
who asks how often, and when, is left too: it may still tell who it is
wrote ${file}: 4 requests
`,
    );
    const bytes = readFileSync(path(file)).toString('latin1');
    for (const name of NAMES) expect(bytes).not.toContain(name);
  },
);

test('a redacted trace keeps what is counted, and a key its hashes', async () => {
  await run(['convert', '@private.csv', '-o', '@one.csv', '--redact', '--redact-key', '@key']);
  await run(['convert', '@private.csv', '-o', '@two.csv', '--redact', '--redact-key', '@key']);
  await run(['convert', '@private.csv', '-o', '@three.csv', '--redact']);
  expect(read('two.csv')).toBe(read('one.csv'));
  expect(read('three.csv')).not.toBe(read('one.csv'));
  const counts = async (file: string): Promise<object> => {
    const facts = JSON.parse((await run(['inspect', file, '--json'])).out) as Record<
      string,
      { requests: number }[]
    >;
    const sizes = ['apps', 'users', 'adAccounts', 'categories'].map((name) =>
      facts[name]!.map(({ requests }) => requests),
    );
    return {
      sizes,
      test: facts.testRequests,
      unmapped: (facts.unmapped as unknown as { requests: number }).requests,
    };
  };
  expect(await counts('@one.csv')).toEqual(await counts('@private.csv'));
});
