import {
  ALGORITHM_NAMES,
  DENIED_MODES,
  EVIDENCE_STATUSES,
  SCOPE_KEYS,
  TOKEN_KINDS,
} from './rate-model.js';

const name = (description: string) => ({
  type: 'string',
  title: 'a name of letters, digits, "_" and "-"',
  pattern: '^[A-Za-z0-9_-]+$',
  description,
});

const text = (description: string) => ({ type: 'string', minLength: 1, description });

const url = (description: string) => ({
  type: 'string',
  title: 'a web address that starts with https:// or http://',
  pattern: '^https?://[^\\s]+$',
  description,
});

const match = {
  type: 'object',
  description: 'The requests that a rule meets. A key that is absent does not narrow.',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    category: name('Only requests of this category, one of those declared under categories.'),
    is_test: { type: 'boolean', description: 'Only test requests, or only those that are not.' },
    token: { enum: TOKEN_KINDS, description: 'Only requests that carry this kind of token.' },
  },
};

const limitDefaults = {
  window: {
    type: 'string',
    title: 'a duration such as 1s, 15m, 1h or 1d',
    pattern: '^\\d+(\\.\\d+)?(us|ms|s|m|h|d)$',
    description: 'How long a window is, such as 1s, 15m, 1h or 1d.',
  },
  scope: {
    type: 'array',
    uniqueItems: true,
    items: { enum: SCOPE_KEYS, description: 'A thing that requests are counted apart for.' },
    description: 'What requests are counted apart for; the empty list is one counter for all.',
  },
  counts: {
    enum: ['requests', 'units'],
    description: 'Whether a request counts 1 (requests, the default) or its cost (units).',
  },
  source: name('The id of the source, of those under sources, that states the figure.'),
  status: {
    enum: EVIDENCE_STATUSES,
    description: 'How well the figure is known. documented (the default): the source states it.',
  },
};

/** JSON Schema (draft-07) of a model document; published as `models/rate-model.schema.json`. */
export const modelSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'quotasim rate model',
  description:
    "An API's access tiers and the rate limits of each, with the source of every figure.",
  type: 'object',
  additionalProperties: false,
  required: ['format', 'version', 'name', 'title', 'algorithm', 'denied', 'sources', 'tiers'],
  properties: {
    format: { const: 'quotasim/model', description: 'What this document is.' },
    version: { const: 1, description: 'Version of the document format.' },
    name: name("The model's short name, which --model takes."),
    title: text('The name that reports show.'),
    base_path: {
      type: 'string',
      title: 'a path that starts with "/" and does not end with it',
      pattern: '^(/[^/\\s?#]+)+$',
      description: 'Leading part of every path, such as /v5, that a trace may carry or leave out.',
    },
    operations: text('File of the table of operations, beside this document.'),
    algorithm: { enum: ALGORITHM_NAMES, description: 'How windows are counted.' },
    denied: {
      enum: DENIED_MODES,
      description: 'Whether a refused request uses no quota (free) or uses it too (charged).',
    },
    sources: {
      type: 'object',
      description: 'Where the figures come from: an id to what was read.',
      minProperties: 1,
      propertyNames: name('The id that limits name the source by.'),
      additionalProperties: {
        type: 'object',
        description: 'One page or document that was read.',
        additionalProperties: false,
        required: ['title'],
        properties: {
          title: text("The source's own title."),
          url: url('Where it can be read.'),
          read: {
            type: 'string',
            title: 'a date such as 2026-01-31',
            pattern: '^\\d{4}-\\d\\d-\\d\\d$',
            description: 'The day on which it was read, YYYY-MM-DD.',
          },
        },
      },
    },
    categories: {
      type: 'object',
      description: 'Categories of operations: a name to what its requests do.',
      propertyNames: name('The name that traces and limits use.'),
      additionalProperties: text('What requests of the category do.'),
    },
    exemptions: {
      type: 'array',
      description: 'Requests that meet no limit at all.',
      items: {
        type: 'object',
        description: 'One exemption.',
        additionalProperties: false,
        required: ['applies_to', 'reason'],
        properties: { applies_to: match, reason: text('Why these requests are free of limits.') },
      },
    },
    assumptions: {
      type: 'array',
      description: 'What the sources do not say, and what the model takes instead.',
      items: {
        type: 'object',
        description: 'One assumption.',
        additionalProperties: false,
        required: ['id', 'value', 'status', 'reason'],
        properties: {
          id: name('Short name of what is assumed.'),
          value: text('What the model takes.'),
          status: { enum: EVIDENCE_STATUSES, description: 'How well it is known.' },
          reason: text('Why it is taken.'),
          option: {
            type: 'string',
            title: 'an option such as --algorithm',
            pattern: '^--[a-z][a-z-]*$',
            description: 'The command-line option that switches it, where one does.',
          },
        },
      },
    },
    tiers: {
      type: 'array',
      minItems: 1,
      description: 'Access tiers, in the order in which a team would move up through them.',
      items: {
        type: 'object',
        description: 'One access tier.',
        additionalProperties: false,
        required: ['name', 'title', 'limits'],
        properties: {
          name: name("The tier's short name, which --tier takes."),
          title: text('The name that reports show.'),
          defaults: {
            type: 'object',
            description: "What the tier's limits share; a limit's own key beats it.",
            additionalProperties: false,
            properties: limitDefaults,
          },
          limits: {
            type: 'array',
            minItems: 1,
            description: 'Limits; of two that refuse alike, the earlier one is named.',
            items: {
              type: 'object',
              description: 'At most this many requests (or units) in a window.',
              additionalProperties: false,
              required: ['id', 'limit'],
              properties: {
                id: name("The limit's name, unique within its tier."),
                applies_to: {
                  description:
                    'all: every request. A mapping: the requests that it meets. Absent: the requests of the category named like the id.',
                  type: ['string', 'object'],
                  if: { type: 'string' },
                  then: { const: 'all' },
                  else: match,
                },
                limit: {
                  type: 'integer',
                  minimum: 1,
                  maximum: Number.MAX_SAFE_INTEGER,
                  description: 'How many in a window: a whole number of at least 1.',
                },
                ...limitDefaults,
              },
            },
          },
        },
      },
    },
  },
} as const;
