import type { Limit, RateModel } from '../../src/model/rate-model.js';
import { SECOND } from '../../src/time.js';

/** A limit of all requests: one counter, in requests a second, unless changed. */
export function limit(id: string, figure: number, change: Partial<Limit> = {}): Limit {
  return {
    id,
    appliesTo: {},
    counts: 'requests',
    limit: figure,
    window: SECOND,
    scope: [],
    provenance: { title: 'Example', status: 'assumed' },
    ...change,
  };
}

/** A model without operations whose only tier, `tier`, has these limits. */
export function modelWith(limits: readonly Limit[], categories: readonly string[] = []): RateModel {
  return {
    name: 'example',
    title: 'Example',
    basePath: '',
    algorithm: 'fixed-window',
    denied: 'free',
    categories: categories.map((name) => ({ name, description: '' })),
    operations: [],
    exemptions: [],
    tiers: [{ name: 'tier', title: 'Tier', limits }],
    assumptions: [],
  };
}
