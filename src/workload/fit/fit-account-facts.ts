import { DAY, formatDuration, HOUR, MINUTE } from '../../time.js';
import type { Columns } from '../../trace/columns.js';
import { NO_ACCOUNT, type AccountLoop } from './fit-accounts.js';
import type { AccountFacts } from './fit-facts.js';
import { numberText, percentText } from './fit-number-text.js';

/** Lengths of time that requests of one ad account are counted in. */
const SCALES = [MINUTE, HOUR, DAY] as const;

/** The most requests of one ad account come through if they are off by no more than this factor, … */
const BAND = 1.5;
/** … or by no more than so many times what chance does to a count. */
const SURE = 2;

/**
 * The most requests of one ad account in a minute, an hour and a day, in two traces.
 * @param rows of the first trace, in order.
 * @param otherRows of the second; null if there is none.
 * @returns nothing if the first addresses no ad account.
 */
export function compareAccounts(
  recorded: Columns,
  rows: readonly number[],
  refitted: Columns | null,
  otherRows: readonly number[],
): AccountFacts[] {
  return SCALES.map((scale) => ({
    scale,
    most: {
      recorded: mostOfAccount(recorded, rows, scale),
      refitted: refitted === null ? null : mostOfAccount(refitted, otherRows, scale),
    },
  })).filter(({ most }) => most.recorded > 0);
}

function mostOfAccount(
  { timestamp, adAccount, names }: Columns,
  rows: readonly number[],
  scale: number,
): number {
  const counts = new Map<number, { stretch: number; count: number }>();
  let most = 0;
  for (const row of rows) {
    const account = adAccount[row]!;
    if (names.adAccounts[account]!.name === NO_ACCOUNT) continue;
    const stretch = Math.floor(timestamp[row]! / scale);
    const last = counts.get(account);
    const count = last?.stretch === stretch ? last.count + 1 : 1;
    counts.set(account, { stretch, count });
    most = Math.max(most, count);
  }
  return most;
}

/** What there is to say of ad accounts, in plain sentences. */
export function accountWords(
  facts: readonly AccountFacts[],
  loop: AccountLoop | undefined,
): string[] {
  const words: string[] = [];
  if (loop !== undefined) {
    words.push(
      loop.share === 1
        ? 'Each batch goes through all ad accounts of its user.'
        : `Each batch goes through ${percentText(loop.share)} of the ad accounts of its user.`,
    );
  }
  const told = facts.filter(({ most }) => most.refitted !== null);
  if (told.length === 0) return words;
  const each = told.map(
    ({ scale, most }) =>
      `${formatDuration(scale)} ${numberText(most.recorded)} and ${numberText(most.refitted!)}`,
  );
  words.push(`Most requests of one ad account, recorded and refitted: ${each.join('; ')}.`);
  if (told.some(isOff)) {
    words.push(
      `Those differ by more than a factor of ${BAND}: the profile draws one of a user's ad accounts for each batch or visit, all alike, so that what limits of each ad account do is not as recorded.`,
    );
  }
  return words;
}

function isOff({ most: { recorded, refitted } }: AccountFacts): boolean {
  const [low, high] = [Math.min(recorded, refitted!), Math.max(recorded, refitted!)];
  return high > BAND * low && high - low > SURE * Math.sqrt(high);
}
