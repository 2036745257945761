/** Parts that a workload's schema is put together from. */

export const name = (description: string) => ({
  type: 'string',
  title: 'a name of letters, digits, "_" and "-"',
  pattern: '^[A-Za-z0-9_-]+$',
  description,
});

export const text = (description: string) => ({ type: 'string', minLength: 1, description });

export const date = (description: string) => ({
  type: 'string',
  title: 'a date such as 2026-03-02',
  pattern: '^\\d{4}-\\d\\d-\\d\\d$',
  description,
});

export const duration = (description: string) => ({
  type: 'string',
  title: 'a duration such as 250ms, 90s, 15m, 6h or 7d',
  pattern: '^\\d+(\\.\\d+)?(us|ms|s|m|h|d)$',
  description,
});

export const rate = (description: string) => ({
  type: 'string',
  title: 'a rate such as 5/s, 40/m, 12/h or 3/d',
  pattern: '^\\d+(\\.\\d+)?/(s|m|h|d)$',
  description,
});

export const growth = (description: string) => ({
  type: 'string',
  title: 'a growth such as 8%/month, 1.5%/week or -2%/day',
  pattern: '^-?\\d+(\\.\\d+)?%/(day|week|month|year)$',
  description,
});

export const number = (description: string, minimum: number, maximum?: number) => ({
  type: 'number',
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
  description,
});

export const whole = (description: string, minimum: number, maximum = 1e9) => ({
  type: 'integer',
  minimum,
  maximum,
  description,
});

export const share = (description: string) => number(description, 0, 1);

export const mapping = (
  description: string,
  properties: object,
  required: readonly string[] = [],
) => ({ type: 'object', description, additionalProperties: false, required, properties });

export const list = (description: string, items: object, minItems = 1) => ({
  type: 'array',
  description,
  minItems,
  items,
});

/** A value that has a schema for each type it may be of. */
export const byType = (
  description: string,
  schemas: Readonly<Record<string, object>>,
): { type: string[]; description: string; allOf: object[] } => ({
  type: Object.keys(schemas),
  description,
  allOf: Object.entries(schemas).map(([type, schema]) => ({
    if: { type },
    then: { type, ...schema },
  })),
});

/** A part of the schema's `definitions`, with what it means here. */
export const part = (definition: string, description: string) => ({
  description,
  $ref: `#/definitions/${definition}`,
});

/** The kinds of distribution; `scalar` is the schema of one value. */
export const distributions = (scalar: (description: string) => object) => ({
  uniform: {
    ...list('Every value from the first to the second alike.', scalar('One end.'), 2),
    maxItems: 2,
  },
  exponential: mapping(
    'Exponential.',
    { mean: scalar('Its mean.'), most: scalar('Larger values are cut to this.') },
    ['mean'],
  ),
  log_normal: mapping(
    'Log-normal.',
    {
      median: scalar('Its median.'),
      sigma: number("Deviation of the value's natural logarithm.", 0, 10),
      most: scalar('Larger values are cut to this.'),
    },
    ['median', 'sigma'],
  ),
  pareto: mapping(
    'Pareto: a heavy tail.',
    {
      least: scalar('The smallest value.'),
      alpha: number('Exponent of the tail: the smaller, the heavier.', 0.1, 100),
      most: scalar('Larger values are cut to this.'),
    },
    ['least', 'alpha'],
  ),
  choice: mapping(
    'One of a list of values.',
    {
      values: list('The values.', scalar('One value.')),
      weights: list('How often each is drawn, beside the others.', number('A weight.', 0)),
    },
    ['values'],
  ),
});

/** The kinds of distribution that counts alone may have. */
export const countDistributions = {
  poisson: number('Poisson with this mean.', 0, 1e6),
  geometric: number('Whole numbers from 1 with this mean, each less likely than the last.', 1, 1e6),
};
