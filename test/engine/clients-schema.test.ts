import { Ajv } from 'ajv';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { clientsSchema } from '../../src/engine/clients-schema.js';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { readShipped } from '../model/shipped-models.js';

// Re-made by: npx vitest run test/engine/clients-schema.test.ts -u
test('the published schema is the one that clients are checked against', async () => {
  const text = await format(JSON.stringify(clientsSchema), { parser: 'json', printWidth: 100 });
  await expect(text).toMatchFileSnapshot('../../models/clients.schema.json');
});

test('the published schema is valid by itself and accepts the shipped clients', () => {
  const published = JSON.parse(readShipped('clients.schema.json')) as object;
  const validate = new Ajv({ strict: true }).compile(published);
  validate(parseYaml(readShipped('clients.yaml'), 'clients.yaml').document);
  expect(validate.errors).toBeNull();
});
