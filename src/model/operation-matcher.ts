import { isParameter, templateSegments } from './operations.js';
import type { RateModel } from './rate-model.js';

/** The operation that a request is. */
export interface OperationMatch {
  /** Index into the model's `operations`. */
  readonly operation: number;
  /** The value of the path's `{ad_account_id}`, percent-decoded; null where the operation has none, or the path holds the placeholder itself. */
  readonly adAccount: string | null;
  /** The path's query string, without `?`; empty if there is none. */
  readonly query: string;
}

/** Tells the operation of a request from its method and path; null if it matches none. */
export type OperationMatcher = (method: string, path: string) => OperationMatch | null;

/** A place in the tree of path templates. */
interface TrieNode {
  readonly literals: Map<string, TrieNode>;
  parameter: TrieNode | null;
  /** Index of the operation whose path ends here; -1 if none does. */
  operation: number;
}

const AD_ACCOUNT_PARAMETER = '{ad_account_id}';
const SLASH = 47;
const QUESTION_MARK = 63;
const ABSOLUTE_URL = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;

/**
 * Makes the matcher of a model's operations. A path may carry scheme and host, the base path, a query
 * string, a fragment, a trailing slash and doubled slashes; the method may be in any case. Of several
 * templates that match, the one that is literal further to the left wins.
 */
export function createOperationMatcher(model: RateModel): OperationMatcher {
  const roots = new Map<string, TrieNode>();
  const adAccountDepth = model.operations.map(({ path }) =>
    templateSegments(path).indexOf(AD_ACCOUNT_PARAMETER),
  );
  model.operations.forEach(({ method, path }, index) => {
    let node = roots.get(method) ?? createNode();
    roots.set(method, node);
    for (const segment of templateSegments(path)) node = childFor(node, segment);
    node.operation = index;
  });
  const base = templateSegments(model.basePath);

  return (method, path) => {
    const root = roots.get(method) ?? roots.get(method.toUpperCase());
    if (root === undefined) return null;
    const end = pathEnd(path);
    const start = afterBase(path, afterHost(path, end, base), end, base);
    const operation = walk(root, path, start, end);
    if (operation === -1) return null;
    const depth = adAccountDepth[operation]!;
    return {
      operation,
      adAccount: depth === -1 ? null : parameterValue(path, start, end, depth),
      query: queryAt(path, end),
    };
  };
}

/** The query string of a path or URL, without `?` and fragment; empty if it has none. */
export function queryOf(path: string): string {
  return queryAt(path, pathEnd(path));
}

function queryAt(path: string, end: number): string {
  if (path.charCodeAt(end) !== QUESTION_MARK) return '';
  const fragment = path.indexOf('#', end);
  return path.slice(end + 1, fragment === -1 ? path.length : fragment);
}

/**
 * Whether a query string marks a test request: its parameter `is_test` or `test` is `true` or `1`. Case
 * does not matter.
 */
export function isTestQuery(query: string): boolean {
  if (query === '') return false;
  return query.split('&').some((part) => {
    const [key = '', value = ''] = part.toLowerCase().split('=', 2);
    return (key === 'is_test' || key === 'test') && (value === 'true' || value === '1');
  });
}

function createNode(): TrieNode {
  return { literals: new Map(), parameter: null, operation: -1 };
}

function childFor(node: TrieNode, segment: string): TrieNode {
  if (isParameter(segment)) return (node.parameter ??= createNode());
  const child = node.literals.get(segment) ?? createNode();
  node.literals.set(segment, child);
  return child;
}

/** Where query string or fragment begin, or the text ends. */
function pathEnd(path: string): number {
  const query = path.indexOf('?');
  const fragment = path.indexOf('#');
  if (query === -1) return fragment === -1 ? path.length : fragment;
  return fragment === -1 ? query : Math.min(query, fragment);
}

function skipSlashes(path: string, start: number, end: number): number {
  let at = start;
  while (at < end && path.charCodeAt(at) === SLASH) at++;
  return at;
}

function segmentEnd(path: string, start: number, end: number): number {
  const slash = path.indexOf('/', start);
  return slash === -1 || slash > end ? end : slash;
}

/**
 * Where the path begins behind scheme and host. Without a scheme, a first segment that does not follow a
 * single slash and holds a dot or a colon is a host, unless it begins the base path.
 */
function afterHost(path: string, end: number, base: readonly string[]): number {
  if (path.charCodeAt(0) === SLASH && path.charCodeAt(1) !== SLASH) return 0;
  const scheme = ABSOLUTE_URL.exec(path)?.[0].length;
  if (scheme !== undefined) return segmentEnd(path, scheme, end);
  const start = skipSlashes(path, 0, end);
  const next = segmentEnd(path, start, end);
  const segment = path.slice(start, next);
  return segment !== base[0] && /[.:]/.test(segment) ? next : 0;
}

/** Where the path begins behind the base path; `start` if it does not carry it. */
function afterBase(path: string, start: number, end: number, base: readonly string[]): number {
  let at = start;
  for (const expected of base) {
    at = skipSlashes(path, at, end);
    const next = segmentEnd(path, at, end);
    if (next - at !== expected.length || !path.startsWith(expected, at)) return start;
    at = next;
  }
  return at;
}

function walk(node: TrieNode, path: string, from: number, end: number): number {
  const start = skipSlashes(path, from, end);
  if (start === end) return node.operation;
  const next = segmentEnd(path, start, end);
  const literal = node.literals.get(path.slice(start, next));
  if (literal !== undefined) {
    const found = walk(literal, path, next, end);
    if (found !== -1) return found;
  }
  return node.parameter === null ? -1 : walk(node.parameter, path, next, end);
}

function parameterValue(path: string, from: number, end: number, depth: number): string | null {
  let start = skipSlashes(path, from, end);
  for (let passed = 0; passed < depth; passed++) {
    start = skipSlashes(path, segmentEnd(path, start, end), end);
  }
  const value = decodeSegment(path.slice(start, segmentEnd(path, start, end)));
  return isParameter(value) ? null : value;
}

function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
