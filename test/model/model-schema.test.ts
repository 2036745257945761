import { Ajv } from 'ajv';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { modelSchema } from '../../src/model/model-schema.js';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { modelFiles, readShipped } from './shipped-models.js';

const published = JSON.parse(readShipped('rate-model.schema.json')) as object;

// Re-made by: npx vitest run test/model/model-schema.test.ts -u
test('the published schema is the one that models are checked against', async () => {
  const text = await format(JSON.stringify(modelSchema), { parser: 'json', printWidth: 100 });
  await expect(text).toMatchFileSnapshot('../../models/rate-model.schema.json');
});

test('the published schema is valid by itself and accepts every shipped model', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(published);
  const files = modelFiles('.yaml');
  expect(files).toContain('pinterest-v5.yaml');
  for (const file of files) {
    validate(parseYaml(readShipped(file), file).document);
    expect(validate.errors, file).toBeNull();
  }
});

test('every property of the published schema has a description', () => {
  const without: string[] = [];
  const visit = (part: unknown, path: string): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, value] of Object.entries(part)) {
      if (key === 'properties') {
        for (const [name, property] of Object.entries(value as object)) {
          if (!('description' in (property as object))) without.push(`${path}/${name}`);
        }
      }
      visit(value, `${path}/${key}`);
    }
  };
  visit(published, '');
  expect(without).toEqual([]);
});
