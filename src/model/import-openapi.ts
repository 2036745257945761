import { InputError, type InputProblem } from '../errors.js';
import { pointerToken } from './check-schema.js';
import { oddSegment, oddSegmentMessage, type OperationTable } from './operations.js';
import type { Operation } from './rate-model.js';

/** What an OpenAPI document says of an API's rate limit categories. */
export interface ImportedOpenApi extends OperationTable {
  /** Path of the first server's address, such as `/v5`; empty if it has none. */
  readonly basePath: string;
  /** Operations that name no category, as `GET /path`: they are left out, and so unmapped. */
  readonly uncategorised: readonly string[];
}

/** The OpenAPI extension that names an operation's rate limit category. */
const CATEGORY_KEY = 'x-ratelimit-category';
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Reads the operations and their categories from an OpenAPI 3 (or Swagger 2) document, as in Pinterest's
 * API description (https://github.com/pinterest/api-description).
 * @param document the plain value of the JSON or YAML text.
 * @throws InputError if it is no such document, or no operation in it has `x-ratelimit-category`.
 */
export function importOpenApi(document: unknown, file: string): ImportedOpenApi {
  if (!isObject(document) || !isVersion(document.openapi ?? document.swagger)) {
    throw new InputError('not an OpenAPI document: it has no "openapi" (or "swagger") version', {
      location: { file, pointer: '/openapi' },
    });
  }
  if (!isObject(document.paths)) {
    throw new InputError('no "paths"; expected the API\'s paths, each with its operations', {
      location: { file, pointer: '/paths' },
    });
  }
  const operations: Operation[] = [];
  const uncategorised: string[] = [];
  const problems: InputProblem[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    if (!isObject(item)) continue;
    const odd = oddSegment(path);
    if (odd !== undefined) {
      problems.push({
        message: oddSegmentMessage(odd, path),
        location: { file, pointer: `/paths/${pointerToken(path)}` },
      });
    }
    for (const key of METHODS) {
      const description = item[key];
      if (!isObject(description)) continue;
      const method = key.toUpperCase();
      const category = description[CATEGORY_KEY];
      if (category === undefined) {
        uncategorised.push(`${method} ${path}`);
      } else if (typeof category === 'string' && category !== '') {
        operations.push({ method, path, category });
      } else {
        problems.push({
          message: `${CATEGORY_KEY} is ${JSON.stringify(category)}; expected the name of a category`,
          location: { file, pointer: `/paths/${pointerToken(path)}/${key}/${CATEGORY_KEY}` },
        });
      }
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  if (operations.length === 0) {
    throw new InputError(
      `none of the ${uncategorised.length} operations has "${CATEGORY_KEY}", so their rate limit categories are not known; add it to each operation, or write the table of operations by hand`,
      { location: { file, pointer: '/paths' } },
    );
  }
  return { source: sourceOf(document), basePath: basePathOf(document), operations, uncategorised };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isVersion(value: unknown): boolean {
  return typeof value === 'string' && /^[23]\./.test(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function sourceOf({ info }: Record<string, unknown>): OperationTable['source'] {
  const known = isObject(info) ? info : {};
  const licence = isObject(known.license) ? textOf(known.license.name) : '';
  return {
    title: textOf(known.title) || 'untitled',
    version: textOf(known.version) || 'unknown',
    ...(licence === '' ? {} : { licence }),
  };
}

function basePathOf({ servers, basePath }: Record<string, unknown>): string {
  const first: unknown = Array.isArray(servers) ? servers[0] : undefined;
  const address = isObject(first) ? textOf(first.url) : textOf(basePath);
  return address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/+$/, '');
}
