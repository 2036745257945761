import type { ClientSpec } from '../../engine/client-spec.js';
import type { LimitPlan } from '../../engine/limit-plan.js';
import type { Limit, RateModel, Tier } from '../../model/rate-model.js';
import type { Columns } from '../../trace/columns.js';
import type { Verdict } from '../job.js';
import type { BatchedOperation } from './batched-operations.js';
import type { LoadChange } from './load-change.js';

/** Looks for one thing that would help, with the words for it beside the arithmetic. */
export interface Detector {
  readonly id: string;
  /** What to do, in a few words. */
  readonly title: string;
  /** @returns what it found and tried; nothing where its figures do not show that it applies. */
  readonly find: (look: AdviceCase) => Promise<readonly Finding[]>;
}

/** A tier under which the objective does not hold, and all that a detector may look at. */
export interface AdviceCase {
  readonly model: RateModel;
  /** With the limits that were tried in place of its own. */
  readonly tier: Tier;
  readonly client: ClientSpec;
  readonly columns: Columns;
  /** The operations that the load's profile calls in batches; empty where there is no profile. */
  readonly batched: readonly BatchedOperation[];
  /** The tier laid over the columns. */
  readonly plan: LimitPlan;
  /** What becomes of the load as it stands. */
  readonly today: Verdict;
  /** The limits that throttle, in tier order. */
  readonly throttling: readonly ThrottlingLimit[];
  /** Runs the load with something changed. */
  readonly attempt: (change: Change) => Promise<Verdict>;
}

export interface ThrottlingLimit {
  /** Index into the tier's limits. */
  readonly index: number;
  readonly limit: Limit;
  /** Requests whose first refusal it bound. */
  readonly throttled: number;
}

/** What would be done otherwise; what is absent stays as it is. */
export interface Change {
  readonly load?: LoadChange;
  readonly client?: ClientSpec;
}

/** Something to do, and the run that shows what it does. Plain sentences with their figures. */
export interface Finding {
  /** What was seen. */
  readonly because: string;
  /** What exactly to do. */
  readonly change: string;
  readonly after: Verdict;
}
