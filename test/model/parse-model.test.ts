import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { MINUTE, SECOND } from '../../src/time.js';
import { loadModel, modelFiles, readShipped } from './shipped-models.js';
import { acme, onlyLimit, parse, withLimit } from './small-model.js';

test('every shipped model is sound', () => {
  const files = modelFiles('.yaml');
  expect(files).toContain('pinterest-v5.yaml');
  for (const file of files) expect(`${loadModel(file).name}.yaml`).toBe(file);
});

test("the README's example is sound", () => {
  const example = /```yaml\n(.*?)```/s.exec(readShipped('README.md'))![1]!;
  const model = parse(parseYaml(example, 'README.md').document);
  expect(model.tiers[0]!.limits.map(({ id }) => id)).toEqual(['universal', 'search']);
});

describe('shorthand', () => {
  test('a limit without applies_to is for the category of its name', () => {
    expect(onlyLimit(withLimit({}))).toEqual({
      id: 'search',
      appliesTo: { category: 'search' },
      counts: 'requests',
      limit: 10,
      window: MINUTE,
      scope: ['app'],
      provenance: { title: 'Limits', status: 'documented' },
    });
  });

  test("a limit's own keys beat the tier's defaults", () => {
    const own = { window: '1.5s', scope: [], counts: 'units', status: 'inferred' };
    expect(onlyLimit(withLimit(own))).toMatchObject({
      window: 1.5 * SECOND,
      scope: [],
      counts: 'units',
      provenance: { status: 'inferred' },
    });
  });

  test('a mapping narrows', () => {
    const narrowed = { applies_to: { is_test: false, token: 'oauth' } };
    expect(onlyLimit(withLimit(narrowed)).appliesTo).toEqual({ isTest: false, token: 'oauth' });
  });
});

test('a model is frozen through and through', () => {
  const model = parse(acme());
  expect(Object.isFrozen(model.tiers[0]!.limits[0]!.scope)).toBe(true);
  expect(() => {
    (model.tiers[0]!.limits as unknown[]).push({});
  }).toThrow(TypeError);
});
