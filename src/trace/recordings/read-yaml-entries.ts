import { blocks, lineEnd, lineText } from '../bytes/blocks.js';
import { excerpt } from '../excerpt.js';
import type { EntryTaker } from './recorded-entries.js';

/** The most of one item that is read, in characters. */
const LONGEST_ITEM = 1 << 26;

/** An item that is being gathered. */
interface OpenItem {
  readonly line: number;
  readonly texts: string[];
  length: number;
}

/**
 * Reads the items of a list at the top of a YAML document as entries, one by one: an item reaches from a line that
 * begins with its dash to the next such line, or to the next key. An alias may be of an anchor in an item before.
 * @param keys one of which the list belongs to.
 * @returns whether there is such a list.
 */
export async function readYamlEntries(
  chunks: AsyncIterable<Uint8Array>,
  keys: readonly string[],
  entries: EntryTaker,
): Promise<boolean> {
  const { createYamlReader } = await import('./yaml-reader.js');
  const read = createYamlReader();
  let key: string | undefined;
  let isFound = false;
  let indent: string | undefined;
  let item: OpenItem | undefined;
  let index = 0;
  let line = 0;

  const endItem = (): void => {
    if (item === undefined) return;
    const place = { line: item.line, pointer: `/${key!}/${index++}` };
    const text = item.texts.join('\n');
    const isTooLong = item.length > LONGEST_ITEM;
    item = undefined;
    if (isTooLong) {
      entries.bad('too large', 'found more than 64 Mi characters', place);
      return;
    }
    let list: unknown;
    try {
      list = read(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n', 1)[0]! : String(error);
      entries.bad('no YAML', `found ${excerpt(text)}: ${reason}`, place);
      return;
    }
    entries.take(Array.isArray(list) ? list[0] : list, place);
  };

  const take = (text: string): void => {
    const isOutermost = /^[^\s#-]/.test(text) || text.startsWith('---');
    if (isOutermost) {
      endItem();
      key = keys.find((name) => text.replace(/\s+(#.*)?$/, '') === `${name}:`);
      isFound ||=
        key !== undefined ||
        keys.some(
          (name) => /^:\s*\[\s*\]\s*$/.test(text.slice(name.length)) && text.startsWith(name),
        );
      indent = undefined;
      return;
    }
    if (key === undefined) return;
    const dash = /^( *)-(\s|$)/.exec(text);
    if (dash !== null && dash[1] === (indent ??= dash[1]!)) {
      endItem();
      item = { line, texts: [], length: 0 };
    }
    if (item === undefined) return;
    item.length += text.length;
    if (item.length <= LONGEST_ITEM) item.texts.push(text);
  };

  for await (const block of blocks(chunks)) {
    for (let at = 0; at < block.length;) {
      const end = lineEnd(block, at);
      line++;
      take(lineText(block, at, end));
      at = end + 1;
    }
  }
  endItem();
  return isFound;
}
