import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeDelayHistogram } from '../../src/result/delay-histogram.js';

/** The histogram of requests that waited so long, in microseconds; NaN was dropped. */
function histogramOf(delays: readonly number[]): ReturnType<typeof summarizeDelayHistogram> {
  const timestamp = Float64Array.from(delays, (_, i) => 1.7e15 + i);
  const admittedAt = Float64Array.from(delays, (delay, i) => timestamp[i]! + delay);
  return summarizeDelayHistogram({ timestamp, length: delays.length }, { admittedAt });
}

describe('a histogram of delays', () => {
  it('has its edges at 1, 1.5, 2.2, 3.3, 4.7, 6.8 of each decade, over those bins that hold any', () => {
    const delays = [0, 0, NaN, 1500, 2199, 2200, 6799, 6800, 10_000];
    expect(histogramOf(delays)).toEqual({
      atOnce: 2,
      edgesMs: [1.5, 2.2, 3.3, 4.7, 6.8, 10, 15],
      counts: [2, 1, 0, 1, 1, 1],
    });
  });

  it('keeps what is below a millisecond in one bin from 0', () => {
    expect(histogramOf([1, 999])).toEqual({ atOnce: 0, edgesMs: [0, 1], counts: [2] });
  });

  it('is absent where nothing waited, or each request was sent once', () => {
    expect(histogramOf([0, NaN, 0])).toBeUndefined();
    const once = { isSentOnce: true, admittedAt: Float64Array.of(2e9) };
    expect(summarizeDelayHistogram({ timestamp: Float64Array.of(0), length: 1 }, once)).toBe(
      undefined,
    );
  });

  it('counts every late request once, in the bin that its delay lies in, up to the longest delays', () => {
    const delay = fc.oneof(
      fc.constantFrom(0, NaN),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 3e15 }),
    );
    fc.assert(
      fc.property(fc.array(delay, { maxLength: 40 }), (delays) => {
        const late = delays.filter((one) => one > 0);
        const histogram = histogramOf(delays);
        if (histogram === undefined) {
          expect(late).toEqual([]);
          return;
        }
        const { atOnce, edgesMs, counts } = histogram;
        expect(atOnce).toBe(delays.filter((one) => one === 0).length);
        expect(counts).toEqual(
          edgesMs
            .slice(1)
            .map((to, i) => late.filter((us) => us >= edgesMs[i]! * 1000 && us < to * 1000).length),
        );
        expect(counts.reduce((sum, count) => sum + count)).toBe(late.length);
        expect([counts[0], counts.at(-1)]).not.toContain(0);
      }),
      { seed: 5 },
    );
  });
});
