import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/time.js';
import { calibrated, inferredFrom as told, recordingOf, type Provider } from './recording.js';

const HOURLY = { limit: 200, window: HOUR, gap: 30 * SECOND } as const;
const RESETS = ['delay', 'instant'] as const;

describe('a reset that is the time in which a bucket drains', () => {
  const bucket: Provider = {
    algorithm: 'token-bucket',
    limit: 100,
    window: MINUTE,
    scope: ['app'],
    apps: 1,
  };

  test.each([
    ['lightly used', { gap: 4 * SECOND }],
    ['busy', { gap: SECOND / 2 }],
    ['its resets as instants', { gap: 4 * SECOND, reset: 'instant' }],
    ['in a log of whole seconds', { gap: 4 * SECOND, isCoarse: true }],
    ['without resets', { gap: 4 * SECOND, reset: 'none' }],
  ] as const)('is no window: %s', (_, change) => {
    const { window, anchor, scope } = told({ ...bucket, ...change });
    expect(window?.confidence ?? 'none').toMatch(/low|none/);
    expect(anchor?.kind ?? 'sliding').toBe('sliding');
    expect(anchor?.confidence ?? 'none').toMatch(/low|none/);
    expect(scope?.unitsOfOthers ?? 0).toBe(0);
  });
});

describe('many resets at multiples of a window', () => {
  const busy: Provider = {
    algorithm: 'fixed-window',
    limit: 500,
    window: MINUTE,
    scope: ['app'],
    apps: 1,
    gap: SECOND / 2,
    requests: 1500,
  };

  test.each(RESETS)('do not begin with a request, reset as %s', (reset) => {
    const { anchor } = told({ ...busy, reset });
    expect(anchor).toMatchObject({ kind: 'epoch', confidence: 'high' });
  });

  test.each([
    [720, 10],
    [50, 1],
  ])('tell a window of %i s, which is no usual one', (seconds, gap) => {
    for (const reset of RESETS) {
      const { window, anchor } = told({
        ...busy,
        window: seconds * SECOND,
        gap: gap * SECOND,
        reset,
      });
      expect(window).toMatchObject({ ms: seconds * 1000, confidence: 'high' });
      expect(anchor).toMatchObject({ kind: 'epoch', confidence: 'high' });
    }
  });

  test('requests on the minute alone cannot tell the minute from their own first', () => {
    const { anchor } = told({ ...busy, gap: MINUTE, isOnTheMinute: true, requests: 60 });
    expect(anchor?.kind).not.toBe('first-request');
    expect(anchor?.kind === 'epoch' && anchor.confidence === 'high').toBe(false);
  });
});

describe('a clock that is off by the same all the time', () => {
  const anchored: Provider = {
    ...HOURLY,
    algorithm: 'fixed-window-anchored',
    scope: ['app'],
    reset: 'instant',
  };

  test.each([10, -10])('%i s: the window is the usual one, with the other beside it', (seconds) => {
    const { window } = told({ ...anchored, skew: seconds * SECOND });
    expect(window).toMatchObject({ ms: 3_600_000, confidence: 'medium' });
    expect(window!.orMs).toEqual([3_600_000 + seconds * 1000]);
  });

  test('two minutes: the window is not sure', () => {
    expect(told({ ...anchored, skew: -120 * SECOND }).window).toMatchObject({ confidence: 'low' });
  });
});

describe('a log of whole seconds', () => {
  const coarse: Provider = {
    algorithm: 'fixed-window-anchored',
    limit: 100,
    window: MINUTE,
    scope: ['app'],
    gap: SECOND / 2,
    isCoarse: true,
    others: 0.3,
  };

  test('tells no scope for sure, and no clients that are not in it', () => {
    const { findings, series } = calibrated(recordingOf(coarse));
    expect(series![0]!.inferred.scope?.confidence ?? 'none').toMatch(/low|none/);
    const said = findings.map(({ message }) => message).join(' ');
    expect(said).not.toContain('went to requests that are not in the trace');
    expect(said).not.toContain('The counter is kept');
  });

  test('the same log with fractions tells both', () => {
    const { findings } = calibrated(recordingOf({ ...coarse, isCoarse: false }));
    const said = findings.map(({ message }) => message).join(' ');
    expect(said).toContain('went to requests that are not in the trace');
  });
});

test('a counter alone is not sure of windows of which it saw one', () => {
  const { anchor } = told({
    algorithm: 'fixed-window',
    limit: 500,
    window: MINUTE,
    scope: ['app'],
    gap: SECOND / 2,
    requests: 50,
    reset: 'none',
  });
  expect(anchor?.confidence ?? 'none').not.toBe('high');
});
