import type { GrowthName, PlanHeadroom } from '../result/plan.js';
import type { Result } from '../result/result.js';
import { asSentence } from './as-sentence.js';
import { formatDay, formatFactor, formatNumberOf, formatSpan } from './format-number.js';
import {
  brokenReservation,
  type DrawnHeadroom,
  drawnHeadroom,
  reachedAt,
  unprovenWindows,
} from './headroom-facts.js';
import { listed } from './listed.js';
import { printable } from './printable.js';
import { countedBy, fullWindow } from './reservation-words.js';

/** A way of growing in words: as a heading, before a sentence, and what a factor is of. */
export const GROWTH_WORDS: Readonly<
  Record<GrowthName, { readonly name: string; readonly when: string; readonly today: string }>
> = {
  users: {
    name: 'More users like these',
    when: 'With more users like these',
    today: 'today’s users',
  },
  rate: {
    name: 'Each user sends more',
    when: 'If each user sends more',
    today: 'today’s requests a user',
  },
  speed: { name: 'The same, faster', when: 'If the same happens faster', today: 'today’s speed' },
};

/** How far the load can grow, a sentence a way of growing; none where it was not asked. Tiers whose end is passed are told of once. */
export function headroomWords(result: Result): string[] {
  const growths = [...new Set((result.plan?.headroom ?? []).map(({ growth }) => growth))];
  return growths.map((growth, i) => {
    const words = growthWords(result, growth, i === 0 ? 'all' : 'not passed');
    return `${GROWTH_WORDS[growth].when}, ${words}`;
  });
}

/** How far the load can grow in one way: `you reach trial’s end at 1.43 times today’s users; you reach standard’s …`. */
export function growthWords(
  result: Result,
  growth: GrowthName,
  which: 'all' | 'not passed' = 'all',
): string {
  const { headroom = [], growthRate } = result.plan ?? {};
  const tiers = headroom.filter((each) => each.growth === growth);
  const behind = new Set(tiers.filter((each) => isBehind(result, each)));
  const ahead = tiers.filter((each) => isHeld(result, each) && !behind.has(each));
  const told = which === 'all' ? tiers : ahead.length > 0 ? ahead : tiers.slice(-1);
  const dated = told.find((each) => !behind.has(each) && reachedAt(result, each) !== undefined);
  const clauses = told.map((each, i) => {
    const before = told[i - 1];
    const unproven = after('; ', unprovenWords(result, each));
    if (before !== undefined && behind.has(before) && behind.has(each)) {
      return `past ${nameOf(each)}’s too, which is at ${endWords(result, each)}${unproven}`;
    }
    const rate = each === dated ? growthRate : undefined;
    return `${clause(result, each, i === 0 ? ` ${GROWTH_WORDS[growth].today}` : '', rate)}${unproven}`;
  });
  return `${clauses.join('; ')}.`;
}

/** That a tier holds again at some loads beyond its end; empty where it was not seen to. */
export function againWords({ holdsAgainAt }: PlanHeadroom): string {
  if (holdsAgainAt === undefined) return '';
  return `it holds again at some loads up to ${formatFactor(holdsAgainAt)} times`;
}

/** What a headroom does not prove, as the load is then shorter than a window; empty where it is not. */
export function unprovenWords(result: Result, headroom: PlanHeadroom): string {
  const windows = unprovenWindows(result, headroom);
  if (windows.length === 0) return '';
  const counted = listed(windows.map(countedBy));
  return `the load then lasts ${formatSpan(headroom.spanMs ?? 0)}, which proves nothing about limits counted ${counted}`;
}

/** An interval of a headroom: `4.38 to 9.07 in 6 drawings`. Rounded outwards. */
export function drawnWords({ low, high, drawings, without, isSame }: DrawnHeadroom): string {
  if (isSame) return `the same in ${formatNumberOf(drawings, 'drawing')}`;
  const bounds = `${formatFactor(low)} to ${formatFactor(high, 'up')}`;
  if (without === 0) return `${bounds} in ${formatNumberOf(drawings, 'drawing')}`;
  const held = `${drawings - without} of ${formatNumberOf(drawings, 'drawing')}`;
  return `${bounds} in ${held}, at no load tried in the others`;
}

/** That a headroom is that of one drawing, and what says how much that matters; empty where nothing was drawn, or each has an interval. */
export function chanceWords(result: Result): string {
  const { plan, replications } = result;
  if (plan === undefined) return '';
  const grows = (growth: GrowthName) => plan.headroom.some((each) => each.growth === growth);
  const drawn = [
    ...(grows('users') ? ['which users are added first'] : []),
    ...(grows('rate') && plan.spread.rateMs > 0 ? ['when added requests are sent'] : []),
  ];
  if (drawn.length === 0) return '';
  const isDrawn = `${asSentence(listed(drawn))} ${drawn.length === 1 ? 'is' : 'are'} drawn by the seed`;
  if (replications === undefined) {
    return `${isDrawn}; --replications 20 says how much that matters.`;
  }
  if (plan.headroom.some((each) => drawnHeadroom(result, each) !== undefined)) return '';
  return `${isDrawn}; ${formatNumberOf(replications.seeds.length, 'drawing')} gave no interval.`;
}

