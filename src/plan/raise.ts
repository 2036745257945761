import type { LimitDemand } from '../engine/required-limit.js';
import type { SimulationSettings } from '../engine/settings.js';
import { simulate } from '../engine/simulate.js';
import { withLimits } from '../model/limits.js';
import type { RateModel, Tier } from '../model/rate-model.js';
import { isDefaultObjective } from '../result/objective.js';
import type { RaisedLimit, RequiredTier } from '../result/result.js';
import type { ScenarioRun } from '../result/summarize.js';
import { askFigure } from './ask-figure.js';
import type { Job, Runner, Verdict } from './job.js';
import type { Objective } from './required-tier.js';
import { verdictOf } from './verdict-of.js';

/** What a tier's limits would have to be, and what is known of it. */
export type Raise = Required<Pick<RequiredTier, 'raise' | 'raiseHolds'>> &
  Pick<RequiredTier, 'raiseIsLeast'>;

/** A tier that does not meet an objective, and a way to try it with other limits. */
export interface RaiseQuestion {
  readonly tier: Tier;
  readonly objective: Objective;
  /** Demands on the tier's limits, in tier order. */
  readonly demands: readonly LimitDemand[];
  /** Units already used at the start, by limit id. */
  readonly used?: ReadonlyMap<string, number> | undefined;
  /** Runs the tier with its limits at these figures, in tier order. */
  readonly tryOut: (figures: readonly number[]) => Promise<Trial>;
  /** After so many runs, limits are lowered no further. */
  readonly mostRuns: number;
}

/** What is looked at of a run. */
export type Trial = Pick<Verdict, 'ok' | 'throttledBy'>;

/**
 * The raise under which a tier meets an objective.
 *
 * Under the default objective, every limit that is below its required limit is raised to that. Under another one,
 * the limits that bind are raised to their required limits, again as others begin to bind, until the objective
 * holds; where that does not bring it about, since a burst or the client's own pacing stands in the way, all
 * limits that are met are doubled until it does. Then each limit, in tier order, is lowered as far as the objective
 * still holds, but not below the tier's own figure, by bisection: the figure found was run and held, and the next
 * lower one was run and did not, though a still lower one might.
 */
export async function findRaise(question: RaiseQuestion): Promise<Raise> {
  const counted = countRuns(question);
  const thresholds = question.objective.thresholds.map(({ text }) => text);
  return isDefaultObjective(thresholds) ? raiseToRequired(counted) : raiseAndLower(counted);
}

/** The raise of a run's tier, by runs like it with other limits. @param settings of the run. */
export function raiseOfRun(
  { columns, tier, demands }: Pick<ScenarioRun, 'columns' | 'tier' | 'demands'>,
  model: RateModel,
  settings: SimulationSettings,
  objective: Objective,
  mostRuns: number,
): Promise<Raise> {
  const tryOut = (figures: readonly number[]): Promise<Trial> => {
    const raised = withLimits(tier, new Map(tier.limits.map(({ id }, k) => [id, figures[k]!])));
    const outcome = simulate(columns, model, raised, settings);
    return Promise.resolve(verdictOf({ columns, tier: raised, outcome }, model, objective));
  };
  return findRaise({ tier, objective, demands, used: settings.used, tryOut, mostRuns });
}

/** The raise of a job's tier, by jobs like it with other limits. @param tier the job's, with the figures it has. */
export async function raiseOfJob(
  runner: Runner,
  job: Job,
  { tier, ...question }: Pick<RaiseQuestion, 'tier' | 'objective' | 'used' | 'mostRuns'>,
): Promise<Raise> {
  const [demands] = await runner.ask('demands', [job]);
  const tryOut = async (figures: readonly number[]): Promise<Trial> => {
    const limits = Object.fromEntries(tier.limits.map(({ id }, k) => [id, figures[k]!]));
    const raised = { ...job, scenario: { ...job.scenario, limits } };
    const [verdict] = await runner.ask('verdict', [raised]);
    return verdict!;
  };
  return findRaise({ tier, ...question, demands: demands!, tryOut });
}

interface Counted extends RaiseQuestion {
  readonly runsLeft: () => number;
}

function countRuns(question: RaiseQuestion): Counted {
  let runs = 0;
  return {
    ...question,
    tryOut: (figures) => {
      runs++;
      return question.tryOut(figures);
    },
    runsLeft: () => question.mostRuns - runs,
  };
}

function figuresOf({ limits }: Tier): number[] {
  return limits.map(({ limit }) => limit);
}

