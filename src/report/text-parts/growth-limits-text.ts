import type { PlanRequiredLimit, PlanRequiredLimitAt } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { tupleWords } from '../evidence-words.js';
import { formatCount, formatFactor, formatPeriod, formatTime } from '../format-number.js';
import { exceeds, growthLimits, requiredAt } from '../growth-limits.js';
import type { Palette } from '../palette.js';
import { printable } from '../printable.js';
import { wrap } from '../wrap.js';
import { type Column, headedTable } from './headed-table.js';

/** So many limits are listed, unless more would not do today. */
const LISTED_LIMITS = 6;

/** Of so many limits that would not do today it is said who sets the figure. */
const LISTED_TUPLES = 3;

/**
 * What the limits of the required tier, or of the last one where none suffices, would have to be today and as
 * the load grows; empty where no plan was made.
 */
export function growthLimitsText({ plan, requiredTier }: Result, palette: Palette): string {
  const tier = requiredTier?.tier ?? plan?.tiers.at(-1)?.tier;
  if (plan === undefined || tier === undefined) return '';
  const { growths, limits } = growthLimits(plan, tier);
  if (limits.length === 0) return '';
  const isOver = (limit: PlanRequiredLimit) => exceeds(limit, requiredAt(limit));
  const listed = limits.filter((limit, place) => place < LISTED_LIMITS || isOver(limit));
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
  ];
  const rows = listed.map((limit) => [
    printable(limit.limit, 40),
    `${formatCount(limit.current)} ${formatPeriod(limit.windowMs)}`,
    figure(limit, requiredAt(limit), palette),
    ...loads.map(({ growth, factor }) => figure(limit, requiredAt(limit, growth, factor), palette)),
  ]);
  const rest = limits.length - listed.length;
  const head = palette.bold(`Limits that ${printable(tier, 40)} would need`);
  return [
    `${head}, today and as the load grows\n`,
    headedTable(columns, rows, palette),
    rest > 0 ? `  and ${rest} more that come less close\n` : '',
    ...listed.filter(isOver).slice(0, LISTED_TUPLES).map(setBy),
  ].join('');
}

function figure(
  limit: PlanRequiredLimit,
  load: PlanRequiredLimitAt | undefined,
  palette: Palette,
): string {
  if (load === undefined) return '–';
  const text = load.requiredLimit === null ? 'none' : formatCount(load.requiredLimit);
  return exceeds(limit, load) ? palette.red(text) : text;
}

/** Who sets today's figure, in which window. */
function setBy(limit: PlanRequiredLimit): string {
  const { scope, from } = requiredAt(limit) ?? {};
  if (scope === undefined || from === undefined) return '';
  const words = `${printable(limit.limit, 40)} is set by ${tupleWords(scope)}`;
  return `${wrap(`- ${words}, in the window from ${formatTime(from)}`)}\n`;
}
