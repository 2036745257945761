import { namedStream, type RandomStream } from '../../random.js';
import { createArrivals } from './arrivals.js';
import { localHours } from '../profile/calendar.js';
import type { Cast } from './cast.js';
import { createCron } from './cron.js';
import { createDraws } from './draws.js';
import { requestsPerUserAndDay } from './expected-requests.js';
import { fireJobs } from './jobs.js';
import { createLift } from './lift.js';
import { rateSegments, type RateSegment } from './rate-segments.js';
import { createPathRunner, type SendCall } from './run-path.js';
import { createWorkLimit, type WorkLimit } from './work-limit.js';
import type { ArrivalClock, JobClock, Source, Workload } from '../profile/workload.js';

/** What the runner of a source needs to know. */
export interface SourceContext {
  readonly workload: Workload;
  readonly source: Source;
  /** The source's place in the workload. */
  readonly index: number;
  readonly cast: Cast;
  readonly seed: number;
  /** From so many expected requests a day on, a day is run part by part. */
  readonly large: number;
  readonly send: SendCall;
}

/**
 * Opens a day (from 0) that begins at an instant and has parts, which end at others; days come in turn.
 * What it returns sends all that the source begins in a part; parts come in turn.
 */
export type SourceRunner = (
  day: number,
  from: number,
  ends: readonly number[],
) => (part: number) => void;

/** A user under way takes the memory of some dozen requests: with fewer than this a day, it is run at once. */
const MANY_A_USER = 24;

/**
 * Makes the runner of a source: for each user a clock, and the path at each firing. What a user does
 * on a day comes from a stream that the seed, the source's name, the user and the day name alone, so that other
 * sources, users and days change nothing for it. What few requests come from is sent in the day's first part.
 */
export function createSourceRunner(context: SourceContext): SourceRunner {
  const { workload, source, index, cast, seed, large, send } = context;
  const { clock, path, latency } = source;
  const { weight, firstUser, firstAccount, accounts } = cast.populations[source.population]!;
  const limit = createWorkLimit(source.name, index);
  const runPath = createPathRunner(path, latency, send, (work) => {
    limit.takeStep(work);
  });
  const openDay =
    clock.kind === 'jobs'
      ? jobDays(context, clock, weight, limit)
      : arrivalDays(context, clock, weight, limit);
  const requests = requestsPerUserAndDay(workload, source);
  const inParts = requests >= MANY_A_USER && requests * weight.length >= large;
  return (day, from, ends) => {
    const openUserDay = openDay(from, inParts ? ends : ends.slice(-1));
    if (openUserDay === null) return () => undefined;
    const openUser = (user: number): ((part: number) => void) => {
      const draws = createDraws(namedStream(seed, 'source', source.name, user + 1, day));
      const firePart = openUserDay(user, draws.stream);
      return (part) => {
        firePart(part, (at) => {
          runPath(at, {
            draws,
            user: firstUser + user,
            firstAccount: firstAccount[user]!,
            accounts: accounts[user]!,
          });
        });
      };
    };
    if (inParts) {
      const users = Array.from(weight, (_, user) => openUser(user));
      return (part) => {
        for (const runUser of users) runUser(part);
      };
    }
    return (part) => {
      for (let user = 0; part === 0 && user < weight.length; user++) openUser(user)(0);
    };
  };
}

/** Tells when a user fires in a part of a day. */
type FirePart = (part: number, fire: (at: number) => void) => void;

/** Opens a day for a user (by its place in the population). */
type OpenUserDay = (user: number, stream: RandomStream) => FirePart;

/** Opens a day; null if nobody fires on it. */
type OpenDay = (from: number, ends: readonly number[]) => OpenUserDay | null;

function arrivalDays(
  { workload, source, index }: SourceContext,
  clock: ArrivalClock,
  weight: Float64Array,
  limit: WorkLimit,
): OpenDay {
  const { process } = clock;
  const arrivals = createArrivals(process, weight.length);
  const weights = sumOf(weight);
  const lift = createLift(workload, index);
  return (from, ends) => {
    const to = ends.at(-1)!;
    const segments = rateSegments(workload, source, clock, lift, from, to);
    const phases = process.kind === 'bursts' ? (2 * (to - from)) / process.every : 0;
    limit.beginDay(phases * weight.length + weights * firingsOf(segments));
    const parts = inPartsOf(ends, segments, (segment) => segment.from);
    return (user, stream) => {
      const fireWithin = arrivals.open(user, weight[user]!, stream);
      return (part, fire) => {
        fireWithin(parts[part]!, fire);
      };
    };
  };
}

function jobDays(
  { workload, source, index }: SourceContext,
  clock: JobClock,
  activity: Float64Array,
  limit: WorkLimit,
): OpenDay {
  const weight = clock.alike ? activity.map(() => 1) : activity;
  const lift = createLift(workload, index);
  const weights = sumOf(weight);
  const instantsWithin = createCron(clock.cron, clock.zone);
  return (from, ends) => {
    const to = ends.at(-1)!;
    const instants = instantsWithin(from, to);
    if (instants.length === 0) return null;
    const hours = localHours(from, to, source.zone);
    let hour = 0;
    const firings = instants.map((at) => {
      while (hours[hour]!.to <= at) hour++;
      return { at, lift: lift(at, hours[hour]!.date) };
    });
    limit.beginDay(weights * sumOf(firings.map((firing) => firing.lift)));
    const parts = inPartsOf(ends, firings, ({ at }) => at);
    return (user, stream) => (part, fire) => {
      fireJobs(clock, parts[part]!, weight[user]!, stream, fire);
    };
  };
}

function sumOf(numbers: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

function firingsOf(segments: readonly RateSegment[]): number {
  return segments.reduce((sum, { from, to, rate }) => sum + (to - from) * rate, 0);
}

/** Things in order of time, by the part in which each begins. */
function inPartsOf<T>(
  ends: readonly number[],
  things: readonly T[],
  beginOf: (thing: T) => number,
): T[][] {
  let next = 0;
  return ends.map((end) => {
    const begin = next;
    while (next < things.length && beginOf(things[next]!) < end) next++;
    return things.slice(begin, next);
  });
}
