import fc from 'fast-check';
import type { Algorithm, Limiter } from '../../src/limiter/limiter.js';

/** A limit and what is asked of one scope tuple of it. Times are whole microseconds. */
export interface History {
  readonly limit: number;
  readonly window: number;
  /** The token bucket's; the limit if undefined. */
  readonly burst: number | undefined;
  readonly start: number;
  readonly steps: readonly Step[];
}

/** A request, so long after the last one. */
export interface Step {
  readonly gap: number;
  readonly cost: number;
}

export interface Admission {
  readonly time: number;
  readonly cost: number;
}

/** What a history left behind. */
export interface Played {
  readonly limiter: Limiter;
  /** Time of the last request. */
  readonly now: number;
  readonly admissions: readonly Admission[];
}

/** Slots of the limiters that play histories; the history is the first one's. */
const SLOTS = 2;

const WINDOWS = [7, 12, 1000, 1_000_000];

/** Small limits, of which bursts of requests use every last unit; windows with and without a remainder. */
export const histories: fc.Arbitrary<History> = fc
  .record({
    limit: fc.integer({ min: 1, max: 9 }),
    window: fc.constantFrom(...WINDOWS),
    burst: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    start: fc.integer({ min: -2_000_000, max: 2_000_000 }),
  })
  .chain(({ window, ...rest }) => {
    const gap = fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.constantFrom(1, window - 1, window, window + 1) },
      { weight: 3, arbitrary: fc.integer({ min: 0, max: window }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 * window }) },
    );
    const step = fc.record({ gap, cost: fc.constantFrom(1, 1, 1, 1, 2, 3) });
    return fc
      .array(step, { maxLength: 40, size: 'max' })
      .map((steps) => ({ ...rest, window, steps }));
  });

/** What may come at once. */
export function burstOf({ name }: Algorithm, { limit, burst = limit }: History): number {
  return name === 'token-bucket' ? burst : limit;
}

/** Asks a fresh limiter for every step of a history and admits where there is room. */
export function play(
  algorithm: Algorithm,
  { limit, window, burst, start, steps }: History,
  onStep: (limiter: Limiter, t: number, cost: number, hadRoom: boolean) => void = () => undefined,
): Played {
  const limiter = algorithm.create({ limit, window, burst }, SLOTS);
  const admissions: Admission[] = [];
  let now = start;
  for (const { gap, cost } of steps) {
    now += gap;
    const hasRoom = limiter.hasRoom(0, now, cost);
    if (hasRoom) {
      limiter.admit(0, now, cost);
      admissions.push({ time: now, cost });
    }
    onStep(limiter, now, cost, hasRoom);
  }
  return { limiter, now, admissions };
}
