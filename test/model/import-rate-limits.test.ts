import { describe, expect, test } from 'vitest';
import { importRateLimits, isRateLimits } from '../../src/model/import-rate-limits.js';
import { parseModel } from '../../src/model/parse-model.js';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { inputErrorOf } from './input-error-of.js';

const entry = (more: object) => ({
  name: 'All requests',
  type: 'Application',
  limit: 100,
  metric: 'request',
  timeframe: 'minute',
  description: 'Everything.',
  ...more,
});

/** What is imported, read back as a model. */
function imported(document: unknown) {
  const { text, ...rest } = importRateLimits(document, 'limits.yml');
  const model = parseModel(parseYaml(text, 'made.yaml').document, { file: 'made.yaml' });
  return { ...rest, text, model };
}

const limitsOf = (document: unknown) =>
  imported(document).model.tiers.map(({ name, limits }) => [
    name,
    ...limits.map(({ id, limit, window, counts, scope, appliesTo }) =>
      [id, limit, `${window / 1e6}s`, counts, scope.join('+'), appliesTo.category ?? 'all'].join(
        ' ',
      ),
    ),
  ]);

test.each([
  ['entries', [entry({})], true],
  ['properties', [{ type: 'RateLimits', data: [] }], true],
  ['an object with limits', { limits: [] }, true],
  ['version 0.1 without any', { specification: 'API Commons Rate Limits', tiers: [] }, true],
  ['an OpenAPI document', { openapi: '3.1.0', paths: {} }, false],
  ['another list', [{ name: 'x' }], false],
  ['text', 'hello', false],
])('%s: told by its content', (_name, document, is) => {
  expect(isRateLimits(document)).toBe(is);
});

describe('a list of entries', () => {
  test('becomes tiers, scopes, windows and units', () => {
    const document = [
      entry({}),
      entry({ name: 'Each user', type: 'User', tier: 'Free', limit: 5, timeframe: 'day' }),
      entry({ name: 'Each user', type: 'User', tier: 'Pro', limit: 500, timeframe: 'day' }),
      entry({ name: 'Search', type: 'Endpoint', limit: 3, timeframe: 'second' }),
      entry({ name: 'Tokens', metric: 'token', limit: 9000, timeframe: 'hour' }),
    ];
    const shared = [
      'all-requests 100 60s requests app all',
      'search 3 1s requests app search',
      'tokens 9000 3600s units app all',
    ];
    expect(limitsOf(document)).toEqual([
      ['free', shared[0], 'each-user 5 86400s requests app+user all', ...shared.slice(1)],
      ['pro', shared[0], 'each-user 500 86400s requests app+user all', ...shared.slice(1)],
    ]);
    expect(imported(document).notes).toEqual([
      'Search: whom it counts for (endpoint) is taken as each app',
      'Tokens: counts token: units, of which a request uses its cost (--map cost=THEIRS)',
      'which operations the parts have is not told: a trace has to name its categories',
      'what describes All requests, Each user, Tokens is lost: a model describes categories alone',
    ]);
  });

  test('keeps where and when each figure was read', () => {
    const { model } = imported([
      {
        type: 'RateLimits',
        url: 'https://acme.example/limits',
        source_date: '2026-01-31',
        data: [
          entry({}),
          entry({ name: 'Day', timeframe: 'day', url: 'https://acme.example/day' }),
        ],
      },
      entry({ name: 'Hour', timeframe: 'hour' }),
    ]);
    expect(
      model.tiers[0]!.limits.map(({ provenance: { url, read, status } }) => [url, read, status]),
    ).toEqual([
      ['https://acme.example/limits', '2026-01-31', 'documented'],
      ['https://acme.example/day', '2026-01-31', 'documented'],
      [undefined, undefined, 'assumed'],
    ]);
    expect(model.assumptions.map(({ id, option }) => [id, option])).toEqual([
      ['algorithm', '--algorithm'],
      ['denied', '--denied'],
    ]);
  });
});

test('version 0.1 has the frame in another key or in the metric, and parts told by their names alone', () => {
  const document = {
    specification: 'API Commons Rate Limits',
    provider: 'Acme',
    modified: '2026-01-31',
    sources: ['https://acme.example/limits'],
    limits: [
      { name: 'Reading', scope: 'account', metric: 'requests_per_second', limit: '1,000' },
      { name: 'Writing', scope: 'account', metric: 'requests_per_second', limit: 20 },
      { name: 'By address', scope: 'ip', metric: 'requests', limit: 60, timeFrame: 'month' },
      { name: 'Fair use', scope: 'api-key', metric: 'varies', limit: 'see the page' },
    ],
  };
  expect(limitsOf(document)).toEqual([
    [
      'default',
      'reading 1000 1s requests app reading',
      'writing 20 1s requests app writing',
      'by-address 60 2592000s requests user all',
    ],
  ]);
  const { model, notes, limits } = imported(document);
  expect([model.name, model.title, limits]).toEqual(['acme-api', 'Acme API', 3]);
  expect(notes).toEqual([
    'Reading: the limit "1,000" is read as 1000',
    'Reading: whom it counts for (account) is taken as each app',
    'Writing: whom it counts for (account) is taken as each app',
    'By address: its month is taken as 30d',
    'By address: counts for each address, taken as the user of the trace',
    'Fair use: left out, for its limit is no whole number of at least 1 ("see the page")',
    'Reading: taken as a part of the API, beside others of its kind',
    'Writing: taken as a part of the API, beside others of its kind',
    'which operations the parts have is not told: a trace has to name its categories',
  ]);
});

