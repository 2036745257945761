import { mulDivCeil } from '../exact.js';
import { toMs } from '../result/delays.js';
import type { Reservation } from '../result/result.js';
import type { ScenarioRun } from '../result/summarize.js';

/**
 * The limits of a tier whose window is longer than the trace, which proves nothing about them. Those that no
 * request meets are left out.
 */
export function reservationsOf({ columns, tier, demands }: ScenarioRun): Reservation[] {
  const span = columns.timestamp[columns.length - 1]! - columns.timestamp[0]!;
  return tier.limits.flatMap((limit, k) => {
    const { busiestTotal, offered } = demands[k]!;
    if (offered === 0 || span >= limit.window) return [];
    return [
      {
        tier: tier.name,
        limit: limit.id,
        windowMs: toMs(limit.window),
        spanMs: toMs(span),
        measured: busiestTotal,
        scaled: span === 0 ? null : mulDivCeil(busiestTotal, limit.window, span),
        allowed: limit.limit,
      },
    ];
  });
}
