import type { ErrorObject, ValidateFunction } from 'ajv';
import type { InputLocation, InputProblem } from '../errors.js';
import type { TitledSchema } from './compile-schema.js';
import { didYouMean } from './did-you-mean.js';

/** Where a parsed document came from, so that a problem in it can be shown. */
export interface DocumentSource {
  readonly file: string;
  /** The line (from 1) of the value that a JSON pointer names, where the text has lines. */
  readonly lineOf?: (pointer: string) => number | undefined;
}

/** Checks a document's form; an empty list if it is sound. */
export type SchemaCheck = (document: unknown, source: DocumentSource) => InputProblem[];

/** The location of a JSON pointer within a document. */
export function locate({ file, lineOf }: DocumentSource, pointer: string): InputLocation {
  const line = lineOf?.(pointer);
  return line === undefined ? { file, pointer } : { file, line, pointer };
}

/** A token of a JSON pointer (RFC 6901), escaped. */
export function pointerToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The tokens of a JSON pointer (RFC 6901), unescaped. */
export function pointerTokens(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A check of documents against a JSON Schema (draft-07). @param compile is asked at the first use. */
export function createSchemaCheck(
  schema: TitledSchema,
  compile: (schema: TitledSchema) => ValidateFunction,
): SchemaCheck {
  let validate: ValidateFunction | undefined;
  return (document, source) => {
    validate ??= compile(schema);
    if (validate(document)) return [];
    return (validate.errors ?? [])
      .filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames')
      .map((error) => ({ message: messageOf(error), location: locate(source, pointerOf(error)) }));
  };
}

function pointerOf({ keyword, instancePath, params, propertyName }: ErrorObject): string {
  const key =
    keyword === 'additionalProperties' ? (params.additionalProperty as string) : propertyName;
  return key === undefined ? instancePath : `${instancePath}/${pointerToken(key)}`;
}

function messageOf(error: ErrorObject): string {
  const { keyword, instancePath, params, propertyName } = error;
  const schema = error.parentSchema as { properties?: Record<string, { description: string }> };
  if (keyword === 'additionalProperties') {
    const unknown = params.additionalProperty as string;
    const known = Object.keys(schema.properties ?? {});
    return `unknown key "${unknown}"; expected one of ${known.join(', ')}.${didYouMean(unknown, known)}`;
  }
  if (keyword === 'required') {
    const missing = params.missingProperty as string;
    const what = schema.properties?.[missing]?.description ?? '';
    return `${subjectOf(instancePath)} has no "${missing}"; add it. ${what}`.trimEnd();
  }
  const subject = propertyName === undefined ? subjectOf(instancePath) : 'the key';
  const found: unknown = propertyName ?? error.data;
  return `${subject} is ${describe(found)}; expected ${expectation(error)}`;
}

/** `limit`, `entry 2 of scope`, `the document`: what a JSON pointer names, in words. */
function subjectOf(pointer: string): string {
  const tokens = pointerTokens(pointer);
  const last = tokens.at(-1);
  if (last === undefined) return 'the document';
  return /^\d+$/.test(last) ? `entry ${Number(last) + 1} of ${tokens.at(-2) ?? 'it'}` : last;
}

function describe(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') {
    return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  }
  return JSON.stringify(value);
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
};

function expectation({ keyword, schema, parentSchema, params, data }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return [schema as string | string[]]
        .flat()
        .map((type) => TYPE_WORDS[type] ?? type)
        .join(' or ');
    case 'enum': {
      const known = (params.allowedValues as readonly unknown[]).map(String);
      const near = typeof data === 'string' ? didYouMean(data, known) : '';
      return `one of ${known.join(', ')}.${near}`;
    }
    case 'const':
      return JSON.stringify(params.allowedValue);
    case 'minimum':
      return `at least ${String(params.limit)}`;
    case 'maximum':
      return `at most ${String(params.limit)}`;
    case 'pattern':
      return (parentSchema as { title?: string }).title ?? `text that matches ${String(schema)}`;
    case 'minLength':
      return 'some text';
    case 'minItems':
    case 'minProperties':
      return 'at least one entry';
    case 'uniqueItems':
      return 'each entry once';
    default:
      return keyword;
  }
}
