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
