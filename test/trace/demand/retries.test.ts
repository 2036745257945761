import { describe, expect, test } from 'vitest';
import { findRetries, RETRY_SPAN, retryRule } from '../../../src/trace/demand/retries.js';
import { SECOND } from '../../../src/time.js';
import { namedStream } from '../../../src/random.js';
import { readLines } from '../reading.js';

const HEAD = 'timestamp,user,method,path,status';
/** Rows such as `0 ann GET /pins 429`, their times in seconds. */
const rows = (...texts: string[]) => [HEAD, ...texts.map((text) => text.split(' ').join(','))];
const read = (...texts: string[]) =>
  readLines(rows(...texts), { keepRequests: true, timeUnit: 's', allowUnmapped: true });

async function retriesOf(...texts: string[]): Promise<readonly number[]> {
  const found = findRetries((await read(...texts)).columns, RETRY_SPAN);
  return [...found!.isRetry].flatMap((mark, seq) => (mark === 1 ? [seq] : []));
}

describe('a retry', () => {
  test('comes after a 429 to the same user, for the same method and path, within the span', async () => {
    const marks = await retriesOf(
      '0 ann GET /pins 429',
      '1 bob GET /pins 200',
      '2 ann POST /pins 200',
      '3 ann GET /pins/7 200',
      '4 ann get /pins 200',
      '5 ann GET /pins 200',
    );
    expect(marks).toEqual([4]);
  });

  test.each([
    ['at the end of the span', '60', [1]],
    ['a microsecond after it', '60.000001', []],
    ['at the instant of the refusal', '0', []],
  ])('%s: %s s', async (_name, time, marks) => {
    expect(await retriesOf('0 ann GET /pins 429', `${time} ann GET /pins 200`)).toEqual(marks);
  });

  test('that is refused itself carries the chain on from its own time', async () => {
    const trace = await read(
      '0 ann GET /pins 429',
      '50 ann GET /pins 429',
      '100 ann GET /pins 200',
      '101 ann GET /pins 200',
    );
    expect(findRetries(trace.columns, RETRY_SPAN)!.facts).toEqual({
      spanMs: 60_000,
      refused: 2,
      retries: 2,
      demands: 1,
      unserved: 0,
      mostAttempts: 3,
      otherwise: { requests: 2, repeated: 1 },
    });
  });

  test('answers one refusal only, the earliest', async () => {
    const marks = await retriesOf(
      '0 ann GET /pins 429',
      '1 ann GET /boards 200',
      '70 ann GET /pins 429',
      '71 ann GET /pins 200',
      '72 ann GET /pins 200',
    );
    expect(marks).toEqual([3]);
    const burst = await retriesOf(
      '0 ann GET /pins 429',
      '0 ann GET /pins 429',
      '1 ann GET /pins 200',
      '2 ann GET /pins 200',
      '3 ann GET /pins 200',
    );
    expect(burst).toEqual([2, 3]);
  });

  test('may stand at the time of the refusal, below it, where all times are whole seconds', async () => {
    const others = Array.from({ length: 8 }, (_, i) => `${i + 100} bob GET /boards/${i} 200`);
    const pair = ['9 ann GET /pins 200', '9 ann GET /pins 429', '9 ann GET /pins 200'];
    expect(await retriesOf(...pair, ...others)).toEqual([2]);
    expect(await retriesOf(...pair, ...others, '200.5 bob GET /boards 200')).toEqual([]);
    const { facts } = findRetries((await read(...pair, ...others)).columns, RETRY_SPAN)!;
    expect(retryRule(facts)).toMatch(
      /at most 1m after the 429, or below it at the same time, as all are whole seconds$/,
    );
    expect(retryRule({ spanMs: 60_000 })).toMatch(/at most 1m after the 429$/);
  });

  test('tells query strings apart', async () => {
    expect(await retriesOf('0 ann GET /pins?page=1 429', '1 ann GET /pins?page=2 200')).toEqual([]);
  });

  test('is told by the category where no path is recorded, for each ad account', async () => {
    const trace = await readLines(
      [
        'timestamp,user,category,ad_account,status',
        '1,ann,org_read,7,429',
        '2,ann,org_read,8,200',
        '3,ann,org_write,7,200',
        '4,ann,org_read,7,200',
      ],
      { keepRequests: true },
    );
    expect([...findRetries(trace.columns, RETRY_SPAN)!.isRetry]).toEqual([0, 0, 0, 1]);
  });
});

test('there is nothing to tell of a trace without a 429', async () => {
  expect(findRetries((await read('0 ann GET /pins 200')).columns, RETRY_SPAN)).toBeUndefined();
});

/** The rule as it is told, over all pairs: each refusal takes the first later request that no other took. */
function slowRetries(
  requests: readonly { key: string; time: number; refused: boolean }[],
  isCoarse: boolean,
) {
  const taken = new Set<number>();
  const waiting: number[] = [];
  requests.forEach((request, seq) => {
    const refusal = waiting.find((other) => {
      const { key, time } = requests[other]!;
      const age = request.time - time;
      return key === request.key && (isCoarse ? age >= 0 : age > 0) && age <= RETRY_SPAN;
    });
    if (refusal !== undefined) {
      waiting.splice(waiting.indexOf(refusal), 1);
      taken.add(seq);
    }
    if (request.refused) waiting.push(seq);
  });
  return taken;
}

test.each([
  ['whole seconds', SECOND],
  ['half seconds', SECOND / 2],
])('the fast search finds what the slow one finds, on random traces of %s', async (_name, step) => {
  const random = namedStream(7, 'retries');
  for (let round = 0; round < 20; round++) {
    const made = Array.from({ length: 200 }, () => ({
      time: Math.floor(random() * 600) * step,
      user: `u${Math.floor(random() * 3)}`,
      path: `/pins/${Math.floor(random() * 2)}`,
      status: random() < 0.4 ? 429 : 200,
    })).sort((a, b) => a.time - b.time);
    const texts = made.map(
      ({ time, user, path, status }) => `${time / SECOND} ${user} GET ${path} ${status}`,
    );
    const slow = slowRetries(
      made.map(({ time, user, path, status }) => ({
        key: `${user} ${path}`,
        time,
        refused: status === 429,
      })),
      step === SECOND,
    );
    expect(await retriesOf(...texts)).toEqual([...slow]);
  }
});
