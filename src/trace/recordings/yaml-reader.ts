/** Apart, so that it is loaded only where YAML is read. */
import { parseDocument, Scalar, visit, type Alias, type Document } from 'yaml';

/** What an anchor stands for may be as large as this, in characters and members; what is larger is null elsewhere. */
const LARGEST = 1 << 16;

/** So many aliases of anchors in other items an item may hold. */
const MOST_ALIASES = 100;

/**
 * Reads the items of a YAML document one by one, each by itself, but for aliases of anchors in items before it.
 * @returns a function that takes the text of an item. It throws for what is no YAML.
 */
export function createYamlReader(): (text: string) => unknown {
  const known = new Map<string, unknown>();
  return (text) => {
    const document = parseDocument(text, { logLevel: 'error' });
    const [fault] = document.errors;
    if (fault !== undefined) throw fault;
    if (text.includes('*')) resolveOthers(document, known);
    const value: unknown = document.toJS();
    if (text.includes('&')) keepAnchored(document, known);
    return value;
  };
}

/** Puts what is known in the place of aliases whose anchor is not in the document. */
function resolveOthers(document: Document, known: ReadonlyMap<string, unknown>): void {
  let aliases = 0;
  visit(document, {
    Alias: (_, alias: Alias) => {
      if (!known.has(alias.source) || alias.resolve(document) !== undefined) return undefined;
      if (++aliases > MOST_ALIASES) throw new Error(`more than ${MOST_ALIASES} aliases`);
      return new Scalar(known.get(alias.source));
    },
  });
}

function keepAnchored(document: Document, known: Map<string, unknown>): void {
  visit(document, {
    Value: (_, node) => {
      if (node.anchor === undefined) return;
      const value: unknown = node.toJS(document);
      known.set(node.anchor, sizeOf(value, LARGEST) > LARGEST ? null : value);
    },
  });
}

/** Characters and members of a value, each as often as it stands there; counted no further than a little beyond `most`. */
function sizeOf(value: unknown, most: number): number {
  if (typeof value === 'string') return 1 + value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let size = 1;
  for (const member of Object.values(value)) {
    size += sizeOf(member, most - size);
    if (size > most) break;
  }
  return size;
}
