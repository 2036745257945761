import type { ClientSpec } from '../engine/client-spec.js';
import {
  ALGORITHM_NAMES,
  DENIED_MODES,
  type AlgorithmName,
  type DeniedMode,
  type Tier,
} from '../model/rate-model.js';
import type { BandVerdict, ResultBand } from '../result/plan.js';
import { DAY, HOUR } from '../time.js';
import { bandFlips } from './band-flips.js';
import type { Job, LoadSpec, Runner, Verdict } from './job.js';

/** What the band is asked for. */
export interface BandQuestion {
  /** In the model's order. */
  readonly tiers: readonly Tier[];
  readonly load: LoadSpec;
  readonly client: ClientSpec;
  /** Figures in place of the tiers' own, by limit id. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Whether a zone says when days start, so that nothing has to be assumed about it. */
  readonly hasResetZone: boolean;
}

/** What has to be assumed of how an API counts. */
export type Setting = Pick<BandVerdict, 'algorithm' | 'denied' | 'resetHour'>;

/** Algorithms whose windows are aligned, so that daily ones may start at any hour. */
const ALIGNED: ReadonlySet<AlgorithmName> = new Set(['fixed-window', 'sliding-counter']);

const RESET_HOURS = Array.from({ length: DAY / HOUR }, (_, hour) => hour);

/**
 * The verdict under every setting: five algorithms × both ways to count refused requests × the 24 hours at which
 * aligned daily windows may start.
 *
 * Settings that cannot differ are run once: all hours, for a tier without daily windows; and both ways to count
 * refused requests, where nothing is refused. Where something is, both are run even under the default objective,
 * whose verdict cannot differ then, since the throttled share does.
 */
export async function findBand(runner: Runner, question: BandQuestion): Promise<ResultBand> {
  const settings = settingsOf(question.tiers, question);
  const { runs, verdictOf } = await runDistinct(runner, question, settings);
  const verdicts = settings.map((setting): BandVerdict => {
    const tiers = question.tiers.map((tier) => {
      const { ok, totals } = verdictOf(tier, setting);
      const throttledShare = totals.offered === 0 ? 0 : totals.throttled / totals.offered;
      return { tier: tier.name, ok, throttledShare };
    });
    return { ...setting, requiredTier: tiers.find(({ ok }) => ok)?.tier ?? null, tiers };
  });
  return {
    settings: settings.length,
    runs,
    tiers: question.tiers.map((tier) => {
      const own = settingsOf([tier], question);
      const holds = own.filter((setting) => verdictOf(tier, setting).ok);
      return { tier: tier.name, settings: own.length, holds: holds.length };
    }),
    verdicts,
    flips: bandFlips(verdicts),
  };
}

/** Every setting that some of the tiers can feel. */
function settingsOf(
  tiers: readonly Tier[],
  { hasResetZone }: Pick<BandQuestion, 'hasResetZone'>,
): Setting[] {
  const feelsHours = !hasResetZone && tiers.some(hasDailyWindow);
  return ALGORITHM_NAMES.flatMap((algorithm) =>
    DENIED_MODES.flatMap((denied): Setting[] =>
      feelsHours && ALIGNED.has(algorithm)
        ? RESET_HOURS.map((resetHour) => ({ algorithm, denied, resetHour }))
        : [{ algorithm, denied }],
    ),
  );
}

function hasDailyWindow({ limits }: Tier): boolean {
  return limits.some(({ window }) => window === DAY);
}

/** Runs each tier under the settings that it can tell apart: first with refused requests free, then charged where some were refused. */
async function runDistinct(
  runner: Runner,
  { tiers, load, client, limits }: BandQuestion,
  settings: readonly Setting[],
): Promise<{
  readonly runs: number;
  readonly verdictOf: (tier: Tier, setting: Setting) => Verdict;
}> {
  const verdicts = new Map<string, Verdict>();
  let runs = 0;
  for (const wanted of DENIED_MODES) {
    const jobs = new Map<string, Job>();
    for (const tier of tiers) {
      for (const { algorithm, denied, resetHour } of settings) {
        if (denied !== wanted) continue;
        const felt = hasDailyWindow(tier) ? resetHour : undefined;
        const free = verdicts.get(keyOf(tier.name, algorithm, 'free', felt));
        const key = keyOf(tier.name, algorithm, denied, felt);
        if (free?.totals.responses429 === 0) {
          verdicts.set(key, free);
          continue;
        }
        const resetPhase = felt === undefined ? {} : { resetPhase: felt * HOUR };
        const raised = limits === undefined ? {} : { limits };
        const scenario = { tier: tier.name, algorithm, denied, ...resetPhase, ...raised, client };
        jobs.set(key, { load, scenario });
      }
    }
    const answers = await runner.ask('verdict', [...jobs.values()]);
    [...jobs.keys()].forEach((key, i) => verdicts.set(key, answers[i]!));
    runs += jobs.size;
  }
  return {
    runs,
    verdictOf: (tier, { algorithm, denied, resetHour }) =>
      verdicts.get(
        keyOf(tier.name, algorithm, denied, hasDailyWindow(tier) ? resetHour : undefined),
      )!,
  };
}

function keyOf(tier: string, algorithm: AlgorithmName, denied: DeniedMode, hour?: number): string {
  return JSON.stringify([tier, algorithm, denied, hour]);
}
