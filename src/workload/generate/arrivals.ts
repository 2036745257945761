import { randomExponential, randomLogNormal, randomPareto } from 'd3-random';
import type { RandomStream } from '../../random.js';
import type { RateSegment } from './rate-segments.js';
import type { ArrivalProcess } from '../profile/workload.js';

/** Tells the instants, in whole microseconds and in order, at which a user fires within some segments. */
export type FireWithin = (segments: readonly RateSegment[], fire: (at: number) => void) => void;

/** A process of arrivals of some users, day by day. */
export interface Arrivals {
  /** Opens a user's day. Segments are those of the day, in order: all at once, or some at a time. */
  open(user: number, weight: number, stream: RandomStream): FireWithin;
  /** A whole day of a user at once. */
  day(
    user: number,
    weight: number,
    segments: readonly RateSegment[],
    stream: RandomStream,
    fire: (at: number) => void,
  ): void;
}

type OpenDay = Arrivals['open'];

/** Draws a gap between firings: 1 on average, in expected firings. */
type Gap = () => number;

/**
 * The arrivals of a process for so many users. Gaps are drawn in time measured by expected firings and
 * laid along the rate (time change of a point process: Daley and Vere-Jones, "An Introduction to the
 * Theory of Point Processes", vol. I, section 7.4). What is under way at the end of a day goes on in the
 * next; a Poisson process has no memory, and begins each day anew. Every process is stationary from the
 * start.
 */
export function createArrivals(process: ArrivalProcess, users: number): Arrivals {
  const open = openDays(process, users);
  return {
    open,
    day(user, weight, segments, stream, fire) {
      open(user, weight, stream)(segments, fire);
    },
  };
}

function openDays(process: ArrivalProcess, users: number): OpenDay {
  switch (process.kind) {
    case 'poisson':
      return poisson();
    case 'bursts':
      return bursts(process, users);
    case 'constant':
      return renewal(
        users,
        () => () => 1,
        (stream) => stream(),
      );
    case 'log_normal': {
      const { sigma } = process;
      const mu = -(sigma ** 2) / 2;
      return renewal(
        users,
        (stream) => randomLogNormal.source(stream)(mu, sigma),
        (stream) => stream() * randomLogNormal.source(stream)(mu + sigma ** 2, sigma)(),
      );
    }
    case 'pareto': {
      const { alpha } = process;
      const least = (alpha - 1) / alpha;
      return renewal(
        users,
        (stream) => {
          const factor = randomPareto.source(stream)(alpha);
          return () => least * factor();
        },
        (stream) => stream() * least * randomPareto.source(stream)(alpha - 1)(),
      );
    }
  }
}

function poisson(): OpenDay {
  return (_user, weight, stream) => {
    const gap = randomExponential.source(stream)(1);
    let left = gap();
    return (segments, fire) => {
      for (const { from, to, rate } of segments) {
        left = advance(left, from, to, rate * weight, gap, fire);
      }
    };
  };
}

/**
 * @param first draws what is left at the start of a gap that is under way: a uniform part of one drawn in
 * proportion to its length.
 */
function renewal(
  users: number,
  gapOf: (stream: RandomStream) => Gap,
  first: (stream: RandomStream) => number,
): OpenDay {
  const leftOf = new Float64Array(users).fill(NaN);
  return (user, weight, stream) => {
    const gap = gapOf(stream);
    if (Number.isNaN(leftOf[user]!)) leftOf[user] = first(stream);
    return (segments, fire) => {
      let left = leftOf[user]!;
      for (const { from, to, rate } of segments) {
        left = advance(left, from, to, rate * weight, gap, fire);
      }
      leftOf[user] = left;
    };
  };
}

function bursts(
  { factor, length, every }: Extract<ArrivalProcess, { kind: 'bursts' }>,
  users: number,
): OpenDay {
  const share = length / every;
  const calm = 1 / (1 - share + share * factor);
  const phaseEnd = new Float64Array(users).fill(NaN);
  const bursting = new Uint8Array(users);
  return (user, weight, stream) => {
    const gap = randomExponential.source(stream)(1);
    const phaseLength = (): number => gap() * (bursting[user] === 1 ? length : every - length);
    let left = NaN;
    return (segments, fire) => {
      const [begin] = segments;
      if (begin === undefined) return;
      if (Number.isNaN(phaseEnd[user]!)) {
        bursting[user] = stream() < share ? 1 : 0;
        phaseEnd[user] = begin.from + phaseLength();
      }
      if (Number.isNaN(left)) left = gap();
      for (const { from, to, rate } of segments) {
        let at = from;
        while (at < to) {
          const end = Math.min(to, phaseEnd[user]!);
          const speed = rate * weight * calm * (bursting[user] === 1 ? factor : 1);
          left = advance(left, at, end, speed, gap, fire);
          at = end;
          if (end < phaseEnd[user]!) continue;
          bursting[user] = 1 - bursting[user]!;
          phaseEnd[user] = end + phaseLength();
        }
      }
    };
  };
}

/**
 * Fires along a stretch of one rate.
 * @param left expected firings until the next one.
 * @returns those that are left at the end.
 */
function advance(
  left: number,
  from: number,
  to: number,
  rate: number,
  gap: Gap,
  fire: (at: number) => void,
): number {
  const span = (to - from) * rate;
  let next = left;
  while (next < span) {
    fire(Math.floor(from + next / rate));
    next += gap();
  }
  return next - span;
}
