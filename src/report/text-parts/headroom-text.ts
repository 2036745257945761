import type { PlanHeadroom } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { formatCount, formatDay, formatFactor } from '../format-number.js';
import { brokenReservation, drawnHeadroom, reachedAt } from '../headroom-facts.js';
import {
  againWords,
  chanceWords,
  drawnWords,
  GROWTH_WORDS,
  unprovenWords,
} from '../headroom-words.js';
import { listed } from '../listed.js';
import type { Palette } from '../palette.js';
import { ofPlanClient } from '../plan-client.js';
import { printable } from '../printable.js';
import { wrap } from '../wrap.js';
import { type Column, headedTable } from './headed-table.js';

/** How far the load can grow, a line a way of growing and tier; empty where no plan was made. */
export function headroomText(result: Result, palette: Palette): string {
  const { plan } = result;
  if (plan === undefined || plan.headroom.length === 0) return '';
  const hasDates = plan.headroom.some((each) => each.reachedAt !== undefined);
  const isDrawn = plan.headroom.some((each) => drawnHeadroom(result, each) !== undefined);
  const columns: Column[] = [
    ['load grows by', 'left'],
    ['tier', 'left'],
    [isDrawn ? 'in this drawing' : 'holds up to', 'right'],
    ...(isDrawn ? [['median', 'right'] as const, ['interval', 'left'] as const] : []),
    ['breaks at', 'right'],
    ['first refused by', 'left'],
    ['throttles most', 'left'],
    ...(hasDates ? [['reached on', 'left'] as const] : []),
  ];
  const rows = plan.headroom.map((headroom) => {
    const { growth, tier, factor, breaksAt, breaksBy, triedUpTo } = headroom;
    const holds = `${factor === null ? 'none tried' : `${formatFactor(factor)}×`}${
      unprovenWords(result, headroom) === '' ? '' : '*'
    }`;
    const beyond = `over ${formatFactor(triedUpTo)}×`;
    const drawn = drawnHeadroom(result, headroom);
    return [
      growth,
      printable(tier, 40),
      factor === null || factor < 1 ? palette.red(holds) : holds,
      ...(isDrawn
        ? [
            drawn === undefined ? '–' : `${formatFactor(drawn.estimate)}×`,
            drawn === undefined ? '–' : drawnWords(drawn),
          ]
        : []),
      breaksAt === undefined ? beyond : `${formatFactor(breaksAt, 'up')}×`,
      printable(breaksBy?.limit ?? '–', 40),
      printable(breaksBy?.throttledMost ?? '–', 40),
      ...(hasDates ? [reachedWords(result, headroom)] : []),
    ];
  });
  const grows = plan.growthRate === undefined ? '' : `, growing ${printable(plan.growthRate)}`;
  const title = palette.bold(`Headroom${ofPlanClient(result)}`);
  return [
    `${title}, times today’s load, to ${formatCount(plan.precision * 100)}%${grows}\n`,
    headedTable(columns, rows, palette),
    ...unprovenNotes(result, plan.headroom),
    ...plan.headroom.flatMap(noteAgain),
    ...note(chanceWords(result)),
  ].join('');
}

function reachedWords(result: Result, headroom: PlanHeadroom): string {
  if (brokenReservation(result, headroom.tier) !== undefined) return 'past at this rate';
  const at = reachedAt(result, headroom);
  return at === undefined ? '–' : formatDay(at);
}

/** What the factors marked do not prove, those of which the same is to be said together. */
function unprovenNotes(result: Result, headroom: readonly PlanHeadroom[]): string[] {
  const byWords = new Map<string, string[]>();
  for (const each of headroom) {
    const words = unprovenWords(result, each);
    if (words === '') continue;
    const who = `${printable(each.tier, 40)} by ${each.growth}`;
    byWords.set(words, [...(byWords.get(words) ?? []), who]);
  }
  return [...byWords].map(([words, who]) => `${wrap(`* ${listed(who)}: ${words}.`)}\n`);
}

function noteAgain(headroom: PlanHeadroom): string[] {
  const words = againWords(headroom);
  if (words === '') return [];
  const { when } = GROWTH_WORDS[headroom.growth];
  return note(`${when}, past ${printable(headroom.tier, 40)}’s end ${words}.`);
}

function note(words: string): string[] {
  return words === '' ? [] : [`${wrap(`- ${words}`)}\n`];
}
