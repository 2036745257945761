import { InputError } from '../errors.js';
import { parseDuration } from '../time.js';
import { checkModel } from './check-model.js';
import { createSchemaCheck, locate, type DocumentSource } from './check-schema.js';
import { compiledSchema } from './compiled-schema.js';
import type {
  LimitDocument,
  MatchDocument,
  ModelDocument,
  TierDocument,
} from './model-document.js';
import { modelSchema } from './model-schema.js';
import type { Limit, Operation, RateModel, RequestMatch, Tier } from './rate-model.js';

/** Where the document came from, and what its `operations` file holds. */
export interface ParseModelOptions extends DocumentSource {
  readonly operations?: readonly Operation[];
}

const checkModelSchema = createSchemaCheck(modelSchema, compiledSchema);

/** The file of operations that a document names, relative to its own place; null if it names none. */
export function operationsFileOf(document: unknown): string | null {
  if (typeof document !== 'object' || document === null || !('operations' in document)) return null;
  return typeof document.operations === 'string' ? document.operations : null;
}

/**
 * Checks a model document, spells out its shorthand and freezes it. Its form is described by
 * `models/rate-model.schema.json`.
 * @param document the plain value of the YAML or JSON text.
 * @throws InputError with every problem of its form or, where the form is sound, of its meaning.
 */
export function parseModel(document: unknown, options: ParseModelOptions): RateModel {
  const malformed = checkModelSchema(document, options);
  if (malformed.length > 0) throw new InputError(malformed);
  const checked = document as ModelDocument;
  const problems = checkModel(checked, options);
  if (checked.operations !== undefined && options.operations === undefined) {
    problems.push({
      message: `the table of operations "${checked.operations}" was not read; read it, or leave the key out`,
      location: locate(options, '/operations'),
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  return deepFreeze(normalise(checked, options.operations ?? []));
}

function normalise(document: ModelDocument, operations: readonly Operation[]): RateModel {
  return {
    name: document.name,
    title: document.title,
    basePath: document.base_path ?? '',
    algorithm: document.algorithm,
    denied: document.denied,
    categories: Object.entries(document.categories ?? {}).map(([name, description]) => ({
      name,
      description,
    })),
    operations: operations.map((operation) => ({ ...operation })),
    exemptions: (document.exemptions ?? []).map(({ applies_to, reason }) => ({
      appliesTo: normaliseMatch(applies_to),
      reason,
    })),
    tiers: document.tiers.map((tier) => normaliseTier(tier, document)),
    assumptions: (document.assumptions ?? []).map((assumption) => ({ ...assumption })),
  };
}

function normaliseTier(tier: TierDocument, document: ModelDocument): Tier {
  const { name, title } = tier;
  return { name, title, limits: tier.limits.map((limit) => normaliseLimit(limit, tier, document)) };
}

function normaliseLimit(limit: LimitDocument, tier: TierDocument, document: ModelDocument): Limit {
  const { id, applies_to, counts, window, scope, source, status } = { ...tier.defaults, ...limit };
  return {
    id,
    appliesTo: applies_to === 'all' ? {} : normaliseMatch(applies_to ?? { category: id }),
    counts: counts ?? 'requests',
    limit: limit.limit,
    window: parseDuration(window!)!,
    scope: [...scope!],
    provenance: { ...document.sources[source!]!, status: status ?? 'documented' },
  };
}

function normaliseMatch({ category, is_test, token }: MatchDocument): RequestMatch {
  return {
    ...(category === undefined ? {} : { category }),
    ...(is_test === undefined ? {} : { isTest: is_test }),
    ...(token === undefined ? {} : { token }),
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