/** How far a tier holds, for a request: `38.2 times today’s users and 1.41 times today’s requests a user`; empty where nothing can be said. */
export function heldWords(result: Result, tier: string): string {
  if (brokenReservation(result, tier) !== undefined) return '';
  const held = (result.plan?.headroom ?? []).filter(
    (each) => each.tier === tier && isHeld(result, each),
  );
  return listed(
    held.map((each) => {
      const most = drawnHeadroom(result, each) === undefined && each.breaksAt === undefined;
      const unproven = after(' (', unprovenWords(result, each), ')');
      const words = endWords(result, each, ` ${GROWTH_WORDS[each.growth].today}`);
      return `${most ? 'at least ' : ''}${words}${unproven}`;
    }),
  );
}

/** Whether a tier held at some load, in this drawing or others. */
function isHeld(result: Result, headroom: PlanHeadroom): boolean {
  return headroom.factor !== null || drawnHeadroom(result, headroom) !== undefined;
}

/** Whether a tier’s end lies below the load as it stands; where it was drawn again, with its whole interval. */
function isBehind(result: Result, headroom: PlanHeadroom): boolean {
  const { factor, breaksAt } = headroom;
  const high = drawnHeadroom(result, headroom)?.high;
  if (high !== undefined) return high < 1;
  return factor !== null && breaksAt !== undefined && factor < 1;
}

/** `you reach trial’s end at 1.43 times today’s users, where universal breaks`. @param today what a factor is of, if not said before. */
function clause(
  result: Result,
  headroom: PlanHeadroom,
  today: string,
  growthRate?: string,
): string {
  const { factor, breaksAt, triedUpTo, breaksBy } = headroom;
  const tier = nameOf(headroom);
  const drawn = drawnHeadroom(result, headroom);
  if (factor === null && drawn === undefined) return `${tier} holds at no load that was tried`;
  const at = endWords(result, headroom, today);
  if (isBehind(result, headroom)) return `you are past ${tier}’s end, which is at ${at}`;
  const broken = brokenReservation(result, headroom.tier);
  const past =
    broken === undefined
      ? ''
      : `${tier}’s end is already past at this rate, within ${fullWindow(broken.windowMs)}; in this trace alone `;
  if (breaksAt === undefined && (drawn === undefined || drawn.low >= triedUpTo)) {
    const most = `${formatFactor(triedUpTo)} times${today}`;
    return `${past}${past === '' ? tier : 'it'} holds at every load that was tried, up to ${most}`;
  }
  const end = past === '' ? `${tier}’s end` : 'it';
  const where = breaksBy === undefined ? '' : `, where ${printable(breaksBy.limit, 40)} breaks`;
  const when = whenWords(result, headroom, growthRate);
  const again = drawn === undefined ? after(', though ', againWords(headroom)) : '';
  return drawn !== undefined && drawn.low < 1
    ? `${past}${end} is at ${at}`
    : `${past}you reach ${end} at ${at}${where}${when}${again}`;
}

/** Where a tier’s end is: `1.43 times today’s users`; where it was drawn again, the median and its interval. */
function endWords(result: Result, headroom: PlanHeadroom, today = ''): string {
  const drawn = drawnHeadroom(result, headroom);
  if (drawn === undefined) return `${formatFactor(headroom.factor ?? 0)} times${today}`;
  const median = `${formatFactor(drawn.estimate)} times${today} (${drawnWords(drawn)})`;
  return drawn.isSame ? median : `about ${median}`;
}

/** When a tier’s end is reached; where it was drawn again, that this is of one drawing. */
function whenWords(result: Result, headroom: PlanHeadroom, growthRate?: string): string {
  const at = reachedAt(result, headroom);
  if (at === undefined) return '';
  const rate = growthRate === undefined ? '' : ` at ${printable(growthRate, 40)}`;
  const drawing = drawnHeadroom(result, headroom) === undefined ? '' : ' in this drawing';
  return ` (on ${formatDay(at)}${rate}${drawing})`;
}

function nameOf({ tier }: PlanHeadroom): string {
  return printable(tier, 40);
}

/** A text between others that stand only where it does. */
function after(before: string, text: string, end = ''): string {
  return text === '' ? '' : `${before}${text}${end}`;
}

/**
 * What is to be said of a headroom beside its figure: how it was drawn, then what the caller tells of its end, then
 * when it is reached and what it does not prove.
 */
export function headroomNotes(
  result: Result,
  headroom: PlanHeadroom,
  ofItsEnd: readonly string[] = [],
): string[] {
  const drawn = drawnHeadroom(result, headroom);
  const at = reachedAt(result, headroom);
  const isPast = brokenReservation(result, headroom.tier) !== undefined;
  return [
    ...(drawn === undefined
      ? []
      : [`in this drawing; median ${formatFactor(drawn.estimate)}×, ${drawnWords(drawn)}`]),
    ...ofItsEnd,
    ...(isPast ? ['already past at this rate'] : []),
    ...(at === undefined ? [] : [`reached on ${formatDay(at)}`]),
    unprovenWords(result, headroom),
  ].filter((words) => words !== '');
}
