import { excerpt } from '../excerpt.js';
import { scanJsonElements, type JsonElement } from '../json/json-elements.js';
import type { EntryTaker } from './recorded-entries.js';

const SPACE = 32;

/**
 * Reads the elements of arrays within a JSON document as entries, one by one.
 * @param paths members that lead to the arrays.
 * @returns whether there is such an array, or nothing at all, or what should hold it is no whole document, which is
 *   then told as bad.
 */
export async function readJsonEntries(
  chunks: AsyncIterable<Uint8Array>,
  paths: readonly (readonly string[])[],
  entries: EntryTaker,
): Promise<boolean> {
  let count = 0;
  const take = ({ text, index, line, path }: JsonElement): void => {
    count++;
    const place = { line, pointer: [...path, index].map((part) => `/${part}`).join('') };
    if (text === undefined) {
      entries.bad('too large', 'found more than 64 MiB, long strings left out', place);
      return;
    }
    let entry: unknown;
    try {
      entry = JSON.parse(text);
    } catch {
      entries.bad('no JSON', `found ${excerpt(text)}`, place);
      return;
    }
    entries.take(entry, place);
  };
  /** Chunks that hold more than white space. */
  let filled = 0;
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      if (chunk.some((byte) => byte > SPACE)) filled++;
      yield chunk;
    }
  }
  const { isFound, fault, line } = await scanJsonElements(watched(), paths, take);
  if (filled === 0) return true;
  if (fault !== undefined) {
    entries.bad(fault, `found ${count} ${count === 1 ? 'entry' : 'entries'} before`, {
      line,
      pointer: '',
    });
  }
  return isFound || fault !== undefined;
}
