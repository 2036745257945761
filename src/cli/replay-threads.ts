import { onlyDrops } from '../engine/client-drop.js';
import { independentParts, type Splitting } from '../engine/independent-parts.js';
import { planLimits, type LimitPlan } from '../engine/limit-plan.js';
import { completeOutcome, mergeOutcomes, type PartialOutcome } from '../engine/merge-outcomes.js';
import { simulate } from '../engine/simulate.js';
import type { RateModel } from '../model/rate-model.js';
import type { Simulator } from '../plan/run-scenario.js';
import type { Columns } from '../trace/columns.js';
import type { ReplayQuestion, ReplayWorkerData } from './replay-worker.js';
import { createThreadPool, share, shareColumns, type ThreadPool } from './thread-pool.js';

/** Replays a trace on threads, which must be ended when no more is asked. */
export interface ReplayThreads {
  readonly simulate: Simulator;
  close(): Promise<void>;
}

/**
 * Fewer requests are not worth a second thread: what one thread alone does (copy the columns, split and join the
 * parts) and the cold start take most of the gain. At so many, `retry` on two threads was measured at 1.1 to 1.4
 * times the speed of one, in processor time of the longest path.
 */
const LEAST_REQUESTS = 3_000_000;

interface ReplayThreadsOptions {
  /** 1 replays on the thread that asks. */
  readonly threads: number;
  /** How many are asked for at once: a single one that has no parts gains nothing from a second thread. */
  readonly simulations: number;
  /** IANA zone in which hourly and daily fixed windows start; UTC if absent. */
  readonly resetZone: string | undefined;
  /** Fewer requests are replayed on the thread that asks. */
  readonly leastRequests?: number;
  readonly splitting?: Splitting;
}

/**
 * Replays a trace on threads, which start when they are first needed: for a client that does more than drop, the
 * parts of a trace that share nothing, and one run beside another. The trace is shared between them, not copied.
 * Outcomes do not depend on how many there are.
 */
export function createReplayThreads(
  columns: Columns,
  model: RateModel,
  {
    threads,
    simulations,
    resetZone,
    leastRequests = LEAST_REQUESTS,
    splitting,
  }: ReplayThreadsOptions,
): ReplayThreads {
  let started: ThreadPool<ReplayQuestion, PartialOutcome> | undefined;
  const start = (): NonNullable<typeof started> => {
    const shared = shareColumns(columns);
    const workerData: ReplayWorkerData = { columns: { ...shared, names: NO_NAMES }, resetZone };
    return createThreadPool('replay-worker', workerData, threads);
  };
  return {
    async simulate(tier, settings) {
      const { client, algorithm, denied, burst, resetPhase, used } = settings;
      const { recipe } = client;
      const pays = threads > 1 && columns.length >= leastRequests && !onlyDrops(client);
      if (!pays || recipe === undefined) return simulate(columns, model, tier, settings);
      const plan = planLimits(columns, model, tier);
      const parts = independentParts(columns, plan, client, splitting);
      if (parts.length === 0 && simulations === 1) return simulate(columns, model, tier, settings);
      const pool = (started ??= start());
      const shared = sharePlan(plan);
      const outcomes = await Promise.all(
        (parts.length === 0 ? [allOf(columns)] : parts).map((seqs) =>
          pool.ask({
            plan: shared,
            settings: { algorithm, denied, burst, resetPhase, used },
            client: recipe,
            seqs,
          }),
        ),
      );
      return completeOutcome(mergeOutcomes(outcomes), tier.limits, columns.length);
    },
    close: () => started?.close() ?? Promise.resolve(),
  };
}

/** Threads that replay look at numbers alone. */
const NO_NAMES: Columns['names'] = { apps: [], users: [], adAccounts: [], categories: [] };

function sharePlan(plan: LimitPlan): LimitPlan {
  const slots = new Set(plan.tuples.map(({ slot }) => slot));
  const shared = new Map([...slots].map((slot) => [slot, share(slot)]));
  const tuples = plan.tuples.map(({ slot, count }) => ({ slot: shared.get(slot)!, count }));
  return { ...plan, tuples };
}

function allOf({ length }: Columns): Uint32Array {
  const seqs = new Uint32Array(length);
  for (let seq = 0; seq < length; seq++) seqs[seq] = seq;
  return seqs;
}
