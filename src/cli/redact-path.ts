import { createOperationMatcher, isTestQuery, queryOf } from '../model/operation-matcher.js';
import { isParameter, templateSegments } from '../model/operations.js';
import type { RateModel } from '../model/rate-model.js';

/** Takes ids out of paths. */
export interface PathRedactor {
  /** Takes them out of a path, or of a request line: a method, a path, and a protocol if there is one. */
  readonly redact: (text: string) => string;
  /** How many segments were replaced, each distinct one once. */
  readonly ids: number;
}

/** A version in a path, such as v5. */
const VERSION = /^v\d{1,2}$/;

/** Lower case words, or camel case ones: what a programmer names a thing. */
const WORD = /^[a-z]{1,16}(?:[A-Z][a-z]{2,16}|[_-][a-z]{1,16})*$/;

/** Whether a text looks like a word rather than an id: no digits, no capitals at random, not long. */
export function isPlainWord(text: string): boolean {
  return text.length <= 40 && WORD.test(text);
}

const SCHEME_AND_HOST = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/\/[^/?#]*/;
/** A request line, or the beginning of one; what else stands behind the path means nothing. */
const REQUEST_LINE = /^([A-Za-z]+)\s+(\S+)(?:\s+(HTTP\/\d(?:\.\d)?)\s*$)?/i;

/**
 * A redactor of paths. Of an operation of the model, what stands for a parameter is hashed, whatever it is; of
 * any other path, every segment but plain words. Hosts are left out, and query strings but for `is_test`.
 * @param word makes a word of such a path what it may be.
 * @param method makes a method before a path what it may be.
 */
export function createPathRedactor(
  model: RateModel,
  hash: (text: string) => string,
  word: (text: string) => string,
  method: (text: string) => string,
): PathRedactor {
  const match = createOperationMatcher(model);
  const methods = [...new Set(model.operations.map((operation) => operation.method))];
  const ids = new Set<string>();
  const hashed = (text: string): string => {
    ids.add(text);
    return hash(text);
  };
  const parameter = (text: string): string => (isParameter(text) ? text : hashed(text));
  const unknown = (text: string): string => {
    if (isParameter(text) || VERSION.test(text)) return text;
    const kept = word(text);
    if (kept !== text) ids.add(text);
    return kept;
  };

  const redactPath = (path: string): string => {
    const segments = path
      .replace(SCHEME_AND_HOST, '')
      .split(/[?#]/, 1)[0]!
      .split('/')
      .filter((segment) => segment !== '')
      .map(decoded);
    const templates = methods.flatMap((known) => {
      const found = match(known, path);
      return found === null ? [] : [templateSegments(model.operations[found.operation]!.path)];
    });
    const own = templates[0] === undefined ? segments : segments.slice(-templates[0].length);
    const redacted = own.map((segment, i) => {
      if (templates.length === 0) return unknown(segment);
      return templates.some((template) => template[i] === segment) ? segment : parameter(segment);
    });
    const test = isTestQuery(queryOf(path)) ? '?is_test=true' : '';
    return `/${redacted.join('/')}${test}`;
  };

  return {
    redact(text) {
      const line = REQUEST_LINE.exec(text);
      if (line === null) return redactPath(text);
      const [, verb, path, protocol] = line;
      const parts = [method(verb!), redactPath(path!)];
      return (protocol === undefined ? parts : [...parts, protocol]).join(' ');
    },
    get ids() {
      return ids.size;
    },
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
