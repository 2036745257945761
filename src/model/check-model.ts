import type { InputProblem } from '../errors.js';
import { parseDuration } from '../time.js';
import { locate, pointerToken, type DocumentSource } from './check-schema.js';
import type {
  LimitDefaultsDocument,
  LimitDocument,
  MatchDocument,
  ModelDocument,
  TierDocument,
} from './model-document.js';
import { didYouMean } from './did-you-mean.js';

/** What reports call requests that the model does not map, and so no category may be called. */
const RESERVED_CATEGORY = 'unmapped';

/**
 * Checks what a schema cannot: names that refer to one another, names that stand twice, windows of no
 * length. An empty list if the document is sound.
 */
export function checkModel(document: ModelDocument, source: DocumentSource): InputProblem[] {
  const problems: InputProblem[] = [];
  const report = (pointer: string, message: string): void => {
    problems.push({ message, location: locate(source, pointer) });
  };
  const categories = Object.keys(document.categories ?? {});
  const sources = Object.keys(document.sources);

  const checkCategory = (match: MatchDocument, pointer: string): void => {
    const { category } = match;
    if (category === undefined || categories.includes(category)) return;
    const hint = didYouMean(category, categories);
    report(
      `${pointer}/category`,
      `category "${category}" is not declared; declare it under categories.${hint}`,
    );
  };

  const checkDefaults = (part: LimitDefaultsDocument, pointer: string): void => {
    if (part.window !== undefined && !((parseDuration(part.window) ?? 0) > 0)) {
      report(`${pointer}/window`, `window is ${part.window}; expected a duration longer than zero`);
    }
    if (part.source !== undefined && !sources.includes(part.source)) {
      const hint = didYouMean(part.source, sources);
      report(
        `${pointer}/source`,
        `source "${part.source}" is not declared; declare it under sources.${hint}`,
      );
    }
  };

  const checkLimit = (limit: LimitDocument, tier: TierDocument, pointer: string): void => {
    checkDefaults(limit, pointer);
    for (const key of ['window', 'scope', 'source'] as const) {
      if (limit[key] === undefined && tier.defaults?.[key] === undefined) {
        report(
          pointer,
          `limit "${limit.id}" has no "${key}"; give it one, or give the tier one under defaults`,
        );
      }
    }
    if (typeof limit.applies_to === 'object') {
      checkCategory(limit.applies_to, `${pointer}/applies_to`);
    } else if (limit.applies_to === undefined && !categories.includes(limit.id)) {
      const hint = didYouMean(limit.id, categories);
      report(
        `${pointer}/id`,
        `limit "${limit.id}" is for the category of its name, which is not declared; declare it under categories, or say what the limit applies_to.${hint}`,
      );
    }
  };

  const checkUnique = (ids: readonly string[], pointerOf: (index: number) => string): void => {
    ids.forEach((id, index) => {
      const first = ids.indexOf(id);
      if (first === index) return;
      report(
        pointerOf(index),
        `"${id}" stands twice, as entries ${first + 1} and ${index + 1}; rename or remove one`,
      );
    });
  };

  if (categories.includes(RESERVED_CATEGORY)) {
    report(
      `/categories/${pointerToken(RESERVED_CATEGORY)}`,
      `"${RESERVED_CATEGORY}" is what reports call requests of no category; choose another name`,
    );
  }
  document.exemptions?.forEach(({ applies_to }, index) => {
    checkCategory(applies_to, `/exemptions/${index}/applies_to`);
  });
  checkUnique(
    (document.assumptions ?? []).map(({ id }) => id),
    (index) => `/assumptions/${index}/id`,
  );
  checkUnique(
    document.tiers.map((tier) => tier.name),
    (index) => `/tiers/${index}/name`,
  );
  document.tiers.forEach((tier, tierIndex) => {
    const pointer = `/tiers/${tierIndex}`;
    checkDefaults(tier.defaults ?? {}, `${pointer}/defaults`);
    checkUnique(
      tier.limits.map(({ id }) => id),
      (index) => `${pointer}/limits/${index}/id`,
    );
    tier.limits.forEach((limit, index) => {
      checkLimit(limit, tier, `${pointer}/limits/${index}`);
    });
  });
  return problems;
}
