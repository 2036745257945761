import { formatTimestamp } from '../time.js';
import type { ScenarioRun } from './summarize.js';

/** The columns of a file of outcomes, a row a request. */
export const OUTCOME_COLUMNS = [
  'seq',
  'timestamp',
  'app',
  'user',
  'ad_account',
  'category',
  'outcome',
  'admitted_at',
  'delay_ms',
  'attempts',
  'binding_limit',
] as const;

/** One request's outcome, in the order of `OUTCOME_COLUMNS`. What is not, such as the delay of a dropped request, is null. */
export type OutcomeRow = readonly (string | number | null)[];

/** What became of each request, in trace order. Times are ISO UTC with six decimals, delays in milliseconds with three. */
export function* outcomeRows({ columns, outcome }: ScenarioRun): Generator<OutcomeRow> {
  const { names } = columns;
  const { admittedAt, attempts, bindingLimit, limits } = outcome;
  for (let seq = 0; seq < columns.length; seq++) {
    const timestamp = columns.timestamp[seq]!;
    const at = admittedAt[seq]!;
    const admitted = !Number.isNaN(at);
    yield [
      seq,
      formatTimestamp(timestamp),
      names.apps[columns.app[seq]!]!,
      names.users[columns.user[seq]!]!.name,
      names.adAccounts[columns.adAccount[seq]!]!.name,
      columns.category[seq] === 0 ? null : names.categories[columns.category[seq]!]!,
      admitted ? 'admitted' : 'dropped',
      admitted ? formatTimestamp(at) : null,
      admitted ? ((at - timestamp) / 1000).toFixed(3) : null,
      attempts[seq]!,
      bindingLimit[seq] === -1 ? null : limits[bindingLimit[seq]!]!.id,
    ];
  }
}
