import { scopeNames } from '../../scope-names.js';
import { DAY, MINUTE } from '../../../time.js';
import type { Verdict } from '../../job.js';
import { findBursts, type Bursts } from '../bursts.js';
import type { SpreadChange } from '../changes/spread.js';
import type { AdviceCase, Detector, Finding, ThrottlingLimit } from '../detector.js';
import { limitWords, numberOf, spanWords, timeWords } from '../words.js';

/** Where the search looks first, in minutes: the smaller, the closer. */
const ROUGH_MINUTES: readonly number[] = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 45, 60, 75, 90, 120, 150, 180, 240, 300, 360,
  480, 600, 720, 960, 1200, 1440,
];

/** Every minute of a day. */
const EACH_MINUTE: readonly number[] = Array.from({ length: 1440 }, (_, i) => i + 1);

/**
 * Bursts that go beyond a limit, though the whole day would fit under it: draw them out over the fewest whole
 * minutes, of a day at most, at which the limit throttles nothing, or the objective holds. A limit of a day or
 * longer is passed over, as is one that a tuple with a burst would exceed with its day's requests evenly spread.
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
  const fails = notEnough === 0 ? '' : ` ${minutesWords(notEnough)} would not be enough.`;
  return {
    because: burstWords(look, one, found),
    change: `Send the requests of each burst evenly over ${minutesWords(minutes)} from its start, in their order.${fails}`,
    after,
  };
}

interface Fewest {
  readonly minutes: number;
  /** One minute less, which was tried; 0 for none. */
  readonly notEnough: number;
  readonly after: Verdict;
}

/**
 * The fewest whole minutes that will do, by bisection, first over `ROUGH_MINUTES`; undefined if a day will not. It
 * supposes that more minutes do no worse than fewer; where they do, these will still do, and one less will not.
 */
async function fewestMinutes(
  attempt: (minutes: number) => Promise<Verdict>,
  isEnough: (verdict: Verdict) => boolean,
): Promise<Fewest | undefined> {
  let notEnough = 0;
  let minutes = EACH_MINUTE.length;
  let after = await attempt(minutes);
  if (!isEnough(after)) return undefined;
  for (const grid of [ROUGH_MINUTES, EACH_MINUTE]) {
    let between = grid;
    for (;;) {
      between = between.filter((one) => one > notEnough && one < minutes);
      const middle = between[between.length >> 1];
      if (middle === undefined) break;
      const verdict = await attempt(middle);
      if (isEnough(verdict)) {
        minutes = middle;
        after = verdict;
      } else notEnough = middle;
    }
  }
  return { minutes, notEnough, after };
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
  if (minutes < 120) return numberOf(minutes, 'minute');
  const hours = numberOf(Math.floor(minutes / 60), 'hour');
  return minutes % 60 === 0 ? hours : `${hours} ${numberOf(minutes % 60, 'minute')}`;
}
