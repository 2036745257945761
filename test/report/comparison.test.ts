import { describe, expect, test } from 'vitest';
import { changesData } from '../../src/report/charts/changes-data.js';
import { comparisonContent } from '../../src/report/comparison/comparison-content.js';
import { comparisonFacts } from '../../src/report/comparison/comparison-facts.js';
import { renderComparisonMarkdown } from '../../src/report/comparison/comparison-markdown.js';
import { matchScenarios } from '../../src/report/comparison/match-scenarios.js';
import { html } from '../../src/report/markup.js';
import { pairedInterval, unpairedInterval } from '../../src/result/confidence.js';
import type { ResultReplications } from '../../src/result/plan.js';
import type { Result } from '../../src/result/result.js';
import { clientsResult } from './clients-result.js';
import {
  emptyResult,
  noTierResult,
  oneRequestResult,
  withoutRequiredTier,
} from './edge-results.js';
import { hostileResult } from './hostile-result.js';
import { bare, outsideFences, tableShapes } from './markdown-shape.js';
import { dropTotals, sampleLimit, sampleResult, sampleScenario } from './sample-result.js';
import { sampleReplications } from './sample-replications.js';
import { weekResult } from './week-result.js';

const NAMES = ['may', 'june'];

const headlineOf = (...results: Result[]) =>
  comparisonFacts(results, ['may', 'june', 'july']).headline;

/** Trial under a load of which so many are throttled, and which tier that requires. */
function trialResult(throttled: number, tier: string | null = 'trial'): Result {
  const scenario = sampleScenario({ totals: dropTotals(9530, throttled) });
  return sampleResult({ scenarios: [scenario], requiredTier: { tier, met: [] } });
}

describe('the headline', () => {
  test('says first that another tier is required', () => {
    expect(headlineOf(trialResult(0), trialResult(1830, 'standard'))).toBe(
      'Standard access is now required (june); trial was enough (may); under trial, throttled requests rose from 0 to 1,830 (19.2%).',
    );
    expect(headlineOf(trialResult(0), trialResult(1830, null))).toMatch(
      /^No tier suffices any more \(june\); trial was enough \(may\);/,
    );
    expect(headlineOf(trialResult(1830, null), trialResult(0))).toMatch(
      /^Trial access now suffices \(june\); none did before \(may\);/,
    );
  });

  test('says that a tier suffices which did not', () => {
    const [may, june] = [weekResult(), weekResult()];
    const trial = { ...june, requiredTier: { tier: 'trial', met: [] } };
    expect(headlineOf(may, trial)).toMatch(
      /^Trial access now suffices \(june\); standard was required \(may\)/,
    );
  });

  test('says what changed where the same tier suffices', () => {
    expect(headlineOf(trialResult(1830, 'standard'), trialResult(0, 'standard'))).toBe(
      'The same tier suffices: standard; under trial, throttled requests fell from 1,830 (19.2%) to 0.',
    );
  });

  test('says so where nothing changed', () => {
    expect(headlineOf(weekResult(), weekResult())).toBe(
      'The same tier suffices: standard; as many requests are throttled, late and dropped in all scenarios.',
    );
    expect(headlineOf(trialResult(5, null), trialResult(5, null))).toMatch(
      /^Still no tier suffices;/,
    );
  });

  test('tells of what was asked only', () => {
    const [a, b] = [trialResult(10), trialResult(0)].map(withoutRequiredTier);
    expect(headlineOf(a!, b!)).toBe('Under trial, throttled requests fell from 10 (0.1%) to 0.');
  });

  test('goes through three Results in order', () => {
    expect(
      headlineOf(trialResult(0), trialResult(9, 'standard'), trialResult(3, 'standard')),
    ).toMatch(
      /^The required tier changed: trial \(may\), then standard \(june\), then standard \(july\); under trial, throttled requests rose from 0 to 3 /,
    );
  });
});

