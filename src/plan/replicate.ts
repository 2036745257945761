import type {
  Interval,
  ReplicatedDifference,
  ReplicatedFigure,
  ResultReplications,
} from '../result/plan.js';
import { pairedInterval, unpairedInterval } from '../result/confidence.js';
import type { Job, LoadOrigin, Runner, ScenarioSpec, Verdict } from './job.js';
import { figuresOfRuns, MEDIAN, type FigureOfRuns } from './replicated-figures.js';

/** How often to draw again. */
export type ReplicationGoal =
  | { readonly kind: 'count'; readonly count: number }
  /** Until the half-width of every interval is at most this share of its estimate, or `most` were made. */
  | { readonly kind: 'half-width'; readonly share: number; readonly most: number };

/** A scenario to replicate, and what its figures stand under. */
export interface ReplicatedScenario {
  readonly spec: ScenarioSpec;
  /** Where several clients are compared. */
  readonly client?: string;
  /** Where the limits are not the tier's own: what they are. */
  readonly limits?: string;
}

/** A figure that takes a search of its own for each seed, such as a headroom. */
export interface ReplicatedSearch {
  readonly tier: string;
  readonly figure: string;
  readonly unit: ReplicatedFigure['unit'];
  /** Null where there is none. */
  find(seed: number): Promise<number | null>;
}

/** What is drawn again. */
export interface ReplicationPlan {
  readonly goal: ReplicationGoal;
  /** The first seed; the others follow it. */
  readonly seed: number;
  readonly confidence: number;
  readonly origin: LoadOrigin['kind'];
  readonly scenarios: readonly ReplicatedScenario[];
  readonly searches: readonly ReplicatedSearch[];
}

/** Replications in the first batch, the fewest that give a median an interval at 95 %, and in each further one. */
const FIRST_BATCH = 6;
const NEXT_BATCH = 4;

/**
 * Draws again what is random, with other seeds. All scenarios are run with the same seeds (common random
 * numbers), so that their differences are taken in pairs.
 * @returns undefined where nothing is random.
 */
export async function replicate(
  runner: Runner,
  plan: ReplicationPlan,
): Promise<ResultReplications | undefined> {
  const { goal, confidence, searches } = plan;
  const random = whatIsRandom(plan);
  if (random.length === 0) return undefined;
  const scenarios = drawsRuns(plan) ? plan.scenarios : [];
  const runs = scenarios.map((): Verdict[] => []);
  const found = searches.map((): (number | null)[] => []);
  const seeds: number[] = [];
  const most = goal.kind === 'count' ? goal.count : goal.most;
  let reached = goal.kind === 'count';
  do {
    const batch = batchOf(goal, seeds.length, most).map((place) => plan.seed + place);
    const jobs = batch.flatMap((seed) =>
      scenarios.map(({ spec }): Job => ({ load: { seed }, scenario: spec })),
    );
    const verdicts = await runner.ask('verdict', jobs);
    verdicts.forEach((verdict, i) => runs[i % scenarios.length]!.push(verdict));
    for (const seed of batch) {
      for (const [i, search] of searches.entries()) found[i]!.push(await search.find(seed));
    }
    seeds.push(...batch);
    if (goal.kind === 'half-width') {
      const intervals = [
        ...runs.flatMap((verdicts) => intervalsOf(verdicts, confidence)),
        ...found.map((values) => MEDIAN.interval(values.filter(isKnown), confidence)),
      ];
      reached = intervals.every((interval) => isNarrow(interval, goal.share));
    }
  } while (!reached && seeds.length < most);
  return {
    seeds,
    random,
    confidence,
    ...(goal.kind === 'half-width' ? { target: { halfWidth: goal.share, reached } } : {}),
    figures: [
      ...scenarios.flatMap((scenario, i) => figuresOf(scenario, runs[i]!, confidence)),
      ...searches.map((search, i) => figureOfSearch(search, found[i]!, confidence)),
    ],
    differences: differencesOf(scenarios, runs, confidence),
  };
}

/** Places of the next seeds. */
function batchOf(goal: ReplicationGoal, done: number, most: number): number[] {
  const wanted = goal.kind === 'count' ? goal.count : done === 0 ? FIRST_BATCH : NEXT_BATCH;
  return Array.from({ length: Math.min(wanted, most - done) }, (_, i) => done + i);
}

