import { describe, expect, it } from 'vitest';
import type { SimulationSettings } from '../../src/engine/settings.js';
import { zoneWindows } from '../../src/limiter/zone-windows.js';
import { withLimits } from '../../src/model/limits.js';
import type { ResultLimit } from '../../src/result/result.js';
import { summarizeScenario, type ScenarioRun } from '../../src/result/summarize.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/time.js';
import { loadModel } from '../model/shipped-models.js';
import type { OracleRequest } from '../oracle/oracle-types.js';
import { replay, tierNamed } from './replay.js';
import { at, request, requests } from './requests.js';
import { limit, modelWith } from './small-tier.js';

const pinterest = loadModel('pinterest-v5.yaml');
const trial = tierNamed(pinterest, 'trial');
const standard = tierNamed(pinterest, 'standard');
const noon = at('2026-06-10T12:00');
const midnight = at('2026-06-11T00:00');

function underTrial(trace: OracleRequest[], change?: Partial<SimulationSettings>): ScenarioRun {
  return replay(trace, pinterest, trial, change);
}

function underStandard(trace: OracleRequest[], change?: Partial<SimulationSettings>): ScenarioRun {
  return replay(trace, pinterest, standard, change);
}

function admitted(run: ScenarioRun): number {
  return summarizeScenario(run).totals.admitted;
}

/** Throttled requests by the limit that bound them. */
function throttled(run: ScenarioRun): Record<string, number> {
  const binding = summarizeScenario(run).limits.filter((one) => one.throttled > 0);
  return Object.fromEntries(binding.map((one) => [one.id, one.throttled]));
}

function limitOf(run: ScenarioRun, id: string): ResultLimit {
  return summarizeScenario(run).limits.find((one) => one.id === id)!;
}

describe('trial access', () => {
  it('takes 1,000 requests a day and refuses the 1,001st', () => {
    // One each minute of 16 h 40 min: 1,001 requests of one UTC day.
    const day = requests(1001, at('2026-06-10'), MINUTE, 'org_read');
    const run = underTrial(day);
    expect(summarizeScenario(run).totals).toEqual({
      offered: 1001,
      admitted: 1000,
      throttled: 1,
      delayed: 0,
      dropped: 1,
      attempts: 1001,
      responses429: 1,
    });
    // The category is full as well, until the same midnight: the earlier limit of the tier binds.
    expect(throttled(run)).toEqual({ universal: 1 });
    expect(limitOf(run, 'universal')).toMatchObject({
      peakUse: 1000,
      requiredLimit: 1001,
      firstThrottledAt: '2026-06-10T16:40:00.000000Z',
    });
  });

  it('takes 300 writes of ads a day and refuses the 301st', () => {
    const run = underTrial(requests(301, noon, SECOND, 'ads_write'));
    expect(admitted(run)).toBe(300);
    expect(throttled(run)).toEqual({ ads_write: 1 });
    expect(limitOf(run, 'ads_write').requiredLimit).toBe(301);
    expect(limitOf(run, 'universal').peakUse).toBe(300);
  });

  it('counts the users of an app together and apps apart', () => {
    const users = ['a', 'b', 'c'].flatMap((user) => requests(200, noon, 0, 'org_write', { user }));
    // 3 · 200 = 600 of an app's 300.
    expect(throttled(underTrial(users))).toEqual({ org_write: 300 });
    const apps = ['a', 'b', 'c'].flatMap((app) => requests(200, noon, 0, 'org_write', { app }));
    expect(throttled(underTrial(apps))).toEqual({});
  });

  it('starts anew at midnight UTC, to the microsecond', () => {
    const evening = requests(1001, midnight - 1, 0, 'org_read');
    const morning = requests(1000, midnight, 0, 'org_read');
    const run = underTrial([...evening, ...morning]);
    expect(admitted(run)).toBe(2000);
    expect(run.outcome.bindingLimit.findIndex((binding) => binding !== -1)).toBe(1000);
  });
});

describe('standard access', () => {
  it('takes 100 requests of a user in a second and refuses the 101st', () => {
    const run = underStandard(requests(101, noon, SECOND / 101, 'org_read'));
    expect(admitted(run)).toBe(100);
    expect(throttled(run)).toEqual({ universal: 1 });
  });

  it('takes 101 of two users', () => {
    const first = requests(51, noon, 0, 'org_read', { user: 'first' });
    const second = requests(50, noon, 0, 'org_read', { user: 'second' });
    const run = underStandard([...first, ...second]);
    expect(admitted(run)).toBe(101);
    expect(limitOf(run, 'universal')).toMatchObject({ tuples: 2, peakUse: 51, requiredLimit: 51 });
  });

  it('starts anew with the minute, to the microsecond', () => {
    const before = requests(61, noon + MINUTE - 1, 0, 'trends_read');
    const after = requests(60, noon + MINUTE, 0, 'trends_read');
    const run = underStandard([...before, ...after]);
    expect(admitted(run)).toBe(120);
    expect(throttled(run)).toEqual({ trends_read: 1 });
  });
});

