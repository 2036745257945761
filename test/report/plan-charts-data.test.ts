import { expect, test } from 'vitest';
import { bandData } from '../../src/report/charts/band-data.js';
import { differencesData } from '../../src/report/charts/differences-data.js';
import { growthData } from '../../src/report/charts/growth-data.js';
import { growthDelaysData } from '../../src/report/charts/growth-delays-data.js';
import { replicationsData } from '../../src/report/charts/replications-data.js';
import { tierPlace } from '../../src/report/charts/tier-place.js';
import type { PlanCurve } from '../../src/result/plan.js';
import { flippingBand } from './sample-band.js';
import { sampleReplications } from './sample-replications.js';

const TIERS = ['trial', 'standard'];

const CURVE: PlanCurve = {
  growth: 'users',
  points: [0.5, 1, 2, 4].map((factor) => ({
    factor,
    offered: 100 * factor,
    requiredTier: factor < 1 ? 'trial' : factor < 4 ? 'standard' : null,
    tiers: [
      {
        tier: 'trial',
        ok: factor < 1,
        throttledShare: factor < 1 ? 0 : 0.5,
        droppedShare: 0,
        delayP99Ms: 0,
      },
      {
        tier: 'standard',
        ok: factor < 4,
        throttledShare: factor < 4 ? 0 : 0.1,
        droppedShare: 0,
        delayP99Ms: factor < 4 ? 0 : 61_000,
      },
    ],
  })),
};

const TRIED = { triedUpTo: 4, tried: 9 } as const;

const HEADROOM = [
  { growth: 'users', tier: 'trial', factor: 0.8, breaksAt: 0.81, ...TRIED },
  { growth: 'users', tier: 'standard', factor: 3, breaksAt: 3.03, holdsAgainAt: 3.5, ...TRIED },
  { growth: 'rate', tier: 'standard', factor: 2, breaksAt: 2.02, ...TRIED },
] as const;

test('growth: the required tier changes where a tier breaks', () => {
  const { required } = growthData(CURVE, { headroom: HEADROOM }, TIERS);
  expect(required.map(({ from, to, place, required }) => [from, to, place, required])).toEqual([
    [0.5, 0.81, '1', 'trial'],
    [0.81, 3.03, '2', 'standard'],
    [3.03, 4, 'none', 'no tier'],
  ]);
});

test('growth: breaks of this way of growing alone, and where one is unsure', () => {
  const intervals = new Map([['trial', { estimate: 0.8, low: 0.2, high: 0.9 }]]);
  const data = growthData(CURVE, { headroom: HEADROOM }, TIERS, intervals);
  expect(data.breaks).toEqual([
    { factor: 0.81, label: 'trial breaks at 0.81×', side: 'left', row: 0 },
    { factor: 3.03, label: 'standard breaks at 3.03×', side: 'right', row: 1 },
  ]);
  expect(data.unsure).toEqual([
    { from: 0.5, to: 0.9 },
    { from: 3, to: 3.5 },
  ]);
  expect(data.today).toEqual([{ factor: 1 }]);
  expect(data.curve).toHaveLength(8);
  expect(data.ends.map(({ tier, throttled }) => [tier, throttled])).toEqual([
    ['trial', 0.5],
    ['standard', 0.1],
  ]);
});

test('growth: delays only of tiers under which something waits', () => {
  const { delays, ends } = growthDelaysData(CURVE, TIERS);
  expect(delays.map(({ tier, delay }) => [tier, delay])).toEqual([
    ['standard', null],
    ['standard', null],
    ['standard', null],
    ['standard', 61_000],
  ]);
  expect(ends.map(({ words }) => words)).toEqual(['1 min 1 s']);
});

test('band: a row a setting, with the hour where windows are aligned', () => {
  const free = bandData(flippingBand(), 'free').band;
  expect(free).toHaveLength(51);
  expect(free[8]).toEqual({
    algorithm: 'fixed-window',
    hour: '08:00',
    place: '2',
    required: 'standard',
    throttled: 'trial 3.10%, standard 0%',
  });
  expect(free.find(({ algorithm }) => algorithm === 'sliding-log')?.hour).toBe('any');
});

test('replications: every seed that has a value, in a unit that suits', () => {
  const { figures, seeds } = sampleReplications();
  const delay = replicationsData([figures[2]!], seeds);
  expect(delay.unit).toEqual({ divisor: 1000, name: 'seconds' });
  expect(delay.intervals).toEqual([
    {
      who: 'standard',
      estimate: 55.25,
      low: 52.1,
      high: 58.9,
      words: '55.25 s',
      interval: '52.1 s to 58.9 s',
    },
  ]);
  expect(delay.values.map(({ seed }) => seed)).toEqual(seeds);
  const none = replicationsData([figures[4]!], seeds);
  expect([none.values, none.intervals]).toEqual([[], []]);
});

test('differences: paired beside unpaired, negative ones too', () => {
  const { differences } = differencesData(sampleReplications().differences[0]!);
  expect(differences.map(({ who, interval }) => [who, interval])).toEqual([
    ['paired', '−68.30% to −67.10%'],
    ['as if unpaired', '−69.05% to −66.35%'],
  ]);
});

test('tiers past the fourth share its colour; no tier has its own', () => {
  const many = ['a', 'b', 'c', 'd', 'e'];
  expect(['a', 'd', 'e', null].map((tier) => tierPlace(tier, many))).toEqual([
    '1',
    '4',
    '4',
    'none',
  ]);
});
