import { constant } from './distribution.js';
import { normaliseCounts } from './normalise-quantity.js';
import { indexOfName, onlyKey, type ReportProblem } from './report-problem.js';
import type { PopulationDocument } from './workload-document.js';
import type { Activity, AdAccounts, Population } from './workload.js';

/** A population spelt out. @param scale multiplies its users and shared ad accounts, of which at least one is left. */
export function normalisePopulation(
  document: PopulationDocument,
  scale: number,
  apps: readonly string[],
  pointer: string,
  report: ReportProblem,
): Population {
  return {
    name: document.name,
    app:
      document.app === undefined
        ? 0
        : indexOfName(document.app, apps, 'app', `${pointer}/app`, report),
    users: scaled(document.users, scale),
    activity: activityOf(document.activity ?? 'equal', `${pointer}/activity`, report),
    adAccounts: adAccountsOf(document.ad_accounts ?? 0, scale, `${pointer}/ad_accounts`, report),
  };
}

function scaled(count: number, scale: number): number {
  return Math.max(1, Math.round(count * scale));
}

/** Whether a population has any ad accounts. */
export function hasAdAccounts({ adAccounts }: Population): boolean {
  if (adAccounts.kind === 'shared') return true;
  return adAccounts.each.kind !== 'constant' || adAccounts.each.value > 0;
}

function activityOf(
  activity: NonNullable<PopulationDocument['activity']>,
  pointer: string,
  report: ReportProblem,
): Activity {
  if (activity === 'equal') return { kind: 'equal' };
  switch (onlyKey(activity, ['zipf', 'log_normal'], 'the activity', pointer, report)) {
    case 'zipf':
      return { kind: 'zipf', exponent: activity.zipf! };
    case 'log_normal':
      return { kind: 'log_normal', sigma: activity.log_normal! };
    default:
      return { kind: 'equal' };
  }
}

function adAccountsOf(
  accounts: NonNullable<PopulationDocument['ad_accounts']>,
  scale: number,
  pointer: string,
  report: ReportProblem,
): AdAccounts {
  if (typeof accounts !== 'object') return { kind: 'own', each: constant(Number(accounts)) };
  if (!('shared' in accounts)) {
    return { kind: 'own', each: normaliseCounts(accounts, 0, pointer, report) };
  }
  const { shared, ...others } = accounts;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    report(pointer, `the ad accounts have both "shared" and "${other}"; keep one of the two`);
  }
  return { kind: 'shared', count: scaled(shared, scale) };
}
