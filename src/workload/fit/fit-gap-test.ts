import { namedStream } from '../../random.js';
import { createArrivals } from '../generate/arrivals.js';
import { visitBursts, type Bursts } from './fit-bursts.js';
import type { Gap } from './fit-gaps.js';
import { fitRenewal, gapDraws, shorterThan, type RenewalProcess } from './fit-renewal.js';
import { uniformDistance, type KsTest } from './fit-statistics.js';

/** A Kolmogorov-Smirnov test of gaps by redraws. */
export interface GapTest extends KsTest {
  /** From how many sets of gaps drawn from the law the chance was counted. */
  readonly redraws: number;
  /** Whether the law was fitted to each of those again. Where it was not, `p` is too large rather than too small. */
  readonly refitted: boolean;
}

const REDRAWS = 99;

/** So many gaps are tested: those of the first users. */
const MOST_GAPS = 1000;
/** The last of those users is left out if fewer of its gaps are. */
const FEWEST_GAPS = 19;

/**
 * Tests gaps against the law that was fitted to them, by a parametric bootstrap: as many gaps a user are drawn from the law,
 * each user's rate and the law's parameter are fitted to them again, and the distances are compared (Stute, González Manteiga
 * and Presedo Quindimil, "Bootstrap based goodness-of-fit tests", 1993). Tables for a law known beforehand would
 * hardly ever reject one that was fitted. What the rate curve was fitted to is not redrawn.
 * @param gaps at least one, of each user in turn.
 */
export function testGaps(process: RenewalProcess | Bursts, gaps: readonly Gap[]): GapTest {
  const users = firstUsers(gaps);
  if (process.kind === 'bursts')
    return judge(burstsDistance(process, users), false, (stream) =>
      burstsDistance(process, redrawBursts(process, users, stream)),
    );
  const sizes = users.map((user) => user.length);
  const recorded = users.map((user) => Float64Array.from(user, ({ expected }) => expected));
  return judge(renewalDistance(process, joinScaled(recorded)), true, (stream) => {
    const draw = gapDraws(process, stream);
    const redrawn = joinScaled(sizes.map((size) => Float64Array.from({ length: size }, draw)));
    return renewalDistance(fitRenewal(process.kind, redrawn)?.process ?? process, redrawn);
  });
}

/** A distance, and how many gaps it is of. */
interface Distance {
  readonly values: number;
  readonly distance: number;
}

/** Distances are compared as of equally many gaps. */
function judge(
  recorded: Distance,
  refitted: boolean,
  redraw: (stream: () => number) => Distance,
): GapTest {
  const { values, distance } = recorded;
  const distances = Float64Array.from({ length: REDRAWS }, (_, i) => {
    const other = redraw(namedStream(1, 'redraw', i));
    return other.distance * Math.sqrt(other.values / values);
  }).sort();
  const asFar = distances.filter((other) => other >= distance).length;
  return {
    values,
    distance,
    critical: distances[Math.ceil(0.95 * (REDRAWS + 1)) - 1]!,
    p: (asFar + 1) / (REDRAWS + 1),
    redraws: REDRAWS,
    refitted,
  };
}

function firstUsers(gaps: readonly Gap[]): Gap[][] {
  const users: Gap[][] = [];
  for (const gap of gaps.slice(0, MOST_GAPS)) {
    if (gap.starts || users.length === 0) users.push([gap]);
    else users.at(-1)!.push(gap);
  }
  if (users.length > 1 && users.at(-1)!.length < FEWEST_GAPS) users.pop();
  return users;
}

/** The gaps of all users, those of each scaled to the mean 1: its rate is fitted. */
function joinScaled(users: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(users.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const user of users) {
    const mean = user.reduce((sum, gap) => sum + gap, 0) / user.length;
    for (const gap of user) joined[next++] = gap / mean;
  }
  return joined;
}

function renewalDistance(process: RenewalProcess, gaps: Float64Array): Distance {
  return { values: gaps.length, distance: uniformDistance(gaps.map(shorterThan(process))) };
}

function burstsDistance(process: Bursts, users: readonly (readonly Gap[])[]): Distance {
  const shares: number[] = [];
  visitBursts(process, users.flat(), (_density, shorter) => {
    shares.push(shorter);
  });
  return { values: shares.length, distance: uniformDistance(Float64Array.from(shares)) };
}

/** Each user's gaps over as much time as recorded, at its rate; at least one gap. */
function redrawBursts(
  process: Bursts,
  users: readonly (readonly Gap[])[],
  stream: () => number,
): Gap[][] {
  const arrivals = createArrivals(process, users.length);
  return users.map((gaps, user) => {
    const span = gaps.reduce((sum, { real }) => sum + real, 0);
    const segments = [{ from: 0, to: span, rate: gaps.length / span }];
    const times: number[] = [];
    arrivals.day(user, 1, segments, stream, (at) => {
      times.push(at);
    });
    const [first = 0] = times;
    const perUnit = Math.max(1, times.length - 1) / Math.max(1, (times.at(-1) ?? 1) - first);
    return times.slice(1).map((at, i) => {
      const real = Math.max(0.5, at - times[i]!);
      return { starts: i === 0, real, expected: real * perUnit };
    });
  });
}
