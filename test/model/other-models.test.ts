import { describe, expect, test } from 'vitest';
import { policies } from '../../src/engine/client.js';
import { lintModel } from '../../src/model/lint.js';
import { runScenario } from '../../src/plan/run-scenario.js';
import { summarizeScenario } from '../../src/result/summarize.js';
import { readLines } from '../trace/reading.js';
import { loadModel, modelFiles } from './shipped-models.js';

const OTHERS = modelFiles('.yaml').filter((file) => file !== 'pinterest-v5.yaml');

/** What the tier of a model makes of some lines of CSV. */
async function run(file: string, tierName: string, lines: readonly string[]) {
  const model = loadModel(file);
  const tier = model.tiers.find(({ name }) => name === tierName)!;
  const { columns } = await readLines(lines, { model, allowUnmapped: true });
  const settings = { algorithm: model.algorithm, denied: model.denied, client: policies.drop() };
  return summarizeScenario(runScenario(columns, model, tier, settings, 1));
}

const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();

test.each(OTHERS)(
  '%s has a source and assumptions for what it takes, and no limit for nobody',
  (file) => {
    const model = loadModel(file);
    expect(model.assumptions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['algorithm', 'denied']),
    );
    for (const { limits } of model.tiers) {
      for (const { provenance } of limits) {
        if (provenance.status === 'assumed') continue;
        expect(provenance).toMatchObject({
          url: expect.stringMatching(/^https:/) as string,
          read: '2026-11-24',
        });
      }
    }
    expect(lintModel(model).filter(({ message }) => message.includes('never binds'))).toEqual([]);
  },
);

test.each(OTHERS)('%s maps a request by its path, and admits it under every tier', async (file) => {
  for (const { name } of loadModel(file).tiers) {
    const { totals, categories } = await run(file, name, [
      'timestamp,method,path',
      `${at(0)},POST,/v1/embeddings`,
    ]);
    expect(totals).toMatchObject({ offered: 1, admitted: 1 });
    expect(categories).not.toContainEqual(expect.objectContaining({ category: 'unmapped' }));
  }
});

describe('github-rest', () => {
  const rows = (count: number, path: string, method = 'GET') =>
    Array.from({ length: count }, (_, i) => `${at(2 * i)},ann,${method},${path},1`);
  const HEAD = 'timestamp,user,method,path,cost';

  test('counts an hour from the first request, whatever the hour of the day', async () => {
    const late = rows(61, 'https://api.github.com/repos/a/b/issues?page=2');
    const { totals, limits } = await run('github-rest.yaml', 'unauthenticated', [
      HEAD,
      ...late,
      `${at(3599)},ann,GET,/user,1`,
      `${at(3600)},ann,GET,/user,1`,
    ]);
    expect(totals).toMatchObject({ offered: 63, throttled: 2 });
    expect(limits.find(({ id }) => id === 'core')).toMatchObject({ peakUse: 60, throttled: 2 });
  });

  test('counts searching apart, and searching for code apart from that', async () => {
    const search = Array.from({ length: 31 }, (_, i) => `${at(i)},ann,GET,/search/issues?q=x,1`);
    const code = Array.from({ length: 10 }, (_, i) => `${at(i)},ann,GET,/search/code?q=x,1`);
    const { limits } = await run('github-rest.yaml', 'authenticated', [HEAD, ...search, ...code]);
    const throttled = Object.fromEntries(limits.map((limit) => [limit.id, limit.throttled]));
    expect(throttled).toEqual({ core: 0, search: 1, code_search: 1, points: 0 });
  });

  test('asking for the limits costs points alone, a writing request five', async () => {
    const asking = Array.from({ length: 650 }, () => `${at(0)},ann,GET,/rate_limit,1`);
    const writing = Array.from({ length: 51 }, () => `${at(1)},ann,POST,/repos/a/b/issues,5`);
    const { limits } = await run('github-rest.yaml', 'authenticated', [
      HEAD,
      ...asking,
      ...writing,
    ]);
    const throttled = Object.fromEntries(limits.map((limit) => [limit.id, limit.throttled]));
    expect(throttled).toEqual({ core: 0, search: 0, code_search: 0, points: 1 });
  });
});

test('llm-api: tokens and requests bind apart', async () => {
  const HEAD = 'timestamp,method,path,cost';
  const row = (second: number, tokens: number) =>
    `${at(second)},POST,/v1/chat/completions,${tokens}`;
  const large = await run('llm-api.yaml', 'tpm-240k', [
    HEAD,
    row(0, 200_000),
    row(1, 40_000),
    row(2, 1),
  ]);
  expect(large.limits.map(({ id, throttled }) => [id, throttled])).toEqual([
    ['tokens', 1],
    ['requests', 0],
    ['requests_10s', 0],
  ]);
  const many = Array.from({ length: 241 }, () => row(0, 1));
  const small = await run('llm-api.yaml', 'tpm-240k', [HEAD, ...many]);
  expect(small.limits.map(({ id, throttled }) => [id, throttled])).toEqual([
    ['tokens', 0],
    ['requests', 0],
    ['requests_10s', 1],
  ]);
});

test('generic-api: reading and writing are told by the method', async () => {
  const { categories } = await run('generic-api.yaml', 'free', [
    'timestamp,method,path',
    `${at(0)},GET,/a`,
    `${at(0)},HEAD,/a/b/c/d/e/f/g/h`,
    `${at(0)},PATCH,/a/b`,
  ]);
  expect(categories.map(({ category, offered }) => [category, offered])).toEqual([
    ['read', 2],
    ['write', 1],
  ]);
});
