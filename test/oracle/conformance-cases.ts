import { readFileSync } from 'node:fs';
import type { AlgorithmName, DeniedMode } from '../../src/model/rate-model.js';
import type { OracleDelays, OraclePolicy, OracleRequest, OracleTotals } from './oracle-types.js';

/** The traces of `test/conformance`, and what is expected of them. */
export const CONFORMANCE_NAMES = ['day-1', 'rush-1', 'stampede-1'] as const;
export type ConformanceName = (typeof CONFORMANCE_NAMES)[number];

/** Durations in milliseconds, as they are written. */
export type ConformancePolicy =
  | { readonly name: 'drop' }
  | { readonly name: 'wait'; readonly maxWaitMs?: number }
  | {
      readonly name: 'retry';
      readonly attempts: number;
      readonly baseMs: number;
      readonly factor: number;
      readonly capMs: number;
      readonly honourReset?: boolean;
    };

export interface ConformanceCase {
  readonly tier: 'trial' | 'standard';
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  readonly policy: ConformancePolicy;
  readonly totals: OracleTotals;
  readonly delayMs: OracleDelays;
  /** By limit id, those that a request met; `peakUse` where it is to be compared. */
  readonly limits: Readonly<
    Record<string, { readonly throttled: number; readonly peakUse?: number }>
  >;
  /** Every request's delay in trace order, null if it was dropped; absent in most cases. */
  readonly delaysMs?: readonly (number | null)[];
}

/** The expected results of one trace. */
export function readConformanceCases(name: ConformanceName): readonly ConformanceCase[] {
  const document = JSON.parse(readConformanceFile(`${name}.json`)) as {
    readonly cases: readonly ConformanceCase[];
  };
  return document.cases;
}

/** The policy in whole microseconds. */
export function oraclePolicyOf(policy: ConformancePolicy): OraclePolicy {
  switch (policy.name) {
    case 'drop':
      return policy;
    case 'wait': {
      const { name, maxWaitMs } = policy;
      return maxWaitMs === undefined ? { name } : { name, maxWait: maxWaitMs * 1000 };
    }
    case 'retry': {
      const { name, attempts, baseMs, factor, capMs, honourReset = false } = policy;
      const durations = { base: baseMs * 1000, cap: capMs * 1000 };
      return { name, attempts, factor, honourReset, ...durations, jitter: 'none' };
    }
  }
}

/** A case in a few words. */
export function titleOf({ tier, algorithm, denied, policy }: ConformanceCase): string {
  return `${tier} ${algorithm} ${denied} ${JSON.stringify(policy)}`;
}

/** One trace, whose rows stand in the order of their timestamps. */
export function readConformanceTrace(name: ConformanceName): OracleRequest[] {
  const [header, ...rows] = readConformanceFile(`${name}.csv`).trimEnd().split('\n');
  const columns = header!.split(',');
  return rows.map((row) => {
    const cells = row.split(',');
    const cell = (column: string): string => cells[columns.indexOf(column)]!;
    return {
      timestamp: Date.parse(cell('timestamp')) * 1000,
      app: cell('app'),
      user: cell('user'),
      adAccount: cell('ad_account'),
      category: cell('category'),
      token: cell('token') as OracleRequest['token'],
      isTest: cell('is_test') === 'true',
      cost: 1,
    };
  });
}

function readConformanceFile(name: string): string {
  return readFileSync(new URL(`../conformance/${name}`, import.meta.url), 'utf8');
}
