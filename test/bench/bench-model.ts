import type { Limit, RateModel } from '../../src/model/rate-model.js';

/** A model of fixed windows, with these categories and whatever else is given. */
export function benchModel(
  categories: readonly string[],
  parts: Partial<Pick<RateModel, 'basePath' | 'operations' | 'tiers'>> = {},
): RateModel {
  return {
    name: 'bench',
    title: 'Benchmark',
    basePath: '',
    algorithm: 'fixed-window',
    denied: 'free',
    categories: categories.map((name) => ({ name, description: '' })),
    operations: [],
    exemptions: [],
    tiers: [],
    assumptions: [],
    ...parts,
  };
}

/** A limit on the requests of a category, or on all of them. @param window whole microseconds. */
export function benchLimit(
  id: string,
  figure: number,
  window: number,
  scope: Limit['scope'],
  category?: string,
): Limit {
  return {
    id,
    appliesTo: category === undefined ? {} : { category },
    counts: 'requests',
    limit: figure,
    window,
    scope,
    provenance: { title: 'Benchmark', status: 'assumed' },
  };
}
