import { covers } from './dominance.js';
import { lintLimits } from './lint-limits.js';
import type { LintFinding } from './lint-finding.js';
import type { RateModel } from './rate-model.js';

/** Findings on a model: gaps between its operations, categories and limits, then, tier by tier, limits that never bind or are out of reach. */
export function lintModel(model: RateModel): LintFinding[] {
  return [
    ...undeclaredCategories(model),
    ...categoriesWithoutOperation(model),
    ...categoriesWithoutLimit(model),
    ...limitsOfExemptRequests(model),
    ...model.tiers.flatMap((tier) => lintLimits(tier, model)),
  ];
}

function undeclaredCategories({ categories, operations }: RateModel): LintFinding[] {
  const declared = new Set(categories.map(({ name }) => name));
  const undeclared = operations.filter(({ category }) => !declared.has(category));
  return [...new Set(undeclared.map(({ category }) => category))].map((category) => {
    const [first, ...others] = undeclared.filter((operation) => operation.category === category);
    const example = `${first!.method} ${first!.path}`;
    const which = others.length === 0 ? example : `${example} and ${others.length} more`;
    return {
      level: 'warning',
      subject: `category ${category}`,
      message: `The operations name this category and the model does not declare it: requests of ${which} are unmapped, so only limits on all requests hold for them.`,
    };
  });
}

function categoriesWithoutOperation({ categories, operations }: RateModel): LintFinding[] {
  if (operations.length === 0) return [];
  const used = new Set(operations.map(({ category }) => category));
  return categories
    .filter(({ name }) => !used.has(name))
    .map(({ name }) => ({
      level: 'warning',
      subject: `category ${name}`,
      message:
        'No operation has this category: only a trace that names categories itself can reach it.',
    }));
}

function categoriesWithoutLimit({ categories, tiers }: RateModel): LintFinding[] {
  return tiers.flatMap((tier) =>
    categories
      .filter(({ name }) => !tier.limits.some(({ appliesTo }) => appliesTo.category === name))
      .map(({ name }) => ({
        level: 'warning',
        subject: `category ${name}`,
        message: `Tier ${tier.name} sets no limit for this category: only limits on all requests hold for it there.`,
      })),
  );
}

function limitsOfExemptRequests({ exemptions, tiers }: RateModel): LintFinding[] {
  return tiers.flatMap((tier) =>
    tier.limits
      .filter(({ appliesTo }) => exemptions.some((exempt) => covers(exempt.appliesTo, appliesTo)))
      .map(({ id }) => ({
        level: 'warning',
        subject: `${tier.name}.${id}`,
        message: 'Every request that this limit is for is exempt from all limits: it never binds.',
      })),
  );
}
