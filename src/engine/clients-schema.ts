import { JITTERS, RESET_READINGS } from './client-retry.js';
import { policies } from './client.js';

const text = (description: string) => ({ type: 'string', minLength: 1, description });

const duration = (description: string) => ({
  type: 'string',
  title: 'a duration such as 250ms, 1.1s, 15m or 1h',
  pattern: '^\\d+(\\.\\d+)?(us|ms|s|m|h|d)$',
  description,
});

const count = (description: string) => ({ type: 'integer', minimum: 1, description });

/** JSON Schema (draft-07) of a document of named clients; published as `models/clients.schema.json`. */
export const clientsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'quotasim clients',
  description: 'Callers of an API by name: how each sends, and what it does with an answer 429.',
  type: 'object',
  additionalProperties: false,
  required: ['format', 'version', 'clients'],
  properties: {
    format: { const: 'quotasim/clients', description: 'What this document is.' },
    version: { const: 1, description: 'Version of the document format.' },
    clients: {
      type: 'object',
      description: 'A name, which --client takes, to what the client does.',
      minProperties: 1,
      propertyNames: {
        type: 'string',
        title: 'a name of letters, digits, "_" and "-"',
        pattern: '^[A-Za-z0-9_-]+$',
      },
      additionalProperties: {
        type: 'object',
        description: 'One client.',
        additionalProperties: false,
        required: ['title', 'source', 'policy'],
        properties: {
          title: text('What it does, in a few words.'),
          source: {
            type: 'object',
            description: 'Where such a client is found.',
            additionalProperties: false,
            required: ['words', 'url'],
            properties: {
              words: text('What was found there, and what is not played.'),
              url: {
                type: 'string',
                title: 'a web address that starts with https:// or http://',
                pattern: '^https?://[^\\s]+$',
                description: 'Where it can be read.',
              },
            },
          },
          policy: {
            enum: Object.keys(policies),
            description:
              'What it does when it is refused: gives up, holds the request, or retries.',
          },
          max_wait: duration('Policy wait: for how long a request is held; for ever if absent.'),
          attempts: count('Policy retry: refused attempts after which it gives up; 5 if absent.'),
          backoff: duration('Policy retry: the delay after the first refusal; 1s if absent.'),
          factor: {
            type: 'number',
            minimum: 1,
            description:
              'Policy retry: by what each delay is longer than the one before; 2 if absent.',
          },
          cap: duration('Policy retry: the longest delay; none if absent.'),
          jitter: {
            enum: JITTERS,
            description:
              'Policy retry: how a delay d is spread: none, full (over [0, d], the default) or equal (over [d/2, d]).',
          },
          reset: {
            enum: RESET_READINGS,
            description:
              'Policy retry: whether it never tries before the reset: ignored (it does, the default), exact, or header (whole seconds, rounded up).',
          },
          reset_clamp: {
            type: 'object',
            description: 'Policy retry: bounds on the time until the reset that it believes in.',
            additionalProperties: false,
            required: ['least', 'most'],
            properties: {
              least: duration('The shortest such time.'),
              most: duration('The longest such time.'),
            },
          },
          budget: duration(
            'Policy retry: time from the first attempt after which it gives up; none if absent.',
          ),
          spacing: duration('The least time between two requests of a user.'),
          pace: {
            type: 'number',
            minimum: 0.01,
            maximum: 1,
            description: 'The share of every limit at which it paces itself by a token bucket.',
          },
          concurrency: count('Requests that a user has in flight at most; any number if absent.'),
          latency: duration('From a request’s admission until its answer; 0s if absent.'),
        },
      },
    },
  },
} as const;
