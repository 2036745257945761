import { describe, expect, test } from 'vitest';
import type { ScopeKey } from '../../src/model/rate-model.js';
import { HOUR, MINUTE, SECOND } from '../../src/time.js';
import { inferredFrom as told, type Provider } from './recording.js';

const HOURLY = { limit: 200, window: HOUR, gap: 30 * SECOND } as const;
const SURE = expect.stringMatching(/^(high|medium)$/) as string;

const ALGORITHMS = [
  ['fixed-window', 'epoch'],
  ['fixed-window-anchored', 'first-request'],
  ['sliding-log', 'sliding'],
] as const;
const SCOPES: readonly (readonly ScopeKey[])[] = [['app'], ['app', 'user']];
const RESETS = ['delay', 'instant'] as const;

const CASES = ALGORITHMS.flatMap(([algorithm, kind]) =>
  SCOPES.flatMap((scope) => RESETS.map((reset) => ({ algorithm, kind, scope, reset }))),
);

describe.each(CASES)(
  '$algorithm per $scope, reset as $reset',
  ({ algorithm, kind, scope, reset }) => {
    const provider: Provider = { ...HOURLY, algorithm, scope, reset };

    test('is found', () => {
      const { quota, window, anchor, scope: found } = told(provider);
      expect(quota).toMatchObject({ value: 200, contradict: 0, confidence: 'high' });
      expect(window).toMatchObject({ ms: 3_600_000, confidence: SURE });
      expect(anchor).toMatchObject({ kind, confidence: SURE });
      expect(found).toMatchObject({ keys: scope, unitsOfOthers: 0, confidence: SURE });
    });

    test('is found where headers are missing, clocks differ and other clients use the quota', () => {
      const noise = { missing: 0.2, skew: -2 * SECOND, others: 0.2 };
      const jitter = kind === 'sliding' ? 0 : SECOND;
      const { window, anchor, scope: found } = told({ ...provider, ...noise, jitter });
      expect(window).toMatchObject({ ms: 3_600_000, confidence: SURE });
      expect(anchor).toMatchObject({ kind, confidence: SURE });
      expect(found).toMatchObject({ keys: scope, confidence: SURE });
      expect(found!.unitsOfOthers).toBeGreaterThan(20);
    });
  },
);

describe('short windows', () => {
  const provider: Provider = {
    algorithm: 'fixed-window',
    limit: 50,
    window: MINUTE,
    scope: ['app'],
  };

  test('windows of a minute that are never idle begin at the minute, not with a request', () => {
    expect(told(provider).anchor).toMatchObject({ kind: 'epoch', confidence: 'high' });
    const anchored = told({ ...provider, algorithm: 'fixed-window-anchored' });
    expect(anchored.anchor).toMatchObject({ kind: 'first-request', confidence: 'high' });
  });

  test('a window of a second is taken from the header, and no more is claimed of it', () => {
    const { window, anchor } = told({ ...provider, limit: 5, window: SECOND, announces: true });
    expect(window).toMatchObject({ ms: 1000, from: 'declared' });
    expect(anchor?.confidence ?? 'none').not.toBe('high');
  });
});

describe('without resets', () => {
  test.each(ALGORITHMS)('the counter tells %s', (algorithm, kind) => {
    const { window, anchor, scope } = told({ ...HOURLY, algorithm, scope: ['app'], reset: 'none' });
    expect(window).toMatchObject({ ms: 3_600_000, from: 'counter', confidence: 'high' });
    expect(anchor).toMatchObject({ kind, confidence: 'high' });
    expect(scope).toMatchObject({ keys: ['app'], confidence: 'high' });
  });
});

describe('what cannot be told is not claimed', () => {
  test('a token bucket is no fixed window', () => {
    const { anchor } = told({
      ...HOURLY,
      algorithm: 'token-bucket',
      scope: ['app'],
      gap: 5 * SECOND,
    });
    expect(anchor?.kind ?? 'sliding').toBe('sliding');
  });

  test('one user of one app: the scopes that look the same are all named', () => {
    const { scope } = told({
      ...HOURLY,
      algorithm: 'fixed-window',
      scope: ['app', 'user'],
      apps: 1,
      users: 1,
    });
    expect([scope!.keys, ...scope!.or]).toEqual(
      expect.arrayContaining([['app'], ['app', 'user'], []]),
    );
    expect(scope!.candidates).toHaveLength(1);
  });

  test('five answers within one window are no high confidence', () => {
    const { anchor, scope } = told({
      ...HOURLY,
      algorithm: 'fixed-window-anchored',
      scope: ['app'],
      requests: 5,
      apps: 1,
    });
    expect(anchor?.confidence).not.toBe('high');
    expect(scope?.confidence).not.toBe('high');
  });

  test('one reset at a full hour does not make a day of an hour', () => {
    const { window } = told({
      ...HOURLY,
      algorithm: 'fixed-window',
      scope: ['app'],
      requests: 60,
      gap: 10 * SECOND,
    });
    expect(window?.ms).toBe(3_600_000);
  });
});