function whatIsRandom(plan: ReplicationPlan): string[] {
  return [
    ...(plan.origin === 'workload' ? ['the workload'] : []),
    ...(plan.scenarios.some(({ spec }) => hasJitter(spec)) ? ['the client’s jitter'] : []),
    ...(plan.searches.length > 0 ? ['the copies'] : []),
  ];
}

/** Whether runs differ from seed to seed. If some do, all are run, to be compared in pairs. */
function drawsRuns({ origin, scenarios }: ReplicationPlan): boolean {
  return origin === 'workload' || scenarios.some(({ spec }) => hasJitter(spec));
}

function hasJitter({ client }: ScenarioSpec): boolean {
  return client.policy === 'retry' && client.retry.jitter !== 'none' && client.retry.base > 0;
}

function valuesOf({ of }: FigureOfRuns, runs: readonly Verdict[]): (number | null)[] {
  return runs.map(of);
}

function isKnown(value: number | null): value is number {
  return value !== null;
}

/** Of the figures that are quantities: how often the objective holds has no width that could be a share of it. */
function intervalsOf(runs: readonly Verdict[], confidence: number): Interval[] {
  return figuresOfRuns
    .filter(({ figure }) => figure !== 'objective met')
    .map((figure) => figure.interval(valuesOf(figure, runs).filter(isKnown), confidence));
}

function isNarrow({ estimate, low, high }: Interval, share: number): boolean {
  if (estimate === null) return true;
  return low !== null && high !== null && (high - low) / 2 <= share * Math.abs(estimate);
}

function figuresOf(
  { spec, client, limits }: ReplicatedScenario,
  runs: readonly Verdict[],
  confidence: number,
): ReplicatedFigure[] {
  return figuresOfRuns.flatMap((one) => {
    const values = valuesOf(one, runs);
    if (one.unit === 'ms' && values.every((value) => value === null || value === 0)) return [];
    return [
      {
        tier: limits === undefined ? spec.tier : `${spec.tier}, ${limits}`,
        ...(client === undefined ? {} : { client }),
        figure: one.figure,
        unit: one.unit,
        method: one.method,
        interval: one.interval(values.filter(isKnown), confidence),
        values,
      },
    ];
  });
}

function figureOfSearch(
  { tier, figure, unit }: ReplicatedSearch,
  values: readonly (number | null)[],
  confidence: number,
): ReplicatedFigure {
  const interval: Interval = MEDIAN.interval(values.filter(isKnown), confidence);
  return { tier, figure, unit, method: MEDIAN.method, interval, values };
}

/** Of scenarios that differ in one thing: each from the one before it of its kind. */
function differencesOf(
  scenarios: readonly ReplicatedScenario[],
  runs: readonly (readonly Verdict[])[],
  confidence: number,
): ReplicatedDifference[] {
  return scenarios.flatMap((to, j) => {
    const i = scenarios.findLastIndex((from, place) => place < j && differsOnce(from, to));
    if (i === -1) return [];
    return figuresOfRuns
      .filter(({ isMean }) => isMean)
      .flatMap((figure) => {
        const pairs = valuesOf(figure, runs[i]!)
          .map((value, k) => [value, valuesOf(figure, runs[j]!)[k]!] as const)
          .filter((pair): pair is [number, number] => pair.every(isKnown));
        if (pairs.every(([a, b]) => a === 0 && b === 0)) return [];
        const [a, b] = [pairs.map(([value]) => value), pairs.map(([, value]) => value)];
        return [
          {
            figure: figure.figure,
            unit: figure.unit,
            from: nameOf(scenarios[i]!),
            to: nameOf(to),
            method: 'difference of means, Student’s t on pairs; unpaired by Welch’s t',
            paired: pairedInterval(a, b, confidence),
            unpaired: unpairedInterval(a, b, confidence),
          },
        ];
      });
  });
}

function differsOnce(a: ReplicatedScenario, b: ReplicatedScenario): boolean {
  const same = [a.spec.tier === b.spec.tier, a.client === b.client, a.limits === b.limits];
  return same.filter((each) => !each).length === 1;
}

function nameOf({ spec, client, limits }: ReplicatedScenario): string {
  return [spec.tier, limits, client].filter((part) => part !== undefined).join(', ');
}
