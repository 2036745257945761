import { expect, test } from 'vitest';
import { importOpenApi } from '../../src/model/import-openapi.js';
import { formatOperations, parseOperations } from '../../src/model/operations.js';
import { inputErrorOf } from './input-error-of.js';

const category = (name: unknown) => ({ 'x-ratelimit-category': name });

const acme = {
  openapi: '3.0.3',
  info: { title: 'Acme', version: '3.1', license: { name: 'MIT' } },
  servers: [{ url: 'https://api.acme.example/v3/' }],
  paths: {
    '/items/{item_id}': {
      parameters: [],
      get: category('search'),
      delete: category('write'),
    },
    '/items': { post: category('write'), head: {} },
  },
};

test('reads operations, categories and provenance', () => {
  const imported = importOpenApi(acme, 'acme.json');
  expect(imported).toEqual({
    source: { title: 'Acme', version: '3.1', licence: 'MIT' },
    basePath: '/v3',
    operations: [
      { method: 'GET', path: '/items/{item_id}', category: 'search' },
      { method: 'DELETE', path: '/items/{item_id}', category: 'write' },
      { method: 'POST', path: '/items', category: 'write' },
    ],
    uncategorised: ['HEAD /items'],
  });
  const { operations } = parseOperations(JSON.parse(formatOperations(imported)), 'acme.json');
  expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /items',
    'DELETE /items/{item_id}',
    'GET /items/{item_id}',
  ]);
});

test('a Swagger 2 document has its base path in its own key', () => {
  const swagger = { swagger: '2.0', basePath: '/api', paths: acme.paths };
  expect(importOpenApi(swagger, 'a.json')).toMatchObject({
    source: { title: 'untitled', version: 'unknown' },
    basePath: '/api',
  });
});

test.each([
  [
    'text',
    'hello',
    'a.json#/openapi: not an OpenAPI document: it has no "openapi" (or "swagger") version',
  ],
  [
    'other JSON',
    { paths: {} },
    'a.json#/openapi: not an OpenAPI document: it has no "openapi" (or "swagger") version',
  ],
  [
    'no paths',
    { openapi: '3.1.0' },
    'a.json#/paths: no "paths"; expected the API\'s paths, each with its operations',
  ],
  [
    'no categories',
    { ...acme, paths: { '/a': { get: {}, put: {} } } },
    'a.json#/paths: none of the 2 operations has "x-ratelimit-category", so their rate limit categories are not known; add it to each operation, or write the table of operations by hand',
  ],
  [
    'a category that is no name',
    { ...acme, paths: { '/a/b': { get: category(5) } } },
    'a.json#/paths/~1a~1b/get/x-ratelimit-category: x-ratelimit-category is 5; expected the name of a category',
  ],
  [
    'a path with half a parameter',
    { ...acme, paths: { '/a/{b}.json': { get: category('x') } } },
    'a.json#/paths/~1a~1{b}.json: "{b}.json" in /a/{b}.json is neither plain text nor one whole parameter such as {pin_id}',
  ],
])('%s is an error', (_name, document, message) => {
  expect(inputErrorOf(() => importOpenApi(document, 'a.json'))).toBe(message);
});
