import type { Distribution } from './distribution.js';

/**
 * A workload profile as the generator sees it: checked, complete and frozen. It is made from a document by
 * `parseWorkload`.
 *
 * - `apps` and `populations` say who there is;
 * - each of `sources` is one kind of traffic of one population: a `clock` that fires, and the `path` of
 *   calls that each firing sends;
 * - `launches` and `holidays`, and the growth of each source, change rates over time.
 *
 * Times and durations are whole microseconds, rates are firings a second.
 */
export interface Workload {
  readonly name: string;
  readonly title: string;
  /** Local date of the first day, YYYY-MM-DD. */
  readonly startDate: string;
  /** Microseconds since the epoch: the first instant of that date in `zone`. */
  readonly start: number;
  /** Microseconds from `start`: what would be sent at or after `start + length` is left out. */
  readonly length: number;
  /** IANA time zone of dates and, unless a source says otherwise, of curves and cron lines. */
  readonly zone: string;
  readonly apps: readonly string[];
  readonly populations: readonly Population[];
  readonly sources: readonly Source[];
  readonly launches: readonly Launch[];
  readonly holidays: readonly Holiday[];
}

/** Users who are alike. The k-th (from 1) is called `NAME-k`, its j-th ad account `NAME-k-j`; shared accounts are `NAME-shared-j`. */
export interface Population {
  readonly name: string;
  /** Index into `Workload.apps`. */
  readonly app: number;
  readonly users: number;
  readonly activity: Activity;
  readonly adAccounts: AdAccounts;
}

/**
 * How unequal users are: the weight of each, 1 on average, by which its rate, or how often its jobs fire, is
 * multiplied. Zipf's weights are 1 on average exactly: another user, the lightest, makes those of all
 * others a little heavier; what they draw stays the same. Log-normal weights do not depend on other users.
 */
export type Activity =
  | { readonly kind: 'equal' }
  /** The k-th user's weight falls as k^−exponent. */
  | { readonly kind: 'zipf'; readonly exponent: number }
  /** ln(weight) is normal with deviation `sigma`; each user draws its own. */
  | { readonly kind: 'log_normal'; readonly sigma: number };

/** The ad accounts that a user's requests address. With none, requests address the ad account `default`. */
export type AdAccounts =
  | { readonly kind: 'own'; readonly each: Distribution }
  | { readonly kind: 'shared'; readonly count: number };

/** One kind of traffic. */
export interface Source {
  readonly name: string;
  /** Index into `Workload.populations`. */
  readonly population: number;
  readonly clock: Clock;
  readonly path: Path;
  /** From a call until its answer: a client that sends one call after another waits this long. */
  readonly latency: Distribution;
  /** Growth of its rate; null if it does not grow. */
  readonly growth: Growth | null;
  /** IANA time zone in which holidays are this source's days. */
  readonly zone: string;
}

/** When a source fires for each of its users. */
export type Clock = ArrivalClock | JobClock;

/** Firings by chance or by measure. */
export interface ArrivalClock {
  readonly kind: 'arrivals';
  /**
   * Firings a second, averaged over a week: of a user of weight 1, or of the whole population, whose users
   * share it by weight.
   */
  readonly rate: number;
  readonly per: 'user' | 'population';
  readonly process: ArrivalProcess;
  readonly curve: RateCurve;
}

/**
 * How gaps vary once the rate is given. Growth, launches, holidays and the curve stretch time, so that each
 * process keeps its law in time measured by expected firings.
 */
export type ArrivalProcess =
  /** Equal gaps; each user at a phase of its own. */
  | { readonly kind: 'constant' }
  | { readonly kind: 'poisson' }
  /**
   * A Markov-modulated Poisson process of two phases, exponential in length: bursts that last `length` on
   * average and begin `every` on average, at `factor` times the rate outside them. The mean rate is kept.
   */
  | {
      readonly kind: 'bursts';
      readonly factor: number;
      readonly length: number;
      readonly every: number;
    }
  /** A renewal process: log-normal gaps, ln with deviation `sigma`. */
  | { readonly kind: 'log_normal'; readonly sigma: number }
  /** A renewal process: Pareto gaps with tail exponent `alpha`, above 1. */
  | { readonly kind: 'pareto'; readonly alpha: number };

