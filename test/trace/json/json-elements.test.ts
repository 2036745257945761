import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanJsonElements, type JsonElement } from '../../../src/trace/json/json-elements.js';
import { chunksOf } from '../reading.js';

interface Scanned {
  readonly elements: JsonElement[];
  readonly isFound: boolean;
  readonly fault: string | undefined;
}

async function scan(
  text: string,
  paths: readonly (readonly string[])[] = [['log', 'entries']],
  size?: number,
): Promise<Scanned> {
  const elements: JsonElement[] = [];
  const { isFound, fault } = await scanJsonElements(chunksOf(text, size), paths, (element) =>
    elements.push(element),
  );
  return { elements, isFound, fault };
}

const textsOf = ({ elements }: Scanned): (string | undefined)[] =>
  elements.map(({ text }) => text?.trim());

describe('elements are found one by one', () => {
  test.each([
    [
      'objects with brackets and quotes in strings',
      '{"a":"}],{\\"[","b":"\\\\"},{"c":"\\\\\\"]"}',
      2,
    ],
    ['nested values', '{"a":[{"entries":[1,{}]},[]]},[[],{}]', 2],
    ['other values', '1,"two",null,true,-1.5e3,"",[]', 7],
    ['white space around them', ' \n 1 ,\r\n\t{ } \n', 2],
    ['none', ' ', 0],
    ['escapes of every kind', '"\\u007d\\ud83d\\ude00\\n\\/"', 1],
  ])('%s', async (_, inner, count) => {
    const document = `{"log":{"a":[{"entries":[7]}],"entries":[${inner}],"b":"]}"}}`;
    const expected = (JSON.parse(`[${inner}]`) as unknown[]).map((value) => JSON.stringify(value));
    expect(expected).toHaveLength(count);
    for (const size of [Infinity, 1, 2, 3, 11]) {
      const scanned = await scan(document, undefined, size);
      const values = scanned.elements.map(({ text }) => JSON.stringify(JSON.parse(text!)));
      expect(values).toEqual(expected);
      expect(scanned).toMatchObject({ isFound: true, fault: undefined });
    }
  });

  test('with their places and lines', async () => {
    const { elements } = await scan('{"log":\n{"entries":[\n1,\n\n{"a":\n2}\n,3]}}');
    expect(elements.map(({ index, line, path }) => [index, line, path.join('/')])).toEqual([
      [0, 3, 'log/entries'],
      [1, 5, 'log/entries'],
      [2, 7, 'log/entries'],
    ]);
  });

  test('at whichever path is there', async () => {
    const paths = [['a'], ['b', 'c'], []];
    expect(textsOf(await scan('[1,[2]]', paths))).toEqual(['1', '[2]']);
    expect(textsOf(await scan('{"x":{"a":[9]},"a":[1]}', paths))).toEqual(['1']);
    expect(textsOf(await scan('{"c":[9],"b":{"a":[8],"c":[1]}}', paths))).toEqual(['1']);
    expect(textsOf(await scan('{"\\u0061":[1]}', paths))).toEqual(['1']);
  });

  test('behind a byte order mark', async () => {
    expect(textsOf(await scan('\uFEFF[1]', [[]]))).toEqual(['1']);
  });

  test('and nowhere else', async () => {
    for (const text of [
      '{"entries":[1]}',
      '[{"log":{"entries":[1]}}]',
      '{"log":[{"entries":[1]}]}',
      '{"log":{"entries":{"0":1}}}',
      '"log"',
    ]) {
      expect(await scan(text)).toEqual({ elements: [], isFound: false, fault: undefined });
    }
  });
});

test('any document gives the elements that JSON.parse gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { maxLength: 6 }),
      fc.jsonValue(),
      fc.nat(3),
      fc.integer({ min: 1, max: 40 }),
      async (entries, other, indent, size) => {
        const document = JSON.stringify(
          { a: other, log: { b: other, entries, c: other } },
          null,
          indent,
        );
        const scanned = await scan(document, undefined, size);
        expect(scanned.fault).toBeUndefined();
        expect(scanned.elements.map(({ text }) => JSON.stringify(JSON.parse(text!)))).toEqual(
          entries.map((value) => JSON.stringify(value)),
        );
      },
    ),
    { seed: 1, numRuns: 150 },
  );
});

describe('a long string is cut, and stays a string', () => {
  const LIMIT = 1 << 16;

  test.each([
    ['of letters', 'x'],
    ['of escapes', '\\n'],
    ['of long escapes', '\\u00e4'],
    ['of escaped quotes', '\\"'],
    ['of characters of several bytes', '😀'],
  ])('%s', async (_, unit) => {
    for (const lead of ['', 'x', 'xx', 'xxxxx']) {
      const body = lead + unit.repeat(LIMIT);
      const { elements, fault } = await scan(`[{"body":"${body}","b":1},2]`, [[]], 4099);
      expect(fault).toBeUndefined();
      const [first, second] = elements.map(({ text }) => JSON.parse(text!) as unknown);
      const { body: cut, b } = first as { body: string; b: number };
      expect(b).toBe(1);
      expect(second).toBe(2);
      const whole = JSON.parse(`"${body}"`) as string;
      expect(whole.startsWith(cut.replace(/\uFFFD+$/, ''))).toBe(true);
      expect(elements[0]!.text!.length).toBeLessThan(LIMIT + 50);
      expect(elements[0]!.text!.length).toBeGreaterThan(LIMIT / 4);
    }
  });

  test('but not one that is as long as is kept', async () => {
    const { elements } = await scan(`["${'x'.repeat(LIMIT)}"]`, [[]]);
    expect(elements[0]!.text).toHaveLength(LIMIT + 2);
  });
});

describe('what is no whole document is told', () => {
  test('wherever it is cut', async () => {
    const document = '{"log":{"a":"}","entries":[{"b":"]"},{"c":[1]}]}}';
    for (let length = 1; length < document.length; length++) {
      expect((await scan(document.slice(0, length))).fault).toBe('the document ends too early');
    }
  });

  test.each([
    '',
    '{"log":{"entries":[1]}}x',
    '{"log":{"entries":[1]}}{"log":{}}',
    '{"log":{"entries":[1,]}}',
    '{"log":{"entries":[,1]}}',
    '{"log":{"entries":[1] "b":1}}',
    '{"log":{"entries":[1]]}',
    '{log:{"entries":[1]}}',
    ']',
    '}}}}{"log":{"entries":[1]}}',
    'text',
  ])('%s', async (text) => {
    expect((await scan(text)).fault).toBe('the document is no JSON');
  });
});
