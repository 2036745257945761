import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type YAMLError,
} from 'yaml';
import { InputError, type InputProblem } from '../errors.js';
import { pointerTokens } from './check-schema.js';

/** The plain value of a YAML (or JSON) text, and the line that each part of it stands on. */
export interface ParsedYaml {
  readonly document: unknown;
  /** The line (from 1) of the key or list entry that a JSON pointer names, or of the nearest part above it. */
  readonly lineOf: (pointer: string) => number | undefined;
}

/**
 * Reads a YAML 1.2 text; JSON is a part of it.
 * @throws InputError with the line of every syntax error and of every key that stands twice.
 */
export function parseYaml(text: string, file: string): ParsedYaml {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (parsed.errors.length > 0) {
    throw new InputError(parsed.errors.map((error) => problemOf(error, text, file, lines)));
  }
  const lineOf = (pointer: string): number | undefined => {
    const offset = offsetOf(parsed, pointerTokens(pointer));
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
  try {
    return { document: parsed.toJS() as unknown, lineOf };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new InputError(`aliases cannot be resolved: ${error.message}`, { location: { file } });
  }
}

function problemOf(
  { code, pos, message }: YAMLError,
  text: string,
  file: string,
  lines: LineCounter,
): InputProblem {
  const location = { file, line: lines.linePos(pos[0]).line };
  if (code !== 'DUPLICATE_KEY') return { message: `not readable as YAML: ${message}`, location };
  const key = /^(?:"[^"]*"|'[^']*'|[^:\s]+)/.exec(text.slice(pos[0]))?.[0] ?? '';
  const bare = key.replace(/^(["'])(.*)\1$/, '$2');
  return { message: `the key "${bare}" stands twice; keep one of the two`, location };
}

/** Where the deepest part of the path that the text has begins. */
function offsetOf(parsed: Document, path: readonly string[]): number | undefined {
  let node: unknown = parsed.contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const token of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === token);
      if (pair === undefined) break;
      node = pair.value;
      offset = isNode(pair.key) ? pair.key.range?.[0] : offset;
    } else if (isSeq(node)) {
      node = node.items[Number(token)];
      offset = isNode(node) ? node.range?.[0] : offset;
    } else break;
  }
  return offset;
}