/** How the rate varies over a week. */
export interface RateCurve {
  /** IANA time zone of its hours. */
  readonly zone: string;
  /** 168 factors with mean 1: local hour of the week, Monday 00:00 first; constant within an hour. */
  readonly week: readonly number[];
}

/**
 * Firings at the instants of cron lines; `createCron` says what they are where clocks change. Growth,
 * launches, holidays and the user's weight multiply them; `fireJobs` says how.
 */
export interface JobClock {
  readonly kind: 'jobs';
  readonly cron: readonly string[];
  readonly zone: string;
  /** Each user's firing is late by a uniform time in [0, jitter). */
  readonly jitter: number;
  /** The chance with which a firing of a user takes place. */
  readonly share: number;
  /** Whether a user's weight is passed over. */
  readonly alike: boolean;
}

/** What one firing sends. */
export type Path =
  /** The steps in their order. */
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  /** So many steps, each drawn by its weight, with time to think between them. */
  | {
      readonly kind: 'mix';
      readonly draws: Distribution;
      readonly think: Distribution;
      readonly steps: readonly Step[];
    };

export type Step = CallStep | LoopStep;

interface StepTiming {
  /** Time before the step, from the end of the one before it. */
  readonly wait: Distribution;
  /** The chance with which a sequence takes the step. */
  readonly chance: number;
  /** How often a mix draws the step, beside the others' weights. */
  readonly weight: number;
  /** How many of its calls (or of a loop's rounds) are in flight at most. */
  readonly concurrency: number;
  /** Least time between the starts of two of them. */
  readonly pace: Distribution;
}

/** Calls of one operation. */
export interface CallStep extends StepTiming {
  readonly kind: 'call';
  /** The JSON pointer of the step in the document. */
  readonly pointer: string;
  readonly operation: CalledOperation;
  readonly fanOut: FanOut;
  /** Share of its requests that carry a conversion token. */
  readonly conversion: number;
  /** Share of its requests that are test requests. */
  readonly test: number;
  /** Units that a request uses of limits that count units. */
  readonly cost: Distribution;
}

/** A round of the steps for each ad account of the user. */
export interface LoopStep extends StepTiming {
  readonly kind: 'loop';
  /** The chance with which each ad account has its round. */
  readonly share: number;
  readonly steps: readonly Step[];
}

/** What is called: a method and a path template, or a category of the model. */
export type CalledOperation =
  | { readonly kind: 'request'; readonly method: string; readonly path: string }
  | { readonly kind: 'category'; readonly category: string };

/** How many calls one step is. */
export type FanOut =
  | { readonly kind: 'once' }
  | { readonly kind: 'times'; readonly times: Distribution }
  /** ⌈items / size⌉ calls, at least one: an empty list is asked for too. */
  | { readonly kind: 'pages'; readonly items: Distribution; readonly size: number }
  /** ⌈items / size⌉ calls. */
  | { readonly kind: 'batches'; readonly items: Distribution; readonly size: number }
  /**
   * A call at each multiple of `every` from the step's start until what it asks for is ready, the last one
   * at or after `ready`, or until `upTo`. At least one.
   */
  | {
      readonly kind: 'poll';
      readonly every: number;
      readonly upTo: number;
      /** Time until it is ready; null if it is not within `upTo`. */
      readonly ready: Distribution | null;
    };

/** Growth that compounds without steps: the factor after time t is (1 + `by`)^(t / `per`). */
export interface Growth {
  readonly by: number;
  readonly per: number;
}

/** A spike: from `at` the rate is `factor` times what it was, for `length`, then falls back in a straight line over `fade`. */
export interface Launch {
  readonly name: string;
  readonly at: number;
  readonly factor: number;
  readonly length: number;
  readonly fade: number;
  /** Indexes into `Workload.sources`. */
  readonly sources: readonly number[];
}

/** Days on which the rate is `factor` times what it was. */
export interface Holiday {
  readonly name: string;
  /** Local dates, YYYY-MM-DD, the first and the last. */
  readonly from: string;
  readonly to: string;
  readonly factor: number;
  /** Indexes into `Workload.sources`. */
  readonly sources: readonly number[];
}
