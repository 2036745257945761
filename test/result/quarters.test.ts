import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuarterCounts, summarizeQuarters } from '../../src/result/quarters.js';

const CATEGORIES = ['unmapped', 'reads', 'writes'];

interface Sent {
  readonly time: number;
  readonly category: number;
  readonly isThrottled: boolean;
}

const requests = fc
  .array(
    fc.record({
      time: fc.integer({ min: -3e11, max: 3e11 }).map((us) => us + 1.7e15),
      category: fc.nat(2),
      isThrottled: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((all) => all.toSorted((a, b) => a.time - b.time));

/** Each request by itself, its hour and minute read from its date. */
function countOneByOne(all: readonly Sent[], category: number): number[] {
  const counts = new Array<number>(96).fill(0);
  for (const { time } of all.filter((one) => one.category === category)) {
    const date = new Date(Math.floor(time / 1000));
    counts[date.getUTCHours() * 4 + Math.floor(date.getUTCMinutes() / 15)]!++;
  }
  return counts;
}

function countInPieces(all: readonly Sent[], size: number): ReturnType<typeof summarizeQuarters> {
  const counts = createQuarterCounts(CATEGORIES.length);
  for (let from = 0; from < all.length; from += size) {
    const piece = all.slice(from, from + size);
    counts.take(
      Float64Array.from(piece, ({ time }) => time),
      piece.map(({ category }) => category),
      piece.map(({ isThrottled }) => (isThrottled ? 4 : -1)),
      piece.length,
    );
  }
  return summarizeQuarters(counts, CATEGORIES);
}

describe('quarter hours of the day', () => {
  it('hold each request where its time of day is, in pieces of any size', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 9 }), (all, size) => {
        const expected = CATEGORIES.flatMap((category, c) => {
          const offered = countOneByOne(all, c);
          const refused = all.filter(({ isThrottled }) => isThrottled);
          const throttled = countOneByOne(refused, c);
          if (!offered.some((count) => count > 0)) return [];
          return [
            { category, offered, ...(throttled.some((count) => count > 0) ? { throttled } : {}) },
          ];
        });
        expect(countInPieces(all, size)).toEqual(expected);
      }),
      { seed: 11 },
    );
  });

  it('begin at a quarter and end before the next, before 1970 too', () => {
    const quarter = 9e8;
    const times = [-1, 0, quarter - 1, quarter];
    const sent = times.map((time) => ({ time, category: 1, isThrottled: false }));
    const [row] = countInPieces(sent, 4);
    expect(row).toEqual({
      category: 'reads',
      offered: [2, 1, ...new Array<number>(93).fill(0), 1],
    });
  });
});
