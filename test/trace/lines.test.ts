import { describe, expect, test } from 'vitest';
import { lines } from '../../src/trace/lines.js';
import { chunksOf } from './reading.js';

async function linesOf(text: string, size?: number): Promise<string[]> {
  const all: string[] = [];
  for await (const some of lines(chunksOf(text, size))) all.push(...some);
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
