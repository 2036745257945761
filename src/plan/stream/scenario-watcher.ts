import { planLimits, type LimitPlan } from '../../engine/limit-plan.js';
import { beginDrops } from '../../engine/replay-drops.js';
import type { LimitDemand } from '../../engine/required-limit.js';
import type { SimulationSettings } from '../../engine/settings.js';
import type { RateModel, Tier } from '../../model/rate-model.js';
import { createQuarterCounts } from '../../result/quarters.js';
import { createRefusalCounts } from '../../result/refusal-counts.js';
import { seriesSentOnce } from '../../result/series.js';
import type { ScenarioFigures } from '../../result/summarize.js';
import { createSentOnceTally, sentOnce } from '../../result/tally.js';
import { selectedKinds, type Samples } from '../samples.js';
import type { Threshold } from '../threshold.js';
import { PIECE, type PieceBuffer } from './piece-buffer.js';
import { createUserCounts, sampleOfCounts, type UserCounts } from './user-counts.js';

/** What is replayed: a tier, and how. */
export interface StreamedRun {
  readonly tier: Tier;
  readonly settings: SimulationSettings;
  readonly seed: number;
}

/** Decides a trace as its pieces go by, and keeps what is counted of it. */
export interface ScenarioWatcher {
  /** Decides the first `length` requests of the buffer. */
  take(length: number): void;
  /** What thresholds look at. */
  readonly samples: Samples;
  /** By limit: requests that it bound. */
  readonly throttled: Float64Array;
  figures(demands: readonly LimitDemand[]): ScenarioFigures;
}

/** A tier laid over the pieces of a trace. */
export function planPieces(
  { columns, tuplesOf }: PieceBuffer,
  model: RateModel,
  { tier }: StreamedRun,
): LimitPlan {
  return planLimits(columns, model, tier, tuplesOf);
}

/** Begins a replay. @param buffer holds the first piece. */
export function watchScenario(
  buffer: PieceBuffer,
  model: RateModel,
  run: StreamedRun,
  thresholds: readonly Threshold[],
): ScenarioWatcher {
  const { columns } = buffer;
  const { names } = columns;
  const { tier, settings, seed } = run;
  const bindingLimit = new Int16Array(PIECE);
  const drops = beginDrops(columns, planPieces(buffer, model, run), settings, (seq, limit) => {
    bindingLimit[seq] = limit;
  });
  const refusals = createRefusalCounts(tier.limits.length);
  const byCategory = createSentOnceTally(names.categories.length);
  const byUser = createUserCounts(names.users.length);
  const quarters = createQuarterCounts(names.categories.length);
  const bySelector = new Map<string, UserCounts>();
  for (const { selector } of thresholds) {
    if (selector === undefined || selector.key === 'user') continue;
    const selects = selectedKinds(names, model, tier, selector);
    bySelector.set(JSON.stringify(selector), createUserCounts(names.users.length, selects));
  }
  const counts = [byUser, ...bySelector.values()];

  return {
    take(length) {
      bindingLimit.fill(-1, 0, length);
      drops.take(length);
      refusals.take(columns.timestamp, bindingLimit, length);
      byCategory.take(columns.category, bindingLimit, length);
      quarters.take(columns.timestamp, columns.category, bindingLimit, length);
      for (const one of counts) one.take(columns, bindingLimit, length);
    },
    samples: {
      of: (selector) =>
        sampleOfCounts(selector === undefined ? byUser : bySelector.get(JSON.stringify(selector))!),
      byUser: () =>
        names.users.map((_, user) =>
          sampleOfCounts({
            offered: byUser.offered.subarray(user, user + 1),
            dropped: byUser.dropped.subarray(user, user + 1),
          }),
        ),
    },
    throttled: refusals.throttled,
    figures(demands) {
      const record = drops.finish();
      const { offered, dropped } = sampleOfCounts(byUser);
      return {
        tier,
        algorithm: settings.algorithm,
        denied: settings.denied,
        client: settings.client,
        seed,
        demands,
        names,
        record,
        refusals,
        everything: sentOnce(offered, dropped),
        byCategory: byCategory.tallies(),
        byUser: Array.from(byUser.offered, (count, user) => sentOnce(count, byUser.dropped[user]!)),
        quarters,
        delayHistogram: undefined,
        lateWork: undefined,
        wakeUps: undefined,
        series: seriesSentOnce(record),
      };
    },
  };
}
