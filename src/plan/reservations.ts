import { mulDivCeil } from '../exact.js';
import { toMs } from '../result/delays.js';
import type { Reservation } from '../result/result.js';
import type { ScenarioFigures } from '../result/summarize.js';
import type { TraceFacts } from '../trace/trace.js';

/**
 * The limits of a tier whose window is longer than the trace, which proves nothing about them. Those that no
 * request meets are left out.
 */
export function reservationsOf(
  { start, end }: Pick<TraceFacts, 'start' | 'end'>,
  { tier, demands }: Pick<ScenarioFigures, 'tier' | 'demands'>,
): Reservation[] {
  const span = end - start;
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
