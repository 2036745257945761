import type { ResultScenario } from '../../result/result.js';
import { asSentence } from '../as-sentence.js';
import { isPlain } from '../clients.js';
import { countOf } from '../figure-words.js';
import { formatBound } from '../format-number.js';
import { listed } from '../listed.js';
import { printable } from '../printable.js';
import type { ComparedResult } from './compared-result.js';
import type { MatchedScenario } from './match-scenarios.js';

/** What changed from the first Result to the last in one sentence: the required tier first, then what was throttled. */
export function comparisonHeadline(
  compared: readonly ComparedResult[],
  matched: readonly MatchedScenario[],
): string {
  const tier = tierWords(compared);
  const moved = movedMost(compared, matched);
  const figure = moved === undefined ? '' : fateWords(moved);
  const same = 'as many requests are throttled, late and dropped in all scenarios';
  const needsFigure = tier === '' || isTierSame(compared);
  const words = [tier, figure === '' && needsFigure ? same : figure].filter((text) => text !== '');
  return asSentence(`${words.join('; ')}.`);
}

/** The required tier of each Result: of its one client, or of each. */
function tiersOf({ result }: ComparedResult): (string | null)[] {
  const { requiredTier, requiredTiers } = result;
  if (requiredTiers !== undefined) return requiredTiers.map(({ tier }) => tier);
  return requiredTier === undefined ? [] : [requiredTier.tier];
}

function isTierSame(compared: readonly ComparedResult[]): boolean {
  return new Set(compared.map((each) => JSON.stringify(tiersOf(each)))).size === 1;
}

/** `standard access is now required (june); trial was enough (may)`; empty where no tier was asked for. */
function tierWords(compared: readonly ComparedResult[]): string {
  const tiers = compared.map(tiersOf);
  if (tiers.some((each) => each.length === 0)) return '';
  if (isTierSame(compared)) {
    const all = [...new Set(tiers[0])];
    if (all.length === 1 && all[0] === null) return 'still no tier suffices';
    return `the same tier suffices: ${listed(all.map(tierName))}`;
  }
  if (compared.length > 2 || tiers.some((each) => each.length > 1)) {
    const each = compared.map(({ name }, i) => {
      const own = [...new Set(tiers[i])].map(tierName);
      const among = own.length > 1 ? ', by client' : '';
      return `${listed(own)} (${name}${among})`;
    });
    return `the required tier changed: ${each.join(', then ')}`;
  }
  const [before, after] = [tiers[0]![0] ?? null, tiers[1]![0] ?? null];
  const [was, is] = compared.map(({ name }) => name);
  const now =
    after === null
      ? `no tier suffices any more (${is!})`
      : before === null
        ? `${tierName(after)} access now suffices (${is!})`
        : isLower(compared[1]!, after, before)
          ? `${tierName(after)} access now suffices (${is!})`
          : `${tierName(after)} access is now required (${is!})`;
  const then =
    before === null
      ? `none did before (${was!})`
      : after !== null && isLower(compared[1]!, after, before)
        ? `${tierName(before)} was required (${was!})`
        : `${tierName(before)} was enough (${was!})`;
  return `${now}; ${then}`;
}

/** Whether a tier stands before another. */
function isLower({ result }: ComparedResult, tier: string, other: string): boolean {
  const tiers = result.scenarios.map((scenario) => scenario.tier);
  return tiers.includes(tier) && tiers.indexOf(tier) < tiers.indexOf(other);
}

function tierName(tier: string | null): string {
  return tier === null ? 'none' : printable(tier, 40);
}

/** A scenario in the first Result and the last. */
interface Moved {
  readonly label: string;
  readonly from: ResultScenario;
  readonly to: ResultScenario;
}

/** The scenario whose requests fare most otherwise: by throttled share, or, of clients that wait, by what is late or dropped. */
function movedMost(
  compared: readonly ComparedResult[],
  matched: readonly MatchedScenario[],
): Moved | undefined {
  const last = compared.length - 1;
  return matched
    .flatMap(({ label, of }): Moved[] => {
      const [from, to] = [of[0], of[last]];
      return from === undefined || to === undefined ? [] : [{ label, from, to }];
    })
    .filter((each) => fateWords(each) !== '')
    .toSorted((a, b) => distance(b) - distance(a))[0];
}

function distance({ from, to }: Moved): number {
  const shares = KINDS.map(([kind]) => Math.abs(shareOf(to, kind) - shareOf(from, kind)));
  return Math.max(...shares);
}

function shareOf({ totals }: ResultScenario, kind: Kind): number {
  return totals.offered === 0 ? 0 : totals[kind] / totals.offered;
}

type Kind = 'throttled' | 'dropped' | 'delayed';

const KINDS: readonly (readonly [kind: Kind, words: string])[] = [
  ['throttled', 'throttled requests'],
  ['dropped', 'dropped requests'],
  ['delayed', 'requests admitted late'],
];

/** `under trial, throttled requests fell from 1,830 (19.2%) to 0`; empty where they did not change. */
function fateWords({ label, from, to }: Moved): string {
  const told = KINDS.filter(([kind]) => from.totals[kind] !== to.totals[kind]).filter(
    ([kind]) => kind !== 'dropped' || !(isPlain(from.policy) && isPlain(to.policy)),
  );
  if (told.length === 0) return '';
  const clauses = told.map(([kind, words]) => {
    const [a, b] = [from.totals, to.totals];
    const verb = b[kind] < a[kind] ? 'fell' : 'rose';
    return `${words} ${verb} from ${countOf(a[kind], a.offered)} to ${countOf(b[kind], b.offered)}`;
  });
  const late =
    to.totals.delayed > 0 && to.delayMs.p99 !== null && to.delayMs.p99 !== from.delayMs.p99
      ? `, 99% within ${formatBound(to.delayMs.p99)}`
      : '';
  return `under ${label}, ${listed(clauses)}${late}`;
}
