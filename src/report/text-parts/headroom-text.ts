import type { PlanHeadroom } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { formatCount, formatDay, formatFactor } from '../format-number.js';
import { againWords, GROWTH_WORDS } from '../headroom-words.js';
import type { Palette } from '../palette.js';
import { printable } from '../printable.js';
import { wrap } from '../wrap.js';
import { type Column, headedTable } from './headed-table.js';

/** How far the load can grow, a line a way of growing and tier; empty where no plan was made. */
export function headroomText({ plan }: Result, palette: Palette): string {
  if (plan === undefined || plan.headroom.length === 0) return '';
  const hasDates = plan.headroom.some(({ reachedAt }) => reachedAt !== undefined);
  const columns: Column[] = [
    ['load grows by', 'left'],
    ['tier', 'left'],
    ['holds up to', 'right'],
    ['breaks at', 'right'],
    ['first refused by', 'left'],
    ['throttles most', 'left'],
    ...(hasDates ? [['reached on', 'left'] as const] : []),
  ];
  const rows = plan.headroom.map((headroom) => {
    const { growth, tier, factor, breaksAt, breaksBy, triedUpTo, reachedAt } = headroom;
    const holds = factor === null ? 'none tried' : `${formatFactor(factor)}×`;
    const beyond = `over ${formatFactor(triedUpTo)}×`;
    return [
      growth,
      printable(tier, 40),
      factor === null || factor < 1 ? palette.red(holds) : holds,
      breaksAt === undefined ? beyond : `${formatFactor(breaksAt, 'up')}×`,
      printable(breaksBy?.limit ?? '–', 40),
      printable(breaksBy?.throttledMost ?? '–', 40),
      ...(hasDates ? [reachedAt === undefined ? '–' : formatDay(reachedAt)] : []),
    ];
  });
  const again = plan.headroom.flatMap((each) => noteAgain(each));
  const grows = plan.growthRate === undefined ? '' : `, growing ${printable(plan.growthRate)}`;
  const head = `${palette.bold('Headroom')}, times today’s load, to ${formatCount(plan.precision * 100)}%${grows}\n`;
  return `${head}${headedTable(columns, rows, palette)}${again.join('')}`;
}

function noteAgain(headroom: PlanHeadroom): string[] {
  const words = againWords(headroom);
  if (words === '') return [];
  const { when } = GROWTH_WORDS[headroom.growth];
  return [`${wrap(`- ${when}, past ${printable(headroom.tier, 40)}’s end ${words}.`)}\n`];
}
