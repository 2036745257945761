import { describe, expect, it, test } from 'vitest';
import { makeClient } from '../../src/engine/client-spec.js';
import { parseClients, type NamedClient } from '../../src/engine/parse-clients.js';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { MINUTE, SECOND } from '../../src/time.js';
import { inputErrorOf } from '../model/input-error-of.js';
import { readShipped } from '../model/shipped-models.js';

const source = { words: 'Ours.', url: 'https://example.com/' };
const sound = { title: 'Ours', source, policy: 'retry' };

/** A document whose only client is a sound one with some keys changed, added or (with undefined) removed. */
function withClient(change: Record<string, unknown>): unknown {
  const keys: Record<string, unknown> = { ...sound, ...change };
  const ours = Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
  return { format: 'quotasim/clients', version: 1, clients: { ours } };
}

function ours(change: Record<string, unknown>): NamedClient {
  return parseClients(withClient(change), { file: 'c.yaml' }).get('ours')!;
}

describe('a client', () => {
  it('that retries does as retries do where it says nothing else, and without a cap', () => {
    expect(ours({})).toEqual({
      name: 'ours',
      title: 'Ours',
      source,
      spec: {
        client: 'ours',
        policy: 'retry',
        retry: {
          attempts: 5,
          base: SECOND,
          factor: 2,
          cap: Infinity,
          jitter: 'full',
          reset: 'ignored',
        },
      },
    });
  });

  it('may say everything about its retries, and space them in a closed loop', () => {
    const { spec } = ours({
      attempts: 3,
      backoff: '250ms',
      factor: 1.5,
      cap: '15m',
      jitter: 'equal',
      reset: 'header',
      reset_clamp: { least: '1s', most: '30s' },
      budget: '1h',
      spacing: '1.1s',
      concurrency: 2,
      latency: '120ms',
    });
    expect(spec).toEqual({
      client: 'ours',
      policy: 'retry',
      retry: {
        attempts: 3,
        base: 250_000,
        factor: 1.5,
        cap: 15 * MINUTE,
        jitter: 'equal',
        reset: 'header',
        resetClamp: { least: SECOND, most: 30 * SECOND },
        budget: 60 * MINUTE,
      },
      pacing: { kind: 'spacing', gap: 1_100_000 },
      concurrency: { limit: 2, latency: 120_000 },
    });
    expect(makeClient(spec, 1).settings).toEqual({
      client: 'ours',
      attempts: 3,
      backoffMs: 250,
      factor: 1.5,
      capMs: 900_000,
      jitter: 'equal',
      reset: 'header',
      resetAtLeastMs: 1000,
      resetAtMostMs: 30_000,
      budgetMs: 3_600_000,
      spacingMs: 1100,
      loop: 'closed',
      concurrency: 2,
      latencyMs: 120,
    });
  });

  it('may hold its requests, pace itself, and have answers that take no time', () => {
    const { spec } = ours({ policy: 'wait', max_wait: '90s', pace: 0.95, concurrency: 1 });
    expect(makeClient(spec, 1).settings).toEqual({
      client: 'ours',
      maxWaitMs: 90_000,
      paceShare: 0.95,
      loop: 'closed',
      concurrency: 1,
      latencyMs: 0,
    });
  });
});

