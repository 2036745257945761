import { expect, it } from 'vitest';
import { summarizeScenario } from '../../src/result/summarize.js';
import { replay } from './replay.js';
import { requests } from './requests.js';
import { limit, modelWith } from './small-tier.js';

it('tells the limits of a tier apart, also where there are more than 256', () => {
  const categories = Array.from({ length: 300 }, (_, index) => `category${index}`);
  const model = modelWith(
    categories.map((category, index) => limit(category, index + 1, { appliesTo: { category } })),
    categories,
  );
  const run = replay(requests(290, 0, 0, 'category288'), model, model.tiers[0]!);
  const { totals, limits } = summarizeScenario(run);
  expect(totals.admitted).toBe(289);
  expect(limits.filter(({ throttled }) => throttled > 0).map(({ id }) => id)).toEqual([
    'category288',
  ]);
});
