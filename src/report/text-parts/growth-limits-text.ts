import type { PlanRequiredLimit, PlanRequiredLimitAt, ResultPlan } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { formatCount, formatFactor, formatPeriod } from '../format-number.js';
import {
  exceeds,
  growthLimits,
  isCutShort,
  requiredAt,
  requiredWords,
  setByWords,
} from '../growth-limits.js';
import type { Palette } from '../palette.js';
import { ofPlanClient } from '../plan-client.js';
import { printable } from '../printable.js';
import { type Column, headedTable } from './headed-table.js';

/** So many limits of a tier are listed. */
const LISTED_LIMITS = 6;

/** What the limits of each tier would have to be today and as the load grows; empty where no plan was made. */
export function growthLimitsText(result: Result, palette: Palette): string {
  const { plan } = result;
  if (plan === undefined) return '';
  const tiers = [...new Set(plan.requiredLimits.map(({ tier }) => tier))];
  return tiers.map((tier) => ofTier(result, plan, tier, palette)).join('\n');
}

/** The limits of a tier that come closest. */
function ofTier(result: Result, plan: ResultPlan, tier: string, palette: Palette): string {
  const { trace } = result;
  const { growths, limits } = growthLimits(plan, tier);
  const listed = limits.slice(0, LISTED_LIMITS);
  const loads = growths.flatMap(({ growth, factors }) =>
    factors.map((factor, i) => ({ growth, factor, isFirst: i === 0 })),
  );
  const columns: Column[] = [
    ['limit', 'left'],
    ['allows', 'right'],
    ['required', 'right'],
    ...loads.map(({ growth, factor, isFirst }): Column => {
      return [`${isFirst ? `${growth} ` : ''}×${formatFactor(factor)}`, 'right'];
    }),
    ['today’s is set by', 'left'],
  ];
  const figure = (limit: PlanRequiredLimit, load: PlanRequiredLimitAt | undefined): string => {
    const text = requiredWords(trace, limit, load);
    return exceeds(limit, load) ? palette.red(text) : text;
  };
  const rows = listed.map((limit) => [
    printable(limit.limit, 40),
    `${formatCount(limit.current)} ${formatPeriod(limit.windowMs)}`,
    figure(limit, requiredAt(limit)),
    ...loads.map(({ growth, factor }) => figure(limit, requiredAt(limit, growth, factor))),
    setByWords(requiredAt(limit)).join(', '),
  ]);
  const rest = limits.length - listed.length;
  const isShort = listed.some((limit) =>
    limit.loads.some((load) => isCutShort(trace, limit, load)),
  );
  const head = palette.bold(`Limits that ${printable(tier, 40)} would need${ofPlanClient(result)}`);
  return [
    `${head}, today and as the load grows\n`,
    headedTable(columns, rows, palette),
    rest > 0 ? `  and ${rest} more that come less close\n` : '',
    isShort
      ? '- ≥: that load is shorter than the window, of which a full one may need more.\n'
      : '',
  ].join('');
}
