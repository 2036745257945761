import { parseModel } from '../../src/model/parse-model.js';
import type { Limit, RateModel } from '../../src/model/rate-model.js';

/** Replaces, adds and (with undefined) removes top-level keys of a small sound model. */
export function acme(change: Record<string, unknown> = {}): unknown {
  const document: Record<string, unknown> = {
    format: 'quotasim/model',
    version: 1,
    name: 'acme',
    title: 'Acme API',
    algorithm: 'fixed-window',
    denied: 'free',
    sources: { docs: { title: 'Limits' } },
    categories: { search: 'Looking things up.' },
    tiers: [tier([{ id: 'universal', applies_to: 'all', limit: 60 }])],
    ...change,
  };
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}

export function tier(
  limits: unknown,
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  const defaults = { window: '1m', scope: ['app'], source: 'docs' };
  return { name: 'free', title: 'Free plan', defaults, limits, ...change };
}

/** A model whose only limit is a sound one with some keys changed. */
export function withLimit(change: Record<string, unknown>): unknown {
  return acme({ tiers: [tier([{ id: 'search', limit: 10, ...change }])] });
}

export function parse(document: unknown): RateModel {
  return parseModel(document, { file: 'm.yaml' });
}

export function onlyLimit(document: unknown): Limit {
  return parse(document).tiers[0]!.limits[0]!;
}
