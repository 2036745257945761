import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { workloadSchema } from '../../src/workload/profile/workload-schema.js';
import { small } from './small-workload.js';

const FILE = '../../traces/workload.schema.json';

// Re-made by: npx vitest run test/workload/workload-schema.test.ts -u
test('the published schema is the one that workloads are checked against', async () => {
  const text = await format(JSON.stringify(workloadSchema), { parser: 'json', printWidth: 100 });
  await expect(text).toMatchFileSnapshot(FILE);
});

test('the published schema is valid by itself and accepts a small workload', () => {
  const published = JSON.parse(readFileSync(new URL(FILE, import.meta.url), 'utf8')) as object;
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(published);
  validate(small());
  expect(validate.errors).toBeNull();
});

test('every property of the schema has a description', () => {
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
  visit(workloadSchema, '');
  expect(without).toEqual([]);
});
