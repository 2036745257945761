import { InputError, type InputProblem } from '../errors.js';
import { didYouMean } from './did-you-mean.js';
import type { RateModel, Tier } from './rate-model.js';

/** Figures by tier name, then limit id. */
export type LimitFigures = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Options that take `TIER.ID=N`, and the smallest N of each. */
const SMALLEST = { '--limit': 1, '--used': 0 } as const;

/** A tier with some of its limits' figures replaced, by limit id. */
export function withLimits(tier: Tier, overrides: ReadonlyMap<string, number>): Tier {
  return {
    ...tier,
    limits: tier.limits.map((limit) => ({
      ...limit,
      limit: overrides.get(limit.id) ?? limit.limit,
    })),
  };
}

/**
 * Reads values such as `standard.org_write=200` against a model. Of two values for one limit the later
 * counts.
 * @throws InputError with every value that is not of this form, names no limit of the model or has no figure.
 */
export function parseLimitOptions(
  model: RateModel,
  texts: readonly string[],
  option: keyof typeof SMALLEST,
): LimitFigures {
  const figures = new Map<string, Map<string, number>>();
  const problems: InputProblem[] = [];
  for (const text of texts) {
    const parsed = parseLimitOption(model, text, SMALLEST[option]);
    if (typeof parsed === 'string') {
      problems.push({ message: `${option} ${text}: ${parsed}` });
      continue;
    }
    const ofTier = figures.get(parsed.tier) ?? new Map<string, number>();
    figures.set(parsed.tier, ofTier.set(parsed.id, parsed.figure));
  }
  if (problems.length > 0) throw new InputError(problems);
  return figures;
}

interface LimitFigure {
  readonly tier: string;
  readonly id: string;
  readonly figure: number;
}

/** The figure, or what is wrong with the text. */
function parseLimitOption(model: RateModel, text: string, smallest: number): LimitFigure | string {
  const match = /^([^.=]+)\.([^.=]+)=(.*)$/.exec(text);
  if (match === null) {
    const example = `${model.tiers[0]!.name}.${model.tiers[0]!.limits[0]!.id}`;
    return `expected TIER.ID=N, such as ${example}=100`;
  }
  const [, tierName = '', id = '', digits = ''] = match;
  const tierNames = model.tiers.map(({ name }) => name);
  const tier = model.tiers.find(({ name }) => name === tierName);
  if (tier === undefined) {
    return `no tier "${tierName}" in model ${model.name}; expected one of ${tierNames.join(', ')}.${didYouMean(tierName, tierNames)}`;
  }
  const ids = tier.limits.map((limit) => limit.id);
  if (!ids.includes(id)) {
    return `no limit "${id}" in tier ${tierName}; expected one of ${ids.join(', ')}.${didYouMean(id, ids)}`;
  }
  const figure = /^\d+$/.test(digits) ? Number(digits) : NaN;
  if (!Number.isSafeInteger(figure) || figure < smallest) {
    return `"${digits}" is no figure; expected a whole number of at least ${smallest}`;
  }
  return { tier: tierName, id, figure };
}
