import { describe, expect, test } from 'vitest';
import { createRequestNumbers } from '../../../src/trace/demand/request-numbers.js';
import { inspect } from '../../../src/trace/inspect.js';
import { readLines } from '../reading.js';

/** Paths that differ in little: by one digit, by where it stands, by their length. */
function* alikePaths(): Generator<string> {
  for (let i = 0; i < 100_000; i++) {
    yield `/v5/pins/${i}`;
    yield `/v5/${i}/pins`;
    yield `/v5/pins/${String(i).padStart(12, '0')}?x=${i % 10}`;
  }
  for (let i = 0; i < 1000; i++) yield 'a'.repeat(i);
}

describe('requests are numbered', () => {
  test('apart wherever their texts differ, in order of first appearance', () => {
    const numbers = createRequestNumbers();
    const twin = new Map<string, number>();
    let same = 0;
    let asked = 0;
    for (let round = 0; round < 2; round++) {
      for (const path of alikePaths()) {
        const number = twin.get(path) ?? twin.size;
        twin.set(path, number);
        asked++;
        if (numbers.numberOf(undefined, { method: 'GET', path }, undefined) === number) same++;
      }
    }
    expect(same).toBe(asked);
    expect(numbers.names().nameOf.length).toBe(twin.size);
  });

  test('by category, method and path, with its query string', () => {
    const numbers = createRequestNumbers();
    const path = '/v5/pins?x=1';
    expect([
      numbers.numberOf(undefined, { method: 'GET', path }, undefined),
      numbers.numberOf(undefined, { method: 'get', path }, undefined),
      numbers.numberOf('org_read', { method: 'GET', path }, undefined),
      numbers.numberOf('org_read', null, undefined),
      numbers.numberOf(undefined, { method: 'POST', path }, undefined),
      numbers.numberOf(undefined, { method: 'GET', path: '/v5/pins?x=2' }, undefined),
      numbers.numberOf('org_read', null, undefined),
    ]).toEqual([0, 0, 1, 2, 3, 4, 2]);
  });

  test('with the first ten thousand names of those that the model does not map', () => {
    const numbers = createRequestNumbers();
    numbers.numberOf('org_read', null, undefined);
    for (let i = 0; i < 10_001; i++) numbers.numberOf(`c${i}`, null, `c${i}`);
    const { texts, nameOf } = numbers.names();
    expect(Array.from(nameOf, (name) => texts[name]).filter((_, i) => i < 2 || i > 9998)).toEqual([
      '',
      'c0',
      'c9998',
      'c9999',
      '(others)',
    ]);
    expect(texts.length).toBe(10_002);
  });
});

test('memory of a trace is that of its replay, without what requests are told apart by', async () => {
  const rows = ['timestamp,method,path', '1,GET,/v5/pins', '2,GET,/v5/pins/1', '3,GET,/v5/pins'];
  const [plain, told] = await Promise.all(
    [false, true].map(async (keepRequests) => inspect(await readLines(rows, { keepRequests }))),
  );
  expect(told!.bytesPerRequest).toBe(plain!.bytesPerRequest);
});
