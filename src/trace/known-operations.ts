import { createByteInterner, type ByteInterner } from './bytes/byte-interner.js';
import type { Classified, Classifier } from './classify.js';
import { cellText, KEPT_TEXTS, type CellSource, type Sources } from './known-cells.js';
import { beforePlainQuery } from './logs/plain-query.js';
import type { Cell } from './row-sink.js';
import type { CellSpans } from './bytes/tokenizer.js';

/** What the model makes of a request, and the number of its path's ad account in each app that was asked for. */
export interface KnownOperation {
  readonly classified: Classified;
  readonly adAccounts: (number | undefined)[];
}

/** What the model makes of operation cells, by their bytes. */
export interface KnownOperations {
  readonly classify: Classifier;
  readonly sources: readonly CellSource[];
  /** Those of which rows have cells. */
  readonly present: readonly { readonly place: number; readonly level: number }[];
  /** The level of which a plain query string is cut. */
  readonly cutLevel: number;
  readonly prefixes: ByteInterner;
  /** By the numbers of their prefixes, from 1 on; 0 is of a row without cells. */
  readonly known: (KnownOperation | null)[];
}

/** Where the path stands among a row's operation cells. */
const PATH_LEVEL = 2;

/** @param tellsQueries whether requests are told apart by their query strings. */
export function knownOperations(
  classify: Classifier,
  tellsQueries: boolean,
  sourceOf: Sources,
): KnownOperations {
  const sources = (['category', 'method', 'path', 'endpoint'] as const).map(sourceOf);
  const levels = sources.map(({ place }, level) => ({ place, level }));
  return {
    classify,
    sources,
    present: levels.filter(
      ({ level }) => !sources[level]!.isAbsent && sources[level]!.constant === undefined,
    ),
    cutLevel: tellsQueries ? -1 : PATH_LEVEL,
    prefixes: createByteInterner(KEPT_TEXTS),
    known: [],
  };
}

/** What the model makes of a row's operation cells, looked up by their bytes; null where it takes the twin. */
export function operationIn(operations: KnownOperations, cells: CellSpans): KnownOperation | null {
  const { sources, present, cutLevel, prefixes, known } = operations;
  const { bytes, starts, ends } = cells;
  let prefix = 0;
  for (const { place, level } of present) {
    const start = starts[place]!;
    let end = ends[place]!;
    if (start === end) continue;
    if (level === cutLevel) end = beforePlainQuery(bytes, start, end);
    const number = prefixes.intern(prefix * sources.length + level, bytes, start, end);
    if (number === -1) return judged(operations, cells);
    prefix = number + 1;
  }
  const operation = known[prefix];
  if (operation !== undefined) return operation;
  return (known[prefix] = judged(operations, cells));
}

function judged({ classify, sources }: KnownOperations, cells: CellSpans): KnownOperation | null {
  const texts = sources.map((source) => cellText(source, cells));
  if (texts.includes(null)) return null;
  const [category, method, path, endpoint] = texts as Cell[];
  const classified = classify({ category, method, path, endpoint });
  return classified === null ? null : { classified, adAccounts: [] };
}