async function raiseToRequired(question: Counted): Promise<Raise> {
  const { tier, demands, tryOut } = question;
  const needed = demands.map(({ requiredLimit }, k) =>
    requiredLimit === null ? null : Math.max(requiredLimit, tier.limits[k]!.limit),
  );
  const figures = needed.filter((figure) => figure !== null);
  const isPossible = figures.length === needed.length;
  const holds = isPossible && (await tryOut(figures)).ok;
  const raise = await withAsk(question, needed, holds);
  return { raise, raiseHolds: holds, ...(holds ? { raiseIsLeast: true } : {}) };
}

async function raiseAndLower(question: Counted): Promise<Raise> {
  const raised = await raiseBinding(question);
  if (raised.holds) {
    const { figures, isLeast } = await lower(question, raised.figures);
    const raise = await withAsk(question, figures, true);
    return { raise, raiseHolds: true, raiseIsLeast: isLeast };
  }
  const { tier } = question;
  const inVain = tier.limits.filter(({ id }) => raised.binds.has(id));
  const raise = inVain.map(({ id, limit }) => ({
    limit: `${tier.name}.${id}`,
    from: limit,
    to: null,
    ask: null,
  }));
  return { raise, raiseHolds: false };
}

type Raised =
  | { readonly holds: true; readonly figures: readonly number[] }
  /** Limits that still bind where all are as good as none. */
  | { readonly holds: false; readonly binds: ReadonlySet<string> };

async function raiseBinding(question: Counted): Promise<Raised> {
  const { tier, demands, tryOut } = question;
  let figures = figuresOf(tier);
  for (;;) {
    const { ok, throttledBy } = await tryOut(figures);
    if (ok) return { holds: true, figures };
    const raised = figures.map((figure, k) =>
      tier.limits[k]!.id in throttledBy ? Math.max(figure, demands[k]!.requiredLimit ?? 0) : figure,
    );
    if (raised.every((figure, k) => figure === figures[k])) return raiseAll(question, figures);
    figures = raised;
  }
}

async function raiseAll(question: Counted, from: readonly number[]): Promise<Raised> {
  const most = asGoodAsNone(question);
  const { ok, throttledBy } = await question.tryOut(most);
  if (!ok) return { holds: false, binds: new Set(Object.keys(throttledBy)) };
  let figures = from;
  do {
    figures = figures.map((figure, k) => Math.min(2 * figure, most[k]!));
  } while (!(await question.tryOut(figures)).ok);
  return { holds: true, figures };
}

/** Figures so large that a bucket's unit is back within a microsecond, even if all units come at once. */
function asGoodAsNone({ tier, demands, used }: RaiseQuestion): number[] {
  return tier.limits.map(({ id, limit, window }, k) => {
    const { offered, busiestTotal } = demands[k]!;
    const units = (busiestTotal + (used?.get(id) ?? 0)) * window;
    return offered === 0 ? limit : Math.max(limit, Math.min(units, Number.MAX_SAFE_INTEGER));
  });
}

async function lower(
  { tier, tryOut, runsLeft }: Counted,
  raised: readonly number[],
): Promise<{ readonly figures: readonly number[]; readonly isLeast: boolean }> {
  let figures = raised;
  for (const [k, { limit }] of tier.limits.entries()) {
    let tooLow = limit - 1;
    let next = limit;
    while (figures[k]! - tooLow > 1) {
      if (runsLeft() <= 0) return { figures, isLeast: false };
      const lowered = figures.with(k, next);
      if ((await tryOut(lowered)).ok) figures = lowered;
      else tooLow = next;
      next = Math.floor((tooLow + figures[k]!) / 2);
    }
  }
  return { figures, isLeast: true };
}

/** The limits that are raised, with figures to ask for: rounded up, unless a run with those does not hold though the exact ones do. */
async function withAsk(
  { tier, tryOut }: RaiseQuestion,
  needed: readonly (number | null)[],
  holds: boolean,
): Promise<RaisedLimit[]> {
  const today = figuresOf(tier);
  const rounded = needed.map((figure, k) =>
    figure === null || figure === today[k] ? figure : askFigure(figure),
  );
  const isRounded = rounded.some((figure, k) => figure !== needed[k]);
  const exact = holds && isRounded && !(await tryOut(rounded.map((figure) => figure!))).ok;
  const ask = exact ? needed : rounded;
  return tier.limits.flatMap(({ id, limit }, k) =>
    needed[k] === limit
      ? []
      : [{ limit: `${tier.name}.${id}`, from: limit, to: needed[k]!, ask: ask[k]! }],
  );
}
