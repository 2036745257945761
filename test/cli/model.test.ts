import { describe, expect, test } from 'vitest';
import { createWorkbench, SMALL_MODEL } from './workbench.js';

const { run, read, write } = createWorkbench({ 'm.yaml': SMALL_MODEL });

describe('model list', () => {
  test('names the models that come with the program', async () => {
    const { status, out, err } = await run(['model', 'list']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/pinterest-v5 +Pinterest API v5 +trial, standard/);
  });

  test('does so as JSON', async () => {
    const listed = JSON.parse((await run(['model', 'list', '--json'])).out) as unknown[];
    const pinterest = {
      name: 'pinterest-v5',
      title: 'Pinterest API v5',
      tiers: ['trial', 'standard'],
    };
    expect(listed).toContainEqual(pinterest);
  });
});

describe('model show', () => {
  test('spells out a model by name', async () => {
    const { status, out } = await run(['model', 'show', 'pinterest-v5']);
    expect(status).toBe(0);
    for (const part of [
      'Pinterest API v5 (pinterest-v5)',
      'ads_conversions_test',
      'Exempt',
      'Assumed',
      'Sources',
    ]) {
      expect(out).toContain(part);
    }
  });

  test('spells out a model of one’s own', async () => {
    const { out } = await run(['model', 'show', '@m.yaml']);
    expect(out).toContain('Small API (small)');
    expect(out).toContain('Limits, https://example.com/limits, read 2026-01-01');
    const shown = JSON.parse((await run(['model', 'show', '@m.yaml', '--json'])).out) as unknown;
    expect(shown).toMatchObject({
      name: 'small',
      tiers: [{ limits: [{ limit: 3, window: 1e6 }, {}] }, {}],
    });
  });

  test('names the model nearest to one that is not there', async () => {
    expect(await run(['model', 'show', 'pintrest'])).toMatchObject({ status: 2, out: '' });
    expect((await run(['model', 'show', 'pinterest'])).err).toBe(
      'no model "pinterest"; did you mean "pinterest-v5"? A file of your own needs its path, as in ./my-model.yaml\n',
    );
  });
});

describe('model lint', () => {
  test('says what the figures of a model imply', async () => {
    write(
      'never.yaml',
      SMALL_MODEL.replace('{ id: search, limit: 1 }', '{ id: search, limit: 9 }'),
    );
    const { status, out } = await run(['model', 'lint', '@never.yaml']);
    expect(status).toBe(0);
    expect(out).toMatch(/free\.search: .*never binds/);
    const findings = JSON.parse(
      (await run(['model', 'lint', '@never.yaml', '--json'])).out,
    ) as unknown;
    expect(findings).toContainEqual(expect.objectContaining({ subject: 'free.search' }));
  });

  test('names a problem of its form by line and pointer', async () => {
    write('bad.yaml', SMALL_MODEL.replace('window: 1s', 'window: 1y'));
    const { status, err } = await run(['model', 'lint', '@bad.yaml']);
    expect(status).toBe(2);
    expect(err).toMatch(/^bad\.yaml:13 \(\/tiers\/0\/defaults\/window\): /);
  });
});

describe('model import', () => {
  const openApi = {
    openapi: '3.0.0',
    info: { title: 'Small', version: '1' },
    paths: {
      '/things': { get: { 'x-ratelimit-category': 'search' }, post: {} },
      '/others': { get: {}, put: {} },
    },
  };
  write('openapi.json', JSON.stringify(openApi));

  test('prints a table of operations, and says on the side what was left out', async () => {
    const { status, out, err } = await run(['model', 'import', '@openapi.json']);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      operations: [{ method: 'GET', path: '/things', category: 'search' }],
    });
    expect(err).toBe(
      '1 operation with a category; 3 without one were left out: POST /things, GET /others, PUT /others\n',
    );
  });

  test('writes it to a file', async () => {
    const printed = await run(['model', 'import', '@openapi.json']);
    const written = await run(['model', 'import', '@openapi.json', '-o', '@ops.json']);
    expect(written).toEqual({ ...printed, out: '' });
    expect(read('ops.json')).toBe(printed.out);
  });

  test('makes a model of a list of rate limits, and says on the side what was lost or guessed', async () => {
    write(
      'limits.yml',
      '- { name: All, type: Platform, limit: 5, metric: request, timeframe: second, description: All }\n',
    );
    const { status, out, err } = await run(['model', 'import', '@limits.yml', '-o', '@made.yaml']);
    expect([status, out]).toEqual([0, '']);
    expect(err).toBe(
      '1 limit; lost or guessed: 1\n- All: whom it counts for (platform) is taken as each app\n',
    );
    expect((await run(['model', 'lint', '@made.yaml'])).out).toBe(
      '0 findings: 0 warnings, 0 notes\n',
    );
    expect(read('made.yaml')).toContain('# - All: whom it counts for');
  });

  test('refuses what is no OpenAPI document', async () => {
    const { status, out, err } = await run(['model', 'import', '@m.yaml']);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^m\.yaml/);
  });
});
