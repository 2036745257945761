import { expect, test } from 'vitest';
import { parseModel } from '../../src/model/parse-model.js';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { inputErrorOf } from './input-error-of.js';
import { readShipped } from './shipped-models.js';
import { acme, parse, tier, withLimit } from './small-model.js';

const limit = { id: 'search', limit: 10 };

test.each<[string, unknown, string]>([
  ['no document', null, 'm.yaml#: the document is empty; expected a mapping'],
  ['a list', [1], 'm.yaml#: the document is a list; expected a mapping'],
  [
    'an unknown key',
    acme({ tires: [] }),
    'm.yaml#/tires: unknown key "tires"; expected one of format, version, name, title, base_path, operations, algorithm, denied, sources, categories, exemptions, assumptions, tiers. Did you mean "tiers"?',
  ],
  [
    'an unknown key of a limit',
    withLimit({ 'per/app': 5 }),
    'm.yaml#/tiers/0/limits/0/per~1app: unknown key "per/app"; expected one of id, applies_to, limit, window, scope, counts, source, status.',
  ],
  [
    'a missing key',
    acme({ denied: undefined }),
    'm.yaml#: the document has no "denied"; add it. Whether a refused request uses no quota (free) or uses it too (charged).',
  ],
  [
    'a limit with no figure',
    acme({ tiers: [tier([{ id: 'search' }])] }),
    'm.yaml#/tiers/0/limits/0: entry 1 of limits has no "limit"; add it. How many in a window: a whole number of at least 1.',
  ],
  ['another version', acme({ version: 2 }), 'm.yaml#/version: version is 2; expected 1'],
  [
    'an unknown algorithm',
    acme({ algorithm: 'sliding-logs' }),
    'm.yaml#/algorithm: algorithm is "sliding-logs"; expected one of fixed-window, fixed-window-anchored, sliding-log, sliding-counter, token-bucket. Did you mean "sliding-log"?',
  ],
  [
    'a limit of zero',
    withLimit({ limit: 0 }),
    'm.yaml#/tiers/0/limits/0/limit: limit is 0; expected at least 1',
  ],
  [
    'a limit below zero',
    withLimit({ limit: -5 }),
    'm.yaml#/tiers/0/limits/0/limit: limit is -5; expected at least 1',
  ],
  [
    'half a request',
    withLimit({ limit: 1.5 }),
    'm.yaml#/tiers/0/limits/0/limit: limit is 1.5; expected a whole number',
  ],
  [
    'a limit in text',
    withLimit({ limit: '100' }),
    'm.yaml#/tiers/0/limits/0/limit: limit is "100"; expected a whole number',
  ],
  [
    'an empty limit',
    withLimit({ limit: null }),
    'm.yaml#/tiers/0/limits/0/limit: limit is empty; expected a whole number',
  ],
  [
    'a limit past exact numbers',
    withLimit({ limit: 2 ** 53 }),
    'm.yaml#/tiers/0/limits/0/limit: limit is 9007199254740992; expected at most 9007199254740991',
  ],
  [
    'a window of zero',
    withLimit({ window: '0s' }),
    'm.yaml#/tiers/0/limits/0/window: window is 0s; expected a duration longer than zero',
  ],
  [
    'a window of words',
    withLimit({ window: 'a day' }),
    'm.yaml#/tiers/0/limits/0/window: window is "a day"; expected a duration such as 1s, 15m, 1h or 1d',
  ],
  [
    'a window with no unit',
    withLimit({ window: 60 }),
    'm.yaml#/tiers/0/limits/0/window: window is 60; expected text',
  ],
  [
    'an unknown scope key',
    withLimit({ scope: ['app', 'ad_acount'] }),
    'm.yaml#/tiers/0/limits/0/scope/1: entry 2 of scope is "ad_acount"; expected one of app, user, ad_account. Did you mean "ad_account"?',
  ],
  [
    'a scope key twice',
    withLimit({ scope: ['app', 'app'] }),
    'm.yaml#/tiers/0/limits/0/scope: scope is a list; expected each entry once',
  ],
  [
    'a source that is not declared',
    withLimit({ source: 'doc' }),
    'm.yaml#/tiers/0/limits/0/source: source "doc" is not declared; declare it under sources. Did you mean "docs"?',
  ],
  [
    'no window at all',
    acme({ tiers: [tier([limit], { defaults: { scope: [], source: 'docs' } })] }),
    'm.yaml#/tiers/0/limits/0: limit "search" has no "window"; give it one, or give the tier one under defaults',
  ],
  [
    'applies_to in another word',
    withLimit({ applies_to: 'everything' }),
    'm.yaml#/tiers/0/limits/0/applies_to: applies_to is "everything"; expected "all"',
  ],
  [
    'applies_to nothing',
    withLimit({ applies_to: {} }),
    'm.yaml#/tiers/0/limits/0/applies_to: applies_to is an empty mapping; expected at least one entry',
  ],
  [
    'a category that is not declared',
    withLimit({ applies_to: { category: 'serach' } }),
    'm.yaml#/tiers/0/limits/0/applies_to/category: category "serach" is not declared; declare it under categories. Did you mean "search"?',
  ],
  [
    'a limit named like no category',
    withLimit({ id: 'uploads' }),
    'm.yaml#/tiers/0/limits/0/id: limit "uploads" is for the category of its name, which is not declared; declare it under categories, or say what the limit applies_to.',
  ],
  [
    'a limit twice',
    acme({ tiers: [tier([limit, limit])] }),
    'm.yaml#/tiers/0/limits/1/id: "search" stands twice, as entries 1 and 2; rename or remove one',
  ],
  [
    'a tier twice',
    acme({ tiers: [tier([limit]), tier([limit])] }),
    'm.yaml#/tiers/1/name: "free" stands twice, as entries 1 and 2; rename or remove one',
  ],
  [
    'a tier name with a dot',
    acme({ tiers: [tier([limit], { name: 'v1.free' })] }),
    'm.yaml#/tiers/0/name: name is "v1.free"; expected a name of letters, digits, "_" and "-"',
  ],
  [
    'no tiers',
    acme({ tiers: [] }),
    'm.yaml#/tiers: tiers is an empty list; expected at least one entry',
  ],
  [
    'a tier without limits',
    acme({ tiers: [tier([])] }),
    'm.yaml#/tiers/0/limits: limits is an empty list; expected at least one entry',
  ],
  [
    'a category with a space',
    acme({ categories: { search: 'x', 'a b': 'y' } }),
    'm.yaml#/categories/a b: the key is "a b"; expected a name of letters, digits, "_" and "-"',
  ],
  [
    'a category called unmapped',
    acme({ categories: { unmapped: 'x' } }),
    'm.yaml#/categories/unmapped: "unmapped" is what reports call requests of no category; choose another name',
  ],
  [
    'no sources',
    acme({ sources: {}, tiers: [tier([limit])] }),
    'm.yaml#/sources: sources is an empty mapping; expected at least one entry',
  ],
  [
    'a source with a bad date',
    acme({ sources: { docs: { title: 'x', read: 'May 2026' } } }),
    'm.yaml#/sources/docs/read: read is "May 2026"; expected a date such as 2026-01-31',
  ],
  [
    'a source with a bad address',
    acme({ sources: { docs: { title: 'x', url: 'docs.html' } } }),
    'm.yaml#/sources/docs/url: url is "docs.html"; expected a web address that starts with https:// or http://',
  ],
  [
    'a base path with a slash behind',
    acme({ base_path: '/v1/' }),
    'm.yaml#/base_path: base_path is "/v1/"; expected a path that starts with "/" and does not end with it',
  ],
  [
    'an exemption of an unknown category',
    acme({ exemptions: [{ applies_to: { category: 'pings' }, reason: 'x' }] }),
    'm.yaml#/exemptions/0/applies_to/category: category "pings" is not declared; declare it under categories.',
  ],
  [
    'an assumption twice',
    acme({
      assumptions: [1, 2].map(() => ({ id: 'a', value: 'x', status: 'assumed', reason: 'y' })),
    }),
    'm.yaml#/assumptions/1/id: "a" stands twice, as entries 1 and 2; rename or remove one',
  ],
  [
    'operations that were not read',
    acme({ operations: 'ops.json' }),
    'm.yaml#/operations: the table of operations "ops.json" was not read; read it, or leave the key out',
  ],
])('%s is an error', (_name, document, message) => {
  expect(inputErrorOf(() => parse(document))).toBe(message);
});

test('all problems are told at once', () => {
  const document = acme({ name: 'a b', denied: 'maybe', tiers: [tier([{ ...limit, limit: 0 }])] });
  expect(inputErrorOf(() => parse(document)).split('\n')).toHaveLength(3);
});

test('a problem is told with the line where the text has lines', () => {
  const text = readShipped('pinterest-v5.yaml').replace(
    'id: org_write, limit: 300',
    'id: org_write, limit: 0',
  );
  const { document, lineOf } = parseYaml(text, 'p.yaml');
  const line = text.split('\n').findIndex((row) => row.includes('limit: 0 ')) + 1;
  expect(inputErrorOf(() => parseModel(document, { file: 'p.yaml', lineOf, operations: [] }))).toBe(
    `p.yaml:${line} (/tiers/0/limits/11/limit): limit is 0; expected at least 1`,
  );
});
