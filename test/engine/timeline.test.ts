import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeline, type TimelineRecord } from '../../src/engine/timeline.js';
import type { Limiter } from '../../src/limiter/limiter.js';
import { limiters } from '../../src/limiter/limiters.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/time.js';
import { RUNS } from '../laws/runs.js';
import { at } from './requests.js';

const COUNTED = ['attempted', 'refused', 'dropped'] as const;

/** What is recorded at an instant: something to be counted, or a use that limit 0 or 1 reached. */
type Entry = { readonly time: number } & (
  { readonly what: (typeof COUNTED)[number] } | { readonly what: 0 | 1; readonly use: number }
);

/** A limiter nothing of which stays in use. */
const idle: Limiter = {
  hasRoom: () => true,
  next: (_, t) => t,
  admit: () => undefined,
  use: () => 0,
};

/** One of a kind, as attempts, refusals and drops. */
const countOf = { attempted: [1, 0, 0], refused: [0, 1, 0], dropped: [0, 0, 1] } as const;

function record(start: number, entries: readonly Entry[]): TimelineRecord {
  const timeline = createTimeline(start, [idle, idle]);
  for (const entry of entries) {
    timeline.advance(entry.time, 0);
    if ('use' in entry) timeline.reached(entry.what, 0, entry.use);
    else {
      const [attempts, refusals, drops] = countOf[entry.what];
      timeline.count(attempts, refusals, drops);
    }
  }
  return timeline.finish();
}

/** The same, the slow way: all entries are known before a bucket is chosen. */
function slowRecord(start: number, entries: readonly Entry[]): TimelineRecord {
  const end = entries.at(-1)?.time ?? start;
  const widths = [SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 10 * DAY];
  const indexOf = (t: number, width: number): number => Math.floor(t / width);
  const count = (width: number): number => indexOf(end, width) - indexOf(start, width) + 1;
  const bucket = widths.find((width) => count(width) <= 4000)!;
  const first = indexOf(start, bucket);
  const length = count(bucket);
  const zeros = (): Float64Array => new Float64Array(length);
  const counts = { attempted: zeros(), refused: zeros(), dropped: zeros() };
  const use = [zeros(), zeros()];
  for (const entry of entries) {
    const index = indexOf(entry.time, bucket) - first;
    if (!('use' in entry)) counts[entry.what][index]! += 1;
    else use[entry.what]![index] = Math.max(use[entry.what]![index]!, entry.use);
  }
  return { bucket, start: first * bucket, length, ...counts, waiting: zeros(), use };
}

it('keeps the most that waited at one time, through empty and widened buckets', () => {
  const timeline = createTimeline(0, []);
  timeline.advance(0, 0);
  timeline.advance(0.5 * SECOND, 3);
  timeline.advance(0.75 * SECOND, 2);
  timeline.advance(3 * SECOND, 1);
  expect([...timeline.finish().waiting]).toEqual([3, 1, 1, 0]);
  timeline.advance(5000 * SECOND, 4);
  const { bucket, waiting } = timeline.finish();
  expect([bucket, waiting.length]).toEqual([10 * SECOND, 501]);
  expect([...waiting.slice(0, 2), ...waiting.slice(-2)]).toEqual([4, 4, 4, 0]);
});

describe('a timeline', () => {
  const gap = fc.oneof(
    fc.integer({ min: 0, max: 3 * SECOND }),
    fc.integer({ min: 0, max: 3 * HOUR }),
    fc.constantFrom(SECOND, MINUTE, 10 * MINUTE, HOUR, DAY),
    fc.integer({ min: 0, max: 500 * DAY }),
  );
  const entry = fc.oneof(
    fc.record({ gap, what: fc.constantFrom(...COUNTED) }),
    fc.record({ gap, what: fc.constantFrom(0, 1), use: fc.integer({ min: 0, max: 9 }) }),
  );
  const histories = fc
    .tuple(
      fc.integer({ min: at('1969-12-01'), max: at('2026-12-31') }),
      fc.array(entry, { maxLength: 30, size: 'max' }),
    )
    .map(([start, steps]) => {
      let time = start;
      return { start, entries: steps.map((step) => ({ ...step, time: (time += step.gap) })) };
    });

  it('is what it would be had its end been known from the start', () => {
    fc.assert(
      fc.property(histories, ({ start, entries }) => {
        expect(record(start, entries)).toEqual(slowRecord(start, entries));
      }),
      RUNS,
    );
  });

  it('keeps to 4,000 buckets, and widens them only when it must', () => {
    const midnight = at('2026-01-01');
    const refusedAt = (time: number): Entry => ({ time, what: 'refused' });
    const refusals = Array.from({ length: 4000 }, (_, i) => refusedAt(midnight + i * SECOND));
    const full = record(midnight, refusals);
    expect([full.bucket, full.length]).toEqual([SECOND, 4000]);
    const wider = record(midnight, [...refusals, refusedAt(midnight + 4000 * SECOND)]);
    expect([wider.bucket, wider.length]).toEqual([10 * SECOND, 401]);
    expect([...wider.refused]).toEqual([...Array<number>(400).fill(10), 1]);
  });

  it('aligns its buckets to the epoch as it widens them', () => {
    const start = at('2026-01-01T10:17:39.5');
    const { bucket, start: origin } = record(start, [
      { time: start, what: 0, use: 1 },
      { time: start + 6 * HOUR, what: 0, use: 1 },
    ]);
    expect([bucket, origin]).toEqual([10 * SECOND, at('2026-01-01T10:17:30')]);
  });

  it('shows what stays in use between admissions', () => {
    const daily = limiters['fixed-window'].create({ limit: 1000, window: DAY }, 1);
    const noon = at('2026-01-01T12:00');
    const timeline = createTimeline(noon, [daily]);
    timeline.advance(noon, 0);
    daily.admit(0, noon, 700);
    timeline.reached(0, 0, daily.use(0, noon));
    timeline.advance(noon + 15 * HOUR, 0);
    const { bucket, use } = timeline.finish();
    expect(bucket).toBe(MINUTE);
    // From noon to midnight 700 are in use, and none in the three hours after.
    expect([...use[0]!]).toEqual([...Array<number>(720).fill(700), ...Array<number>(181).fill(0)]);
  });
});
