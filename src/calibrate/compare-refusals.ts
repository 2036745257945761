import { costOf, kindOf, type LimitPlan } from '../engine/limit-plan.js';
import { limiterSpec, type SimulationSettings } from '../engine/settings.js';
import { limiters } from '../limiter/limiters.js';
import { HOUR, formatTimestamp } from '../time.js';
import type { Columns } from '../trace/columns.js';
import type { Confusion, HourRefusals, LimitRefusals, RefusalComparison } from './calibration.js';

type Counts = { -readonly [K in keyof Confusion]: number };

const EMPTY: Confusion = {
  truePositives: 0,
  falsePositives: 0,
  falseNegatives: 0,
  trueNegatives: 0,
};

function count(into: Counts, refused: boolean, predicted: boolean): void {
  if (refused) into[predicted ? 'truePositives' : 'falseNegatives']++;
  else into[predicted ? 'falsePositives' : 'trueNegatives']++;
}

/**
 * Predicted against recorded refusals, over the rows whose status is known.
 * @param isRefused by request: whether it was answered 429.
 * @param bindingLimit by request: the limit that refuses it in the model; -1 if none does.
 */
export function compareRefusals(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  isRefused: Uint8Array,
  bindingLimit: Int16Array,
): RefusalComparison {
  const { status, timestamp, length } = columns;
  const all: Counts = { ...EMPTY };
  const hours = new Map<number, Counts>();
  for (let seq = 0; seq < length; seq++) {
    if (status![seq] === 0) continue;
    const refused = isRefused[seq] === 1;
    const predicted = bindingLimit[seq] !== -1;
    count(all, refused, predicted);
    const hour = Math.floor(timestamp[seq]! / HOUR) * HOUR;
    let ofHour = hours.get(hour);
    if (ofHour === undefined) hours.set(hour, (ofHour = { ...EMPTY }));
    count(ofHour, refused, predicted);
  }
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = all;
  const predicted = truePositives + falsePositives;
  const recorded = truePositives + falseNegatives;
  return {
    ...all,
    compared: predicted + falseNegatives + trueNegatives,
    precision: predicted === 0 ? null : truePositives / predicted,
    recall: recorded === 0 ? null : truePositives / recorded,
    limits: plan.limits.map((_, k) =>
      compareLimit(columns, plan, settings, isRefused, bindingLimit, k),
    ),
    hours: [...hours].flatMap(([start, counts]): HourRefusals[] => {
      const { trueNegatives, ...refusals } = counts;
      const hasAny = Object.values(refusals).some((requests) => requests > 0);
      return hasAny ? [{ start: formatTimestamp(start), ...refusals, trueNegatives }] : [];
    }),
  };
}

/** One limit's part; and the counts at which the provider admitted and refused, as the limit's own windows see them. */
function compareLimit(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  isRefused: Uint8Array,
  bindingLimit: Int16Array,
  k: number,
): LimitRefusals {
  const { status, timestamp, category, flags, length } = columns;
  const limit = plan.limits[k]!;
  const { slot, count: slots } = plan.tuples[k]!;
  const counter =
    settings.algorithm === 'token-bucket'
      ? undefined
      : limiters[settings.algorithm].create(
          { ...limiterSpec(limit, settings), limit: Infinity },
          slots,
        );
  const counts = { requests: 0, truePositives: 0, falsePositives: 0, falseNegatives: 0 };
  let admittedAt = 0;
  let refusedAt = Infinity;
  for (let seq = 0; seq < length; seq++) {
    if (!plan.routes[kindOf(category[seq]!, flags[seq]!)]!.includes(k)) continue;
    const t = timestamp[seq]!;
    const cost = costOf(plan, columns, k, seq);
    const refused = isRefused[seq] === 1;
    if (!refused) counter?.admit(slot[seq]!, t, cost);
    if (status![seq] === 0) continue;
    counts.requests++;
    const use = counter?.use(slot[seq]!, t) ?? 0;
    if (refused) refusedAt = Math.min(refusedAt, use + cost);
    else admittedAt = Math.max(admittedAt, use);
    if (bindingLimit[seq] === k) counts[refused ? 'truePositives' : 'falsePositives']++;
    else if (bindingLimit[seq] === -1 && refused) counts.falseNegatives++;
  }
  return {
    id: limit.id,
    limit: limit.limit,
    ...counts,
    ...(counter === undefined ? {} : { admittedAt }),
    ...(counter === undefined || refusedAt === Infinity ? {} : { refusedAt }),
  };
}
