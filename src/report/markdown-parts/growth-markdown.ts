import type { PlanRequiredLimit, ResultPlan } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { formatCount, formatFactor, formatPeriod } from '../format-number.js';
import { exceeds, growthLimits, isCutShort, requiredAt, requiredWords } from '../growth-limits.js';
import { chanceWords, GROWTH_WORDS, headroomNotes } from '../headroom-words.js';
import { type MarkdownColumn, markdownTable } from '../markdown-table.js';
import { markdownName, markdownSection, markdownText } from '../markdown-text.js';
import { ofPlanClient } from '../plan-client.js';
import { printable } from '../printable.js';

/** How far the load can grow, and what the limits would then have to be; empty where no plan was made. */
export function growthMarkdown(result: Result): string {
  const { plan } = result;
  if (plan === undefined || plan.headroom.length === 0) return '';
  const tiers = [...new Set(plan.requiredLimits.map(({ tier }) => tier))];
  const grows =
    plan.growthRate === undefined ? '' : `, growing ${markdownText(printable(plan.growthRate))}`;
  return markdownSection(
    markdownText(`How far can the load grow${ofPlanClient(result)}?`),
    `Times today’s load, to ${formatCount(plan.precision * 100)}%${grows}.`,
    headroomTable(result, plan),
    markdownText(chanceWords(result)),
    ...tiers.flatMap((tier) => requiredTable(result, plan, tier)),
  );
}

function headroomTable(result: Result, { headroom }: ResultPlan): string {
  const columns: MarkdownColumn[] = [
    ['Load grows', 'left'],
    ['Tier', 'left'],
    ['Holds up to', 'right'],
    ['Breaks at', 'right'],
    ['First refused by', 'left'],
    ['Note', 'left'],
  ];
  const rows = headroom.map((each) => {
    const { growth, tier, factor, breaksAt, breaksBy, triedUpTo } = each;
    return [
      GROWTH_WORDS[growth].name,
      markdownName(printable(tier, 40)),
      factor === null ? 'no load tried' : `${formatFactor(factor)}×`,
      breaksAt === undefined
        ? `over ${formatFactor(triedUpTo)}×`
        : `${formatFactor(breaksAt, 'up')}×`,
      breaksBy === undefined ? '–' : markdownName(printable(breaksBy.limit, 40)),
      markdownText(headroomNotes(result, each).join('; ')),
    ];
  });
  return markdownTable(columns, rows);
}

/** The limits of a tier that some load exceeds, today and as the load grows. */
function requiredTable({ trace }: Result, plan: ResultPlan, tier: string): string[] {
  const { growths, limits } = growthLimits(plan, tier);
  const tight = limits.filter((limit) => limit.loads.some((load) => exceeds(limit, load)));
  if (tight.length === 0) return [];
  const loads = growths.flatMap(({ growth, factors }) =>
    factors.map((factor) => ({ growth, factor })),
  );
  const columns: MarkdownColumn[] = [
    ['Limit', 'left'],
    ['Allowed', 'right'],
    ['Today', 'right'],
    ...loads.map(({ growth, factor }): MarkdownColumn => {
      return [`${growth} ×${formatFactor(factor)}`, 'right'];
    }),
  ];
  const rows = tight.map((limit) => [
    markdownName(printable(limit.limit, 40)),
    `${formatCount(limit.current)} ${formatPeriod(limit.windowMs)}`,
    ...[undefined, ...loads].map((at) => {
      const load = requiredAt(limit, at?.growth, at?.factor);
      const words = requiredWords(trace, limit, load);
      return exceeds(limit, load) ? `**${words}**` : words;
    }),
  ]);
  const isShort = tight.some((limit: PlanRequiredLimit) =>
    limit.loads.some((load) => isCutShort(trace, limit, load)),
  );
  const short = '≥: that load is shorter than the window, of which a full one may need more.';
  return [
    `### What ${markdownText(printable(tier, 40))} would need`,
    markdownTable(columns, rows),
    isShort ? short : '',
  ];
}