describe('scenarios are matched', () => {
  const tiersOf = (...results: Result[]) =>
    matchScenarios(results).map(({ of }) => of.map((each) => each?.tier));

  test('by all of their settings where these are alike', () => {
    const several = clientsResult();
    const matched = matchScenarios([several, several]);
    expect(matched.map(({ of: [a, b] }) => a === b)).toEqual(several.scenarios.map(() => true));
  });

  test('by tier where each Result has another client', () => {
    const waiting = sampleResult({
      scenarios: [sampleScenario({ policy: { name: 'wait', maxWaitMs: 1000 } })],
    });
    expect(tiersOf(sampleResult(), waiting)).toEqual([['trial', 'trial']]);
  });

  test('not where several could be meant', () => {
    const clients = ['a', 'b'].map((client) =>
      sampleScenario({ policy: { name: 'wait', client } }),
    );
    expect(tiersOf(sampleResult(), sampleResult({ scenarios: clients }))).toEqual([
      ['trial', undefined],
      [undefined, 'trial'],
      [undefined, 'trial'],
    ]);
  });

  test('in a third Result to the one that the second brought', () => {
    const standard = sampleResult({ scenarios: [sampleScenario({ tier: 'standard' })] });
    expect(tiersOf(sampleResult(), standard, standard)).toEqual([
      ['trial', undefined, undefined],
      [undefined, 'standard', 'standard'],
    ]);
  });
});

describe('figures', () => {
  test('that differ are told with their difference, the others not', () => {
    const [trial] = comparisonFacts([trialResult(1000), trialResult(1830)], NAMES).scenarios;
    expect(trial!.figures).toEqual([
      {
        name: 'Throttled',
        values: ['1,000 (10.5%)', '1,830 (19.2%)'],
        differences: [{ words: '+830', relative: '+83%', interval: '' }],
      },
      expect.objectContaining({ name: 'Dropped' }),
    ]);
    expect(comparisonFacts([weekResult(), weekResult()], NAMES).scenarios[0]!.figures).toEqual([]);
  });

  test('of three Results each stand against the first', () => {
    const results = [trialResult(1000), trialResult(500), trialResult(0)];
    const [throttled] = comparisonFacts(results, ['a', 'b', 'c']).scenarios[0]!.figures;
    expect(throttled!.differences.map(({ words }) => words)).toEqual(['−500', '−1,000']);
    expect(throttled!.differences.map(({ relative }) => relative)).toEqual(['−50%', '−100%']);
  });
});

describe('figures drawn again', () => {
  /** Throttled shares of trial by seed. */
  function drawn(seeds: readonly number[], values: readonly number[]): Result {
    const replications: ResultReplications = {
      ...sampleReplications(),
      seeds,
      differences: [],
      figures: [
        {
          tier: 'trial',
          figure: 'throttled share',
          unit: 'share',
          method: 'mean, Student’s t',
          interval: {
            estimate: values.reduce((sum, each) => sum + each, 0) / values.length,
            low: 0,
            high: 1,
          },
          values,
        },
      ],
    };
    return { ...sampleResult(), replications };
  }
  const A = [0.1, 0.2, 0.3, 0.4];
  const B = [0.12, 0.21, 0.33, 0.42];
  const intervalOf = (...results: Result[]) =>
    comparisonFacts(results, NAMES).scenarios[0]!.figures.at(-1)!.differences[0]!;

  test('are paired where they share their seeds, in whatever order', () => {
    const { low, high } = pairedInterval(A, B, 0.95);
    const words = `${(low! * 100).toFixed(2)}% to ${(high! * 100).toFixed(2)}% (95%, paired)`;
    const inOrder = intervalOf(drawn([1, 2, 3, 4], A), drawn([1, 2, 3, 4], B));
    expect(inOrder).toMatchObject({ words: '+2.00%', interval: words, isSure: true });
    const turned = intervalOf(drawn([1, 2, 3, 4], A), drawn([4, 3, 2, 1], B.toReversed()));
    expect(turned).toEqual(inOrder);
  });

  test('are not where they do not', () => {
    const { low, high } = unpairedInterval(A, B, 0.95);
    const words = `−${(-low! * 100).toFixed(2)}% to ${(high! * 100).toFixed(2)}% (95%, unpaired)`;
    expect(intervalOf(drawn([1, 2, 3, 4], A), drawn([1, 2, 3, 5], B))).toMatchObject({
      interval: words,
      isSure: false,
    });
  });

  test('are left out where one Result has none', () => {
    const { figures } = comparisonFacts([drawn([1, 2, 3, 4], A), sampleResult()], NAMES)
      .scenarios[0]!;
    expect(figures).toEqual([]);
  });
});

