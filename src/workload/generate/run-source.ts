import { namedStream } from '../../random.js';
import { createArrivals } from './arrivals.js';
import { localHours } from '../profile/calendar.js';
import type { Cast } from './cast.js';
import { cronInstants } from './cron.js';
import { createDraws } from './draws.js';
import { fireJobs } from './jobs.js';
import { createLift } from './lift.js';
import { rateSegments } from './rate-segments.js';
import { createPathRunner, type SendCall } from './run-path.js';
import type { ArrivalClock, JobClock, Source, Workload } from '../profile/workload.js';

/** What the runner of a source needs to know. */
export interface SourceContext {
  readonly workload: Workload;
  readonly source: Source;
  /** The source's place in the workload. */
  readonly index: number;
  readonly cast: Cast;
  readonly seed: number;
  readonly send: SendCall;
}

/** Sends all that a source begins on a day (from 0), in [from, to); days come in turn. */
export type SourceRunner = (day: number, from: number, to: number) => void;

/** Tells when a user (by its place in the population) fires on a day. */
type FireDay = (
  user: number,
  stream: () => number,
  fire: (at: number, scale: number) => void,
) => void;

/**
 * Makes the runner of a source: for each user a clock, and the path at each firing. What a user does
 * on a day comes from a stream that the seed, the source's name, the user and the day name alone, so that other
 * sources, users and days change nothing for it.
 */
export function createSourceRunner(context: SourceContext): SourceRunner {
  const { source, cast, seed, send } = context;
  const { clock, path, latency } = source;
  const { weight, firstUser, firstAccount, accounts } = cast.populations[source.population]!;
  const runPath = createPathRunner(path, latency, send);
  const openDay =
    clock.kind === 'jobs' ? jobDays(context, clock) : arrivalDays(context, clock, weight);
  return (day, from, to) => {
    const fireDay = openDay(from, to);
    if (fireDay === null) return;
    for (let user = 0; user < weight.length; user++) {
      const draws = createDraws(namedStream(seed, 'source', source.name, user + 1, day));
      fireDay(user, draws.stream, (at, scale) => {
        runPath(at, {
          draws,
          user: firstUser + user,
          firstAccount: firstAccount[user]!,
          accounts: accounts[user]!,
          scale,
        });
      });
    }
  };
}

/** Opens a day; null if nobody fires on it. */
type OpenDay = (from: number, to: number) => FireDay | null;

function arrivalDays(
  { workload, source, index }: SourceContext,
  clock: ArrivalClock,
  weight: Float64Array,
): OpenDay {
  const arrivals = createArrivals(clock.process, weight.length);
  const lift = createLift(workload, index);
  return (from, to) => {
    const segments = rateSegments(workload, source, clock, lift, from, to);
    return (user, stream, fire) => {
      arrivals.day(user, weight[user]!, segments, stream, (at) => {
        fire(at, 1);
      });
    };
  };
}

function jobDays({ workload, source, index }: SourceContext, clock: JobClock): OpenDay {
  const lift = createLift(workload, index);
  return (from, to) => {
    const firings = cronInstants(clock.cron, clock.zone, from, to).map((at) => ({
      at,
      scale: lift(at, localHours(at, at + 1, source.zone)[0]!.date),
    }));
    if (firings.length === 0) return null;
    return (_user, stream, fire) => {
      fireJobs(clock, firings, stream, fire);
    };
  };
}
