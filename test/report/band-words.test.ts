import { expect, test } from 'vitest';
import { bandWords } from '../../src/report/band-words.js';
import type { Result } from '../../src/result/result.js';
import { raisePlanResult } from './plan-result.js';
import { flippingBand, sampleBand } from './sample-band.js';
import { sampleReservation, sampleResult } from './sample-result.js';

function words(change: Partial<Result>): string {
  return bandWords(sampleResult(change)).join('\n');
}

test('the same tier under all settings', () => {
  expect(words({ band: sampleBand(() => 'trial') })).toBe('Trial suffices under all 102 settings.');
});

test('no tier under any setting', () => {
  const requiredTier = { tier: null, met: [] };
  expect(words({ requiredTier, band: sampleBand(() => null) })).toBe(
    'No tier suffices under any of 102 settings.',
  );
});

test('only under some: which assumption decides, which tier is safe, and which headers tell', () => {
  expect(words({ band: flippingBand() })).toBe(
    'Trial suffices only under 19 of 102 settings: not if windows are sliding-log, sliding-counter or token-bucket, nor if refused requests use quota, nor if the day starts at 08:00–13:00 UTC. Standard suffices under all of them. Which holds, x-ratelimit-remaining and x-ratelimit-reset of your own answers can tell: see below.',
  );
});

test('the required tier is safe, and a lower one would do under some settings', () => {
  const requiredTier = { tier: 'standard', met: [] };
  const band = sampleBand(({ denied }) => (denied === 'free' ? 'trial' : 'standard'));
  expect(words({ requiredTier, band })).toBe(
    'Standard suffices under all 102 settings; trial suffices only under 51 of 102 settings: not if refused requests use quota.',
  );
});

test('settings that no assumption alone decides are counted', () => {
  const band = sampleBand(({ algorithm, denied }) =>
    (algorithm === 'token-bucket') === (denied === 'free') ? 'trial' : 'standard',
  );
  expect(words({ band })).toMatch(
    /^Trial suffices only under 51 of 102 settings: not under 51 that no assumption alone decides\./,
  );
});

test('no tier suffices as assumed, but one does under some settings', () => {
  expect(bandWords(raisePlanResult()).join()).toMatch(
    /^Standard suffices only under 2 of 102 settings: not if windows are fixed-window, sliding-log, sliding-counter or token-bucket\./,
  );
});

test('a trace shorter than a window is not said to prove it under any setting', () => {
  const reservations = [sampleReservation()];
  expect(words({ reservations, band: sampleBand(() => 'trial') })).toBe(
    'Within this trace, trial suffices under all 102 settings.',
  );
});

test('nothing is said where no band was made', () => {
  expect(words({})).toBe('');
});