test.each<[string, unknown, string]>([
  ['no document', null, 'c.yaml#: the document is empty; expected a mapping'],
  [
    'a model',
    { ...(withClient({}) as object), format: 'quotasim/model' },
    'c.yaml#/format: format is "quotasim/model"; expected "quotasim/clients"',
  ],
  [
    'no clients',
    { format: 'quotasim/clients', version: 1, clients: {} },
    'c.yaml#/clients: clients is an empty mapping; expected at least one entry',
  ],
  [
    'a name with a space',
    { format: 'quotasim/clients', version: 1, clients: { 'our client': sound } },
    'c.yaml#/clients/our client: the key is "our client"; expected a name of letters, digits, "_" and "-"',
  ],
  [
    'an unknown key',
    withClient({ attemps: 3 }),
    'c.yaml#/clients/ours/attemps: unknown key "attemps"; expected one of title, source, policy, max_wait, attempts, backoff, factor, cap, jitter, reset, reset_clamp, budget, spacing, pace, concurrency, latency. Did you mean "attempts"?',
  ],
  [
    'no source',
    withClient({ source: undefined }),
    'c.yaml#/clients/ours: ours has no "source"; add it. Where such a client is found.',
  ],
  [
    'a source without an address',
    withClient({ source: { words: 'Seen.', url: 'somewhere' } }),
    'c.yaml#/clients/ours/source/url: url is "somewhere"; expected a web address that starts with https:// or http://',
  ],
  [
    'an unknown policy',
    withClient({ policy: 'retri' }),
    'c.yaml#/clients/ours/policy: policy is "retri"; expected one of drop, wait, retry. Did you mean "retry"?',
  ],
  [
    'an unknown reading of the reset',
    withClient({ reset: 'headers' }),
    'c.yaml#/clients/ours/reset: reset is "headers"; expected one of ignored, exact, header. Did you mean "header"?',
  ],
  [
    'a duration without a unit',
    withClient({ backoff: 5 }),
    'c.yaml#/clients/ours/backoff: backoff is 5; expected text',
  ],
  [
    'a duration in an unknown unit',
    withClient({ backoff: '5 sec' }),
    'c.yaml#/clients/ours/backoff: backoff is "5 sec"; expected a duration such as 250ms, 1.1s, 15m or 1h',
  ],
  [
    'a duration of centuries',
    withClient({ cap: '999999d' }),
    'c.yaml#/clients/ours/cap: cap is 999999d; expected at most 104249d',
  ],
  [
    'no attempt',
    withClient({ attempts: 0 }),
    'c.yaml#/clients/ours/attempts: attempts is 0; expected at least 1',
  ],
  [
    'delays that shrink',
    withClient({ factor: 0.5 }),
    'c.yaml#/clients/ours/factor: factor is 0.5; expected at least 1',
  ],
  [
    'a pace above the limits',
    withClient({ pace: 1.2 }),
    'c.yaml#/clients/ours/pace: pace is 1.2; expected at most 1',
  ],
  [
    'bounds of which one is missing',
    withClient({ reset: 'header', reset_clamp: { least: '1s' } }),
    'c.yaml#/clients/ours/reset_clamp: reset_clamp has no "most"; add it. The longest such time.',
  ],
  [
    'bounds that exclude each other',
    withClient({ reset: 'header', reset_clamp: { least: '30s', most: '1s' } }),
    'c.yaml#/clients/ours/reset_clamp/least: least is 30s; expected at most the 1s of most',
  ],
  [
    'bounds of a reset that is not read',
    withClient({ reset_clamp: { least: '1s', most: '30s' } }),
    'c.yaml#/clients/ours/reset_clamp: reset_clamp bounds a reset that is ignored; set reset to exact or header',
  ],
  [
    'keys of another policy',
    withClient({ policy: 'drop', max_wait: '1m', jitter: 'none' }),
    'c.yaml#/clients/ours/max_wait: max_wait is for policy wait, and this is drop; take it out\n' +
      'c.yaml#/clients/ours/jitter: jitter is for policy retry, and this is drop; take it out',
  ],
  [
    'two ways of pacing',
    withClient({ spacing: '1s', pace: 0.9 }),
    'c.yaml#/clients/ours/pace: pace stands beside spacing; keep one of the two',
  ],
  [
    'spacing of held requests',
    withClient({ policy: 'wait', spacing: '1s' }),
    'c.yaml#/clients/ours/spacing: spacing is not kept by policy wait, which sends a held request as soon as there is room; use retry or drop',
  ],
  [
    'a latency in an open loop',
    withClient({ latency: '100ms' }),
    'c.yaml#/clients/ours/latency: latency has no concurrency beside it; add one, or take latency out',
  ],
])('%s is refused', (_, document, message) => {
  expect(inputErrorOf(() => parseClients(document, { file: 'c.yaml' }))).toBe(message);
});

test('problems name the line of the document', () => {
  const text = readShipped('clients.yaml').replace('    jitter: full', '    jiter: full');
  const line = text.split('\n').indexOf('    jiter: full') + 1;
  const { document, lineOf } = parseYaml(text, 'c.yaml');
  expect(inputErrorOf(() => parseClients(document, { file: 'c.yaml', lineOf }))).toMatch(
    `c.yaml:${line} (/clients/exponential/jiter): unknown key "jiter"`,
  );
});

test("the README's example is sound", () => {
  const example = /## Clients.*?```yaml\n(.*?)```/s.exec(readShipped('README.md'))![1]!;
  const clients = parseYaml(example, 'README.md').document;
  const document = { format: 'quotasim/clients', version: 1, clients };
  const { spec } = parseClients(document, { file: 'README.md' }).get('ours')!;
  expect(spec.retry).toMatchObject({ attempts: 4, base: SECOND / 2, reset: 'header' });
  expect(spec.concurrency).toEqual({ limit: 2, latency: 120_000 });
});
