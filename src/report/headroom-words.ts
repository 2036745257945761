import type { GrowthName, PlanHeadroom, ResultPlan } from '../result/plan.js';
import type { Result } from '../result/result.js';
import { formatDay, formatFactor } from './format-number.js';
import { printable } from './printable.js';

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
export function headroomWords({ plan }: Result): string[] {
  if (plan === undefined) return [];
  const growths = [...new Set(plan.headroom.map(({ growth }) => growth))];
  return growths.map((growth, i) => {
    const words = growthWords(plan, growth, i === 0 ? 'all' : 'not passed');
    return `${GROWTH_WORDS[growth].when}, ${words}`;
  });
}

/** How far the load can grow in one way: `you reach trial’s end at 1.43 times today’s users; you reach standard’s …`. */
export function growthWords(
  { headroom, growthRate }: ResultPlan,
  growth: GrowthName,
  which: 'all' | 'not passed' = 'all',
): string {
  const tiers = headroom.filter((each) => each.growth === growth);
  const ahead = tiers.filter((each) => each.factor !== null && !isBehind(each));
  const told = which === 'all' ? tiers : ahead.length > 0 ? ahead : tiers.slice(-1);
  const dated = told.find(({ reachedAt }) => reachedAt !== undefined);
  const clauses = told.map((each, i) => {
    const before = told[i - 1];
    if (before !== undefined && isBehind(before) && isBehind(each)) return behindToo(each);
    return clause(each, i === 0, each === dated ? growthRate : undefined);
  });
  return `${clauses.join('; ')}.`;
}

/** Whether a tier’s end lies below the load as it stands. */
function isBehind({ factor, breaksAt }: PlanHeadroom): boolean {
  return factor !== null && breaksAt !== undefined && factor < 1;
}

function behindToo({ tier, factor }: PlanHeadroom): string {
  return `past ${printable(tier, 40)}’s too, which is at ${formatFactor(factor ?? 0)} times`;
}

/** `you reach trial’s end at 1.43 times today’s users, where universal breaks`; what a sentence has said once it says shorter. */
function clause(headroom: PlanHeadroom, isFirst: boolean, growthRate?: string): string {
  const { growth, factor, breaksAt, breaksBy, triedUpTo, reachedAt } = headroom;
  const tier = printable(headroom.tier, 40);
  const times = (value: number) =>
    `${formatFactor(value)} times${isFirst ? ` ${GROWTH_WORDS[growth].today}` : ''}`;
  if (factor === null) return `${tier} holds at no load that was tried`;
  if (breaksAt === undefined) {
    return `${tier} holds at every load that was tried, up to ${times(triedUpTo)}`;
  }
  if (factor < 1) return `you are past ${tier}’s end, which is at ${times(factor)}`;
  const where = breaksBy === undefined ? '' : `, where ${printable(breaksBy.limit, 40)} breaks`;
  const rate = growthRate === undefined ? '' : ` at ${printable(growthRate, 40)}`;
  const when = reachedAt === undefined ? '' : ` (on ${formatDay(reachedAt)}${rate})`;
  const again = againWords(headroom);
  return `you reach ${tier}’s end at ${times(factor)}${where}${when}${again === '' ? '' : `, though ${again}`}`;
}

/** That a tier holds again at some loads beyond its end; empty where it was not seen to. */
export function againWords({ holdsAgainAt }: PlanHeadroom): string {
  if (holdsAgainAt === undefined) return '';
  return `it holds again at some loads up to ${formatFactor(holdsAgainAt)} times`;
}
