import { expect, test } from 'vitest';
import { failingCounts, failingWords, fails } from '../../src/report/band-fails.js';
import { bandWords, raiseBandWords } from '../../src/report/band-words.js';
import type { Result } from '../../src/result/result.js';
import { planResult, raisePlanResult } from './plan-result.js';
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

test('settings that no assumption alone decides are told exactly, algorithms alike together', () => {
  const byHour = sampleBand(({ algorithm, resetHour }) =>
    algorithm !== 'sliding-counter' || resetHour === 3 || resetHour === 23 ? 'trial' : 'standard',
  );
  expect(words({ band: byHour })).toMatch(
    /^Trial suffices only under 58 of 102 settings: not under sliding-counter with a day that starts at any hour but 03:00 or 23:00 UTC\./,
  );
  const byDenied = sampleBand(({ algorithm, denied }) =>
    (algorithm === 'token-bucket') === (denied === 'free') ? 'trial' : 'standard',
  );
  expect(words({ band: byDenied })).toMatch(
    /^Trial suffices only under 51 of 102 settings: not under fixed-window, fixed-window-anchored, sliding-log and sliding-counter if refused requests use no quota, nor under token-bucket if refused requests use quota\./,
  );
});

test('hours of one way to count refused requests are told of that way', () => {
  const band = sampleBand(({ algorithm, denied, resetHour = 0 }) =>
    algorithm === 'fixed-window' && (denied === 'charged' || (resetHour > 7 && resetHour < 11))
      ? 'standard'
      : 'trial',
  );
  expect(words({ band })).toContain(
    'not under fixed-window if refused requests use no quota and the day starts at 08:00–10:00 UTC, or if refused requests use quota.',
  );
});

test('what takes too many words is counted by algorithm', () => {
  const hours = { 'fixed-window': 3, 'sliding-counter': 5 } as Record<string, number>;
  const band = sampleBand(({ algorithm, denied, resetHour = 0 }) => {
    if (algorithm === 'sliding-log') return 'standard';
    if (algorithm === 'token-bucket') return denied === 'free' ? 'standard' : 'trial';
    return resetHour < (hours[algorithm] ?? 0) ? 'standard' : 'trial';
  });
  expect(words({ band })).toContain(
    ': not under 6 of 48 with fixed-window, 2 of 2 with sliding-log, 10 of 48 with sliding-counter and 1 of 2 with token-bucket.',
  );
});

test('what is told of a tier without daily windows counts no hours', () => {
  const all = sampleBand(({ algorithm, denied }) =>
    (algorithm === 'fixed-window') === (denied === 'free') ? 'standard' : 'trial',
  );
  const tiers = [{ tier: 'trial', settings: 10, holds: 5 }];
  const settings = failingCounts({ ...all, tiers }, tiers[0]!);
  expect(settings).toEqual([
    '1 of 2 with fixed-window',
    '1 of 2 with fixed-window-anchored',
    '1 of 2 with sliding-log',
    '1 of 2 with sliding-counter',
    '1 of 2 with token-bucket',
  ]);
});

test('on how many settings a raise stands', () => {
  expect(bandWords(raisePlanResult()).join()).toContain(
    'With the raise, the objective holds under 8 of 10 settings.',
  );
  const plan = { ...planResult().plan!, raiseBand: { settings: 10, holds: 10 } };
  expect(raiseBandWords({ plan })).toEqual([
    'With the raise, the objective holds under all 10 settings.',
  ]);
  expect(raiseBandWords(planResult())).toEqual([]);
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

test('every failing setting is told, and no other: read back from the words', () => {
  const isOk = (algorithm: string, denied: string, hour: number) =>
    algorithm === 'sliding-log' ||
    (algorithm === 'sliding-counter' && hour % 7 < 2 && denied === 'free');
  const band = sampleBand(({ algorithm, denied, resetHour = 0 }) =>
    isOk(algorithm, denied, resetHour) ? 'trial' : 'standard',
  );
  const tier = band.tiers[0]!;
  const read = failingWords(band, tier).flatMap((text) => readBack(text));
  const failing = band.verdicts
    .filter((verdict) => fails(verdict, 'trial'))
    .map(({ algorithm, denied, resetHour }) => [algorithm, denied, resetHour].join());
  expect(read.toSorted()).toEqual(failing.toSorted());
});

/** Settings named as in `a, b and c if refused requests use quota, or if … and the day starts at 08:00–10:00 or 12:00 UTC`. */
function readBack(text: string): string[] {
  const [names = '', ...rest] = text.split(/ (?=if |with )/);
  const condition = rest.join(' ');
  const clauses = condition === '' ? [''] : condition.split(', or ');
  return names.split(/, | and /).flatMap((algorithm) =>
    clauses.flatMap((clause) => {
      const denied = clause.includes('no quota')
        ? ['free']
        : clause.includes('use quota')
          ? ['charged']
          : ['free', 'charged'];
      const hours = /^(fixed-window|sliding-counter)$/.test(algorithm) ? hoursOf(clause) : [''];
      return denied.flatMap((each) => hours.map((hour) => [algorithm, each, hour].join()));
    }),
  );
}

function hoursOf(clause: string): string[] {
  const all = Array.from({ length: 24 }, (_, hour) => hour);
  const named = [...clause.matchAll(/(\d\d):00(?:–(\d\d):00)?/g)].map(([, from, to]) => ({
    from: Number(from),
    to: Number(to ?? from),
  }));
  const isNamed = (hour: number) => named.some(({ from, to }) => hour >= from && hour <= to);
  const isBut = clause.includes('any hour but');
  return all
    .filter((hour) => named.length === 0 || isNamed(hour) !== isBut)
    .map((hour) => String(hour));
}