describe('conversions', () => {
  it.each([trial, standard])('of a conversion token are unlimited: $name', (tier) => {
    const flood = requests(5000, noon, 0, 'ads_conversions', { token: 'conversion' });
    const run = replay(flood, pinterest, tier);
    expect(admitted(run)).toBe(5000);
    expect(summarizeScenario(run).limits.every(({ offered }) => offered === 0)).toBe(true);
  });

  it('that are tests meet the test limit in place of their own, and the universal one', () => {
    const run = underStandard(requests(11, noon, 0, 'ads_conversions', { isTest: true }));
    // 10 a second.
    expect(admitted(run)).toBe(10);
    expect(throttled(run)).toEqual({ ads_conversions_test: 1 });
    expect(limitOf(run, 'ads_conversions').offered).toBe(0);
    expect(limitOf(run, 'universal').peakUse).toBe(10);
  });

  it('that are tests fill the universal limit', () => {
    // 10 a second for 101 seconds: 1,010 of the day's 1,000.
    const tests = requests(1010, noon, SECOND / 10, 'ads_conversions', { isTest: true });
    expect(throttled(underTrial(tests))).toEqual({ universal: 10 });
  });

  it('are tests first, whatever their token', () => {
    const tests = { isTest: true, token: 'conversion' } as const;
    const run = underTrial(requests(11, noon, 0, 'ads_conversions', tests));
    expect(throttled(run)).toEqual({ ads_conversions_test: 1 });
  });

  it('are counted for each ad account', () => {
    // With a universal limit of 10,000, so that the day's 1,000 for each account is met first.
    const tier = withLimits(trial, new Map([['universal', 10_000]]));
    const first = requests(1001, noon, 0, 'ads_conversions', { adAccount: 'first' });
    const second = requests(1000, noon, 0, 'ads_conversions', { adAccount: 'second' });
    const run = replay([...first, ...second], pinterest, tier);
    expect(admitted(run)).toBe(2000);
    expect(limitOf(run, 'ads_conversions')).toMatchObject({ tuples: 2, throttled: 1 });
    // The same accounts of another app have a quota of their own.
    const others = [...first, ...second].map((one) => ({ ...one, app: 'other' }));
    const both = replay([...first, ...second, ...others], pinterest, tier);
    expect(limitOf(both, 'ads_conversions')).toMatchObject({ tuples: 4, throttled: 2 });
  });
});

describe('a request outside the model', () => {
  it('meets the universal limit alone', () => {
    const run = underTrial(requests(1001, noon, 0, ''));
    expect(throttled(run)).toEqual({ universal: 1 });
    expect(summarizeScenario(run).limits.filter(({ offered }) => offered > 0)).toHaveLength(1);
  });
});

describe('denied: charged', () => {
  // 1,000 writes of boards of a day's 300, and one read afterwards.
  const day = [...requests(1000, noon, 0, 'org_write'), request(noon + HOUR, 'org_read')];

  it('burns quota of the limits that had room', () => {
    const run = underTrial(day, { denied: 'charged' });
    // The 700 writes refused are counted by the universal limit: 300 + 700 = 1,000, no room for the read.
    expect(admitted(run)).toBe(300);
    expect(throttled(run)).toEqual({ org_write: 700, universal: 1 });
    expect(limitOf(run, 'org_write').peakUse).toBe(300);
  });

  it('does not where refusals are free', () => {
    const run = underTrial(day);
    expect(admitted(run)).toBe(301);
    expect(throttled(run)).toEqual({ org_write: 700 });
    expect(limitOf(run, 'universal').peakUse).toBe(301);
  });
});

describe('costs', () => {
  it('matter only to limits that count units', () => {
    const costly = requests(301, noon, 0, 'ads_write', { cost: 500 });
    expect(throttled(underTrial(costly))).toEqual({ ads_write: 1 });
  });

  it('above a limit are dropped at once and said to be impossible', () => {
    const units = modelWith([
      limit('requests', 10),
      limit('units', 5, { counts: 'units', window: MINUTE }),
    ]);
    const trace = [4, 6, 1, 1].map((cost) => request(noon, '', { cost }));
    const run = replay(trace, units, units.tiers[0]!);
    // 4, then 6 > 5, then 4 + 1 = 5, then no room.
    expect([...run.outcome.bindingLimit]).toEqual([-1, 1, -1, 1]);
    expect([...run.outcome.attempts]).toEqual([1, 1, 1, 1]);
    expect(limitOf(run, 'units')).toMatchObject({
      peakUse: 5,
      throttled: 2,
      impossible: 1,
      requiredLimit: 12,
    });
    expect(limitOf(run, 'requests')).not.toHaveProperty('impossible');
  });
});

describe('options', () => {
  it('--used begins the first window with so many used, for each tuple', () => {
    const apps = ['one', 'two'].flatMap((app) => requests(11, noon, 0, 'org_read', { app }));
    const nextDay = requests(11, noon + DAY, 0, 'org_read', { app: 'one' });
    const run = underTrial([...apps, ...nextDay], { used: new Map([['universal', 990]]) });
    // 990 + 10 = 1,000 for each app; the day after begins with none.
    expect(throttled(run)).toEqual({ universal: 2 });
    expect(admitted(run)).toBe(10 + 10 + 11);
    expect(limitOf(run, 'universal')).toMatchObject({ peakUse: 1000, requiredLimit: 1001 });
  });

  it('--reset-zone begins days at the midnight of a zone, and leaves minutes alone', () => {
    const resetWindows = zoneWindows('Europe/Berlin')!;
    // 22:00 UTC is midnight in Berlin in summer.
    const berlinMidnight = at('2026-06-10T22:00');
    const trace = [
      ...requests(1000, berlinMidnight - 1, 0, 'org_read'),
      ...requests(1000, berlinMidnight, 0, 'org_read'),
      request(midnight, 'org_read'),
    ];
    // In Berlin midnight UTC is two in the morning: no new day.
    expect(admitted(underTrial(trace, { resetWindows }))).toBe(2000);
    expect(admitted(underTrial(trace))).toBe(1001);
    const perMinute = requests(120, noon + MINUTE / 2, MINUTE / 120, 'trends_read');
    expect(throttled(underStandard(perMinute, { resetWindows }))).toEqual({});
  });
});
