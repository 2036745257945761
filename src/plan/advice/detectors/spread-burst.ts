import { scopeNames } from '../../scope-names.js';
import { DAY, MINUTE } from '../../../time.js';
import type { Verdict } from '../../job.js';
import { findBursts, type Bursts } from '../bursts.js';
import type { SpreadChange } from '../changes/spread.js';
import type { AdviceCase, Detector, Finding, ThrottlingLimit } from '../detector.js';
import { limitWords, numberOf, spanWords, timeWords } from '../words.js';

/** Spans that a person would name, in minutes; the answer is one of them. */
export const SPREAD_MINUTES: readonly number[] = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 45, 60, 75, 90, 120, 150, 180, 240, 300, 360,
  480, 600, 720, 960, 1200, 1440,
];

/**
 * Bursts that go beyond a limit, though the whole day would fit under it: draw them out over the fewest minutes
 * (of `SPREAD_MINUTES`) at which the limit throttles nothing, or the objective holds. A limit of a day or longer
 * is passed over, as is one that a tuple with a burst would exceed with its day's requests evenly spread.
 */
export const spreadBurst: Detector = {
  id: 'spread-burst',
  title: 'Spread bursts over time',
  find: async (look) => {
    const found = await Promise.all(look.throttling.map((one) => spread(look, one)));
    return found.flatMap((finding) => finding ?? []);
  },
};

async function spread(look: AdviceCase, one: ThrottlingLimit): Promise<Finding | undefined> {
  const { columns, plan, attempt } = look;
  const { index, limit } = one;
  if (limit.window >= DAY) return undefined;
  const found = findBursts(columns, plan, index);
  const { bursts, busiestDay } = found;
  if (bursts.length === 0 || busiestDay > (limit.limit * DAY) / limit.window) return undefined;

  const change = (minutes: number): SpreadChange => ({
    kind: 'spread',
    kinds: plan.routes.flatMap((route, kind) => (route.includes(index) ? [kind] : [])),
    scope: limit.scope,
    bursts: bursts.map(({ tuple, from, to }) => ({ tuple, from, to })),
    over: minutes * MINUTE,
  });
  const fewest = await fewestMinutes(
    (minutes) => attempt({ load: change(minutes) }),
    ({ ok, throttledBy }) => ok || throttledBy[limit.id] === undefined,
  );
  if (fewest === undefined) return undefined;
  const { minutes, notEnough, after } = fewest;
  const fails = notEnough === undefined ? '' : ` ${minutesWords(notEnough)} would not be enough.`;
  return {
    because: burstWords(look, one, found),
    change: `Send the requests of each burst evenly over ${minutesWords(minutes)} from its start, in their order.${fails}`,
    after,
  };
}

interface Fewest {
  readonly minutes: number;
  /** The next smaller figure, which was tried; absent if there is none. */
  readonly notEnough?: number;
  readonly after: Verdict;
}

/** The smallest figure of the grid that will do, by bisection; undefined if the largest will not. */
async function fewestMinutes(
  attempt: (minutes: number) => Promise<Verdict>,
  isEnough: (verdict: Verdict) => boolean,
): Promise<Fewest | undefined> {
  let fails = -1;
  let holds = SPREAD_MINUTES.length - 1;
  let after = await attempt(SPREAD_MINUTES[holds]!);
  if (!isEnough(after)) return undefined;
  while (holds - fails > 1) {
    const middle = (fails + holds) >> 1;
    const verdict = await attempt(SPREAD_MINUTES[middle]!);
    if (isEnough(verdict)) {
      holds = middle;
      after = verdict;
    } else fails = middle;
  }
  const minutes = SPREAD_MINUTES[holds]!;
  return fails === -1 ? { minutes, after } : { minutes, notEnough: SPREAD_MINUTES[fails]!, after };
}

function burstWords(
  { columns }: AdviceCase,
  { limit, throttled }: ThrottlingLimit,
  { bursts }: Bursts,
): string {
  const largest = bursts.reduce((most, burst) => (burst.requests > most.requests ? burst : most));
  const names = Object.entries(scopeNames(columns, limit.scope, largest.first))
    .map(([key, name]) => `${key.replace('_', ' ')} ${name}`)
    .join(', ');
  const { from, to, requests } = largest;
  const length = from === to ? 'at once' : `within ${spanWords(to - from)}`;
  const whose = names === '' ? '' : ` (${names})`;
  const which = bursts.length === 1 ? 'it' : 'the largest';
  const verb = bursts.length === 1 ? 'goes' : 'go';
  return `${limit.id} allows ${limitWords(limit)}, and throttles ${numberOf(throttled, 'request')}. ${numberOf(bursts.length, 'burst')} ${verb} beyond it: ${which} sends ${numberOf(requests, 'request')} ${length} from ${timeWords(from)}${whose}.`;
}

function minutesWords(minutes: number): string {
  return minutes >= 120 && minutes % 60 === 0
    ? numberOf(minutes / 60, 'hour')
    : numberOf(minutes, 'minute');
}
