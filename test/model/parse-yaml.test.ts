import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/model/parse-yaml.js';

describe('values and lines', () => {
  const text =
    'name: acme\ntiers:\n  - name: free\n    limits:\n      - { id: a, limit: 1 }\n      - id: b\n        limit: 2\n';
  const { document, lineOf } = parseYaml(text, 'acme.yaml');

  test('is the plain value', () => {
    expect(document).toEqual({
      name: 'acme',
      tiers: [
        {
          name: 'free',
          limits: [
            { id: 'a', limit: 1 },
            { id: 'b', limit: 2 },
          ],
        },
      ],
    });
  });

  test.each([
    ['', 1],
    ['/name', 1],
    ['/tiers', 2],
    ['/tiers/0/limits/0/limit', 5],
    ['/tiers/0/limits/1/limit', 7],
    ['/tiers/0/limits/1/window', 6],
    ['/tiers/0/limits/9', 4],
  ])('%s stands on line %i', (pointer, line) => {
    expect(lineOf(pointer)).toBe(line);
  });

  test('a date stays text', () => {
    expect(parseYaml('read: 2026-11-24', 'x').document).toEqual({ read: '2026-11-24' });
  });

  test('reads JSON', () => {
    expect(parseYaml('{"a": [1, true, null]}', 'x').document).toEqual({ a: [1, true, null] });
  });

  test('an empty text is null', () => {
    expect(parseYaml('', 'x').document).toBeNull();
  });
});

test.each([
  [
    'a category twice',
    'categories:\n  ads_read: One.\n  ads_write: Two.\n  ads_read: Three.\n',
    'm.yaml:4: the key "ads_read" stands twice; keep one of the two',
  ],
  [
    'a quoted key twice',
    '{ "a": 1,\n  "a": 2 }',
    'm.yaml:2: the key "a" stands twice; keep one of the two',
  ],
  [
    'a tab as indent',
    'tiers:\n\t- a\n',
    'm.yaml:2: not readable as YAML: Tabs are not allowed as indentation',
  ],
  [
    'an open bracket',
    'a: [1, 2\n',
    'm.yaml:2: not readable as YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  [
    'an alias of nothing',
    'a: *gone\n',
    'm.yaml: aliases cannot be resolved: Unresolved alias (the anchor must be set before the alias): gone',
  ],
])('%s is an error with its place', (_name, text, message) => {
  expect(() => parseYaml(text, 'm.yaml')).toThrow(new RegExp(`^${escape(message)}`));
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
