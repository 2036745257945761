import { describe, expect, test } from 'vitest';
import { blocks, lineEnd, lineText } from '../../../src/trace/bytes/blocks.js';
import { chunksOf } from '../reading.js';

async function linesOf(text: string, size?: number): Promise<string[]> {
  const all: string[] = [];
  for await (const block of blocks(chunksOf(text, size))) {
    for (let at = 0; at < block.length;) {
      const end = lineEnd(block, at);
      all.push(lineText(block, at, end));
      at = end + 1;
    }
  }
  return all;
}

describe('the lines of a text', () => {
  test.each([
    ['none of an empty one', '', []],
    ['one without an end', 'a', ['a']],
    ['one with an end', 'a\n', ['a']],
    ['blank ones too', '\n\na\n\n', ['', '', 'a', '']],
    ['those that end in CRLF', 'a\r\nb\r\n', ['a', 'b']],
    ['a last one that ends in CR', 'a\nb\r', ['a', 'b']],
    ['a CR within a line is kept', 'a\rb\n', ['a\rb']],
    ['without a byte order mark', '\uFEFFa\nb', ['a', 'b']],
    ['none of a byte order mark alone', '\uFEFF', []],
    ['with a byte order mark further in', 'a\n\uFEFFb\n', ['a', '\uFEFFb']],
  ])('are %s', async (_, text, expected) => {
    expect(await linesOf(text)).toEqual(expected);
  });

  test('are the same wherever chunks end, within a character too', async () => {
    const text = '\uFEFFä€😀\r\n\r\n\n日本\r\nz';
    const size = new TextEncoder().encode(text).length;
    for (let chunk = 1; chunk <= size; chunk++) {
      expect(await linesOf(text, chunk)).toEqual(['ä€😀', '', '', '日本', 'z']);
    }
  });
});

test('a chunk may be used again once the next one is asked for', async () => {
  async function* reused(): AsyncGenerator<Uint8Array> {
    const chunk = new Uint8Array(3);
    for (const text of ['a\nb', 'c\nd', 'e\nf']) {
      chunk.set(new TextEncoder().encode(text));
      yield chunk;
    }
    await Promise.resolve();
  }
  const read: string[] = [];
  for await (const block of blocks(reused())) read.push(lineText(block, 0, block.length));
  expect(read.join('')).toBe('a\nbc\nde\nf\n');
});
