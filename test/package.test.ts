import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'quotasim-package-'));

const CONSUMER = `
import { readFileSync } from 'node:fs';
import { policies, parseModel, readTrace, runScenario, summarizeScenario, type RateModel } from 'quotasim';

const model: RateModel = parseModel(JSON.parse(readFileSync('model.json', 'utf8')), { file: 'model.json' });
async function* chunks(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode('timestamp,category\\n2026-01-01,calls\\n2026-01-01,calls\\n');
}
const trace = await readTrace([{ name: 'two.csv', chunks: chunks() }], {
  model,
  map: new Map(),
  onError: 'stop',
  allowUnmapped: false,
});
const settings = { algorithm: model.algorithm, denied: model.denied, client: policies.drop() };
const run = runScenario(trace.columns, model, model.tiers[0]!, settings, 1);
console.log(summarizeScenario(run).totals.throttled);
`;

const MODEL = {
  format: 'quotasim/model',
  version: 1,
  name: 'one-a-day',
  title: 'One call a day',
  algorithm: 'fixed-window',
  denied: 'free',
  sources: { ours: { title: 'Our own rule' } },
  categories: { calls: 'Every call.' },
  assumptions: [],
  tiers: [
    {
      name: 'free',
      title: 'Free',
      limits: [{ id: 'calls', limit: 1, window: '1d', scope: ['app'], source: 'ours' }],
    },
  ],
};

/** The environment of a program whose output is read: no colours, wherever the tests run. */
const plainEnvironment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' };
delete plainEnvironment.FORCE_COLOR;

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, {
    cwd: folder,
    env: plainEnvironment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

beforeAll(() => {
  const packed = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}');
  run(
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
    `./${filename}`,
  );
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('runs its command from an empty folder, on a trace that it brings', () => {
  const trace = 'node_modules/quotasim/traces/indie-planner-week.csv';
  const result = JSON.parse(run('npx', 'quotasim', 'compare', trace, '--json')) as {
    requiredTier: { tier: string };
  };
  expect(result.requiredTier.tier).toBe('trial');
});

it('writes its report from an empty folder', () => {
  run(
    'npx',
    'quotasim',
    'report',
    'node_modules/quotasim/traces/indie-planner-week.csv',
    '-o',
    'report.html',
  );
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<!doctype html>');
});

it('plans on two threads from an empty folder', () => {
  const trace = 'node_modules/quotasim/traces/500-a-day.csv';
  const options = ['--workers', '2', '--most-requests', '4000', '--spread', '0', '--json'];
  const { plan } = JSON.parse(run('npx', 'quotasim', 'plan', trace, ...options)) as {
    plan: { headroom: { growth: string; tier: string; factor: number }[] };
  };
  const headroom = plan.headroom.find((one) => one.growth === 'rate' && one.tier === 'trial');
  expect(headroom?.factor).toBe(2);
});

const CASSETTE = `http_interactions:
- request:
    method: get
    uri: https://api.pinterest.com/v5/pins/1
    headers: {}
  response:
    status: { code: 200 }
    headers:
      x-ratelimit-remaining: ['99']
  recorded_at: Mon, 02 Mar 2026 10:00:00 GMT
`;

it('reads and writes every format, with the packages that it brings', () => {
  const trace = 'node_modules/quotasim/traces/indie-planner-week.csv';
  const scenariosOf = (file: string): unknown => {
    const { scenarios } = JSON.parse(run('npx', 'quotasim', 'compare', file, '--json')) as Record<
      string,
      unknown
    >;
    return scenarios;
  };
  const expected = scenariosOf(trace);
  for (const file of ['week.arrow', 'week.parquet', 'week.jsonl']) {
    run('npx', 'quotasim', 'convert', trace, '-o', file);
    expect(scenariosOf(file)).toEqual(expected);
  }
  writeFileSync(join(folder, 'cassette.yml'), CASSETTE);
  expect(run('npx', 'quotasim', 'inspect', 'cassette.yml')).toContain('cassette.yml: 1 request');
});

it('says which command adds DuckDB, where it is absent', () => {
  const query = ['compare', '--sql', 'select 1 as timestamp'];
  const { status, stderr } = spawnSync('npx', ['quotasim', ...query], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('npm install @duckdb/node-api');
});

it('is imported from TypeScript, with its types', () => {
  writeFileSync(join(folder, 'model.json'), JSON.stringify(MODEL));
  writeFileSync(join(folder, 'consumer.ts'), CONSUMER);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const types = join(root, 'node_modules', '@types');
  run(
    process.execPath,
    tsc,
    'consumer.ts',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--lib',
    'es2023',
    '--types',
    'node',
    '--typeRoots',
    types,
  );
  expect(run(process.execPath, 'consumer.js').trim()).toBe('1');
});
