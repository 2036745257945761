const text = (description: string) => ({ type: 'string', minLength: 1, description });

/** JSON Schema (draft-07) of a table of operations. */
export const operationsSchema = {
  title: 'quotasim operations',
  type: 'object',
  additionalProperties: false,
  required: ['format', 'version', 'source', 'operations'],
  properties: {
    format: { const: 'quotasim/operations', description: 'What this document is.' },
    version: { const: 1, description: 'Version of the document format.' },
    source: {
      type: 'object',
      description: 'The API description that the table was made from.',
      additionalProperties: false,
      required: ['title', 'version'],
      properties: {
        title: text('Its title.'),
        version: text('Its version.'),
        licence: text('The licence that it is under.'),
      },
    },
    operations: {
      type: 'array',
      minItems: 1,
      description: 'The operations.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['method', 'path', 'category'],
        properties: {
          method: {
            type: 'string',
            title: 'an HTTP method in capitals',
            pattern: '^[A-Z]+$',
            description: 'HTTP method.',
          },
          path: {
            type: 'string',
            title: 'a path that starts with "/"',
            pattern: '^/',
            description: 'Path template below the base path, such as /pins/{pin_id}.',
          },
          category: text('Rate limit category.'),
        },
      },
    },
  },
} as const;