test('whatever is lost stands in the first lines of the document', () => {
  const { text } = imported([
    entry({ userMultiplied: true, burst: 20, domains: ['api.acme.example'] }),
    entry({ name: 'At once', metric: 'concurrent-request' }),
    entry({ name: 'Century', timeframe: 'century' }),
    entry({ name: 'New\nline', timeframe: 'hour', metric: 'event' }),
  ]);
  expect(text.split('\n').filter((line) => line.startsWith('# - '))).toEqual([
    '# - All requests: grows with the users of an app; taken as it stands',
    '# - All requests: its burst of 20 is lost (--burst)',
    '# - All requests: its domains are lost: a model is one API',
    '# - At once: left out: it bounds requests at one time, which is no rate (--concurrency says it)',
    '# - Century: left out: it names no time frame that is known',
    '# - New line: counts event, taken as requests',
    '# - what describes All requests, New line is lost: a model describes categories alone',
  ]);
});

test('texts that no model has a place for are told as lost, those around the entries too', () => {
  const { notes } = imported({
    specification: 'API Commons Rate Limits',
    name: 'Acme',
    sources: ['https://acme.example/limits', 'https://acme.example/more'],
    headers: {},
    limits: [
      entry({
        name: 'Reading',
        endpoint: '/read',
        notes: 'Shared with writing.',
        scope: 'account',
        window: 'hour',
        tier: 'Free',
        plan: 'Pro',
        url: 'acme.example',
        source_date: 'May 2025',
      }),
      7,
    ],
  });
  expect(notes).toEqual([
    'the document: its headers is lost',
    'the document: of its sources all but the first are lost',
    'left out, for it is no entry: 7',
    'Reading: its endpoint "/read" is lost',
    'Reading: its notes "Shared with writing." is lost',
    'Reading: its window "hour" is lost',
    'Reading: its scope "account" is lost',
    'Reading: its plan "Pro" is lost',
    'Reading: its url "acme.example" is lost',
    'Reading: the day it was read, "May 2025", is lost: expected YYYY-MM-DD',
    'which operations the parts have is not told: a trace has to name its categories',
  ]);
});

test('what is no text where one is read is told as lost', () => {
  const { notes } = imported([entry({ description: undefined, tier: ['Free'], url: 5 })]);
  expect(notes).toEqual([
    'All requests: its url 5 is lost',
    'All requests: its tier ["Free"] is lost',
  ]);
});

test('what a list of entries says beside them is told as lost', () => {
  const property = { type: 'RateLimits', name: 'Core', data: [entry({ description: undefined })] };
  expect(imported([property]).notes).toEqual(['a list of limits: its name is lost']);
});

test('notes stand in for a description', () => {
  const { model, notes } = imported([
    entry({ type: 'Endpoint', description: undefined, notes: 'Reads.' }),
  ]);
  expect(model.categories[0]!.description).toBe('Reads.');
  expect(notes.filter((note) => note.includes('lost'))).toEqual([]);
});

test('keys that are not known are told as lost', () => {
  const { notes } = imported([
    entry({ extra: 1, penalty: 'a day' }),
    entry({ name: 'B', tags: [] }),
  ]);
  expect(notes).toEqual(
    expect.arrayContaining(['All requests: its extra, penalty are lost', 'B: its tags is lost']),
  );
});

test('time frames may be counted, and a fraction is read in a wider one', () => {
  const document = [
    entry({ name: 'Quarter', limit: 15, timeframe: '15 minutes' }),
    entry({ name: 'Short', limit: 15, timeframe: '30s' }),
    entry({ name: 'Season', limit: 15, timeframe: '3 months' }),
    entry({ name: 'Half', limit: 0.5, timeframe: 'second' }),
    entry({ name: 'Rare', limit: 0.5, timeframe: '15 minutes' }),
    entry({ name: 'Third', limit: 0.3333, timeframe: 'week' }),
    entry({ name: 'None', timeframe: '0 minutes' }),
  ];
  expect(limitsOf(document)).toEqual([
    [
      'default',
      'quarter 15 900s requests app all',
      'short 15 30s requests app all',
      'season 15 7776000s requests app all',
      'half 30 60s requests app all',
      'rare 2 3600s requests app all',
    ],
  ]);
  expect(imported(document).notes).toEqual([
    'Season: its 3 months is taken as 90d',
    'Half: its limit of 0.5 in 1s is taken as 30 in 1m',
    'Rare: its limit of 0.5 in 15m is taken as 2 in 1h',
    'Third: left out, for its limit is no whole number of at least 1 (0.3333)',
    'None: left out: it names no time frame that is known',
    'what describes Quarter, Short, Season, Half, Rare is lost: a model describes categories alone',
  ]);
});

test.each([[[]], [{ limits: 5 }], [[entry({ limit: 0 })]], [[{ type: 'RateLimits', data: null }]]])(
  'a list without a limit that a model can say is refused: %j',
  (document) => {
    expect(inputErrorOf(() => importRateLimits(document, 'limits.yml'))).toMatch(
      /^limits\.yml: no limit with a figure and a time frame; write the model by hand/,
    );
  },
);