describe('limits', () => {
  const withLimits = (...limits: Parameters<typeof sampleLimit>[0][]): Result =>
    sampleResult({ scenarios: [sampleScenario({ limits: limits.map(sampleLimit) })] });

  const a = withLimits(
    {},
    { id: 'near', peakUse: 500, requiredLimit: 500 },
    { id: 'same' },
    { id: 'gone' },
  );
  const b = withLimits(
    { peakUse: 1000, requiredLimit: 1500 },
    { id: 'near', peakUse: 600, requiredLimit: 600 },
    { id: 'same' },
    { id: 'gone', offered: 0 },
    { id: 'new' },
  );
  const facts = comparisonFacts([a, b], NAMES);

  test('that changed are told, those that moved most first', () => {
    expect(facts.scenarios[0]!.limits.map(({ id }) => id)).toEqual(['universal', 'near']);
  });

  test('are drawn from what they would have to be to what they would have to be', () => {
    const { needs, ways } = changesData(facts.scenarios[0]!.limits, NAMES);
    expect(ways).toEqual([
      { limit: 'universal', from: 0.812, to: 1.5, end: 1.5, words: '81% → 150%' },
      { limit: 'near', from: 0.5, to: 0.6, end: 0.6, words: '50% → 60%' },
    ]);
    expect(needs.map(({ result, need, place, state }) => [result, need, place, state])).toEqual([
      ['may', 0.812, 'first', 'fits'],
      ['june', 1.5, 'last', 'does not fit'],
      ['may', 0.5, 'first', 'fits'],
      ['june', 0.6, 'last', 'fits'],
    ]);
  });

  test('that appeared or vanished are told apart', () => {
    expect(facts.appearances).toEqual([
      { kind: 'limit of trial', name: 'gone', in: ['may'] },
      { kind: 'limit of trial', name: 'new', in: ['june'] },
    ]);
  });
});

test('settings that differ are told, and no others', () => {
  const base = sampleResult();
  const other: Result = {
    ...base,
    settings: { ...base.settings, seed: 2, limits: { 'trial.universal': 5 } },
    scenarios: [sampleScenario({ algorithm: 'sliding-log' })],
  };
  expect(comparisonFacts([base, other], NAMES).settings).toEqual([
    { name: 'Windows, trial', values: ['fixed-window', 'sliding-log'] },
    { name: 'Limits tried in place of the model’s', values: ['', 'trial.universal = 5'] },
    { name: 'Seed', values: ['1', '2'] },
  ]);
});

describe('a comparison as a page and as Markdown', () => {
  const draw = () => html`<figure></figure>`;
  const pageOf = (...results: Result[]) => comparisonContent(results, NAMES, draw).markup;

  test('has the differences first', () => {
    const page = pageOf(weekResult(), noTierResult());
    const ids = [...page.matchAll(/<section id="([\w-]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['changes', 'limits', 'settings', 'verdicts']);
    const headings = renderComparisonMarkdown([weekResult(), noTierResult()], NAMES)
      .split('\n')
      .filter((line) => line.startsWith('## '));
    expect(headings).toEqual([
      '## What changed?',
      '## Which limits are nearer, and which further?',
      '## What was set otherwise?',
      '## What each says by itself',
    ]);
  });

  test('has no hole where Results lack parts', () => {
    const results = [emptyResult(), oneRequestResult(), weekResult(), clientsResult()];
    for (const a of results) {
      for (const b of results) {
        for (const text of [pageOf(a, b), renderComparisonMarkdown([a, b], NAMES)]) {
          expect(text).not.toMatch(/undefined|NaN|Infinity|\bnull\b/);
        }
      }
    }
  });

  test('escapes hostile names', () => {
    const page = pageOf(hostileResult(), weekResult());
    expect(page).not.toMatch(/<script|<img|<svg/);
    const markdown = renderComparisonMarkdown([hostileResult(), weekResult()], ['<b>', 'a|b']);
    for (const line of outsideFences(markdown)) {
      expect(bare(line).replace(/^> |<(?=\d)/g, ''), line).not.toMatch(/[<>`*[\]]|:\/\//);
    }
    for (const shape of tableShapes(markdown)) expect(new Set(shape).size).toBe(1);
  });
});
