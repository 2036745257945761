import { InputError, type InputProblem } from '../errors.js';
import { createSchemaCheck, locate, type DocumentSource } from './check-schema.js';
import { compiledSchema } from './compiled-schema.js';
import { operationsSchema } from './operations-schema.js';
import type { Operation } from './rate-model.js';

/** The API description that a table of operations was made from. */
export interface OperationsSource {
  readonly title: string;
  readonly version: string;
  readonly licence?: string;
}

/** Operations of an API, and the description they come from. */
export interface OperationTable {
  readonly source: OperationsSource;
  readonly operations: readonly Operation[];
}

const PARAMETER = /^\{[^{}]+\}$/;
const LITERAL = /^[^{}?#\s]+$/;

const checkTable = createSchemaCheck(operationsSchema, compiledSchema);

/** The segments of a path template. */
export function templateSegments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Whether a segment of a path template stands for any value: `{pin_id}`. */
export function isParameter(segment: string): boolean {
  return PARAMETER.test(segment);
}

/** The segment of a path template that is neither plain text nor one whole parameter; undefined if there is none. */
export function oddSegment(path: string): string | undefined {
  return templateSegments(path).find((segment) => !isParameter(segment) && !LITERAL.test(segment));
}

/** Why a path with an odd segment is refused. */
export function oddSegmentMessage(odd: string, path: string): string {
  return `"${odd}" in ${path} is neither plain text nor one whole parameter such as {pin_id}`;
}

/**
 * Checks a table of operations, such as `models/pinterest-v5.operations.json`, and freezes it.
 * @param document the plain value of the JSON text.
 * @throws InputError with every problem: of form, a path that is no template, two operations that the same requests match.
 */
export function parseOperations(document: unknown, file: string): OperationTable {
  const malformed = checkTable(document, { file });
  if (malformed.length > 0) throw new InputError(malformed);
  const { source, operations } = document as OperationTable;
  const problems = checkOperations(operations, { file });
  if (problems.length > 0) throw new InputError(problems);
  return Object.freeze({
    source: Object.freeze({ ...source }),
    operations: Object.freeze(operations.map((operation) => Object.freeze({ ...operation }))),
  });
}

function checkOperations(operations: readonly Operation[], source: DocumentSource): InputProblem[] {
  const problems: InputProblem[] = [];
  const seen = new Map<string, Operation>();
  operations.forEach((operation, index) => {
    const location = locate(source, `/operations/${index}/path`);
    const segments = templateSegments(operation.path);
    const odd = oddSegment(operation.path);
    if (odd !== undefined) {
      problems.push({ message: oddSegmentMessage(odd, operation.path), location });
    }
    const shape = segments.map((segment) => (isParameter(segment) ? '{}' : segment)).join('/');
    const key = `${operation.method} ${shape}`;
    const twin = seen.get(key);
    if (twin !== undefined) {
      problems.push({
        message: `${operation.method} ${operation.path} matches the same requests as ${twin.path}; remove one`,
        location,
      });
    }
    seen.set(key, operation);
  });
  return problems;
}

/** The text of a table of operations: one operation a line, ordered by path, then method. */
export function formatOperations({ source, operations }: OperationTable): string {
  const rows = operations
    .toSorted(byPathThenMethod)
    .map(
      ({ method, path, category }) =>
        `    { "method": ${JSON.stringify(method)}, "path": ${JSON.stringify(path)}, "category": ${JSON.stringify(category)} }`,
    );
  const members = Object.entries(source).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{
  "format": "quotasim/operations",
  "version": 1,
  "source": { ${members.join(', ')} },
  "operations": [
${rows.join(',\n')}
  ]
}
`;
}

function byPathThenMethod(a: Operation, b: Operation): number {
  return compare(a.path, b.path) || compare(a.method, b.method);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
