import { parseModel } from '../../src/model/parse-model.js';
import type { RateModel } from '../../src/model/rate-model.js';
import { parseWorkload } from '../../src/workload/profile/parse-workload.js';
import { synthesize } from '../../src/workload/generate/synthesize.js';
import type { WorkloadColumns } from '../../src/workload/generate/generate-workload.js';
import type { Workload } from '../../src/workload/profile/workload.js';

/** Monday 2 March 2026, 00:00 UTC, on which the small workload begins: microseconds since the epoch. */
export const START = Date.UTC(2026, 2, 2) * 1000;

/** Replaces, adds and (with undefined) removes top-level keys of a small sound workload. */
export function small(change: Record<string, unknown> = {}): unknown {
  const document: Record<string, unknown> = {
    format: 'quotasim/workload',
    version: 1,
    name: 'small',
    title: 'A small workload',
    start: '2026-03-02',
    length: '1d',
    populations: [{ name: 'u', users: 1 }],
    sources: [source()],
    ...change,
  };
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}

/** A source of ten calls an hour with some keys changed, or (with undefined) removed. */
export function source(change: Record<string, unknown> = {}): Record<string, unknown> {
  const document: Record<string, unknown> = {
    name: 's',
    population: 'u',
    arrivals: { rate: '10/h' },
    calls: [{ category: 'read' }],
    ...change,
  };
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}

export function parse(document: unknown): Workload {
  return parseWorkload(document, { file: 'w.yaml' });
}

/** A model of the categories `read`, `write` and `poll`, with a few operations. */
export const model: RateModel = parseModel(
  {
    format: 'quotasim/model',
    version: 1,
    name: 'acme',
    title: 'Acme API',
    operations: 'operations.json',
    algorithm: 'fixed-window',
    denied: 'free',
    sources: { docs: { title: 'Limits' } },
    categories: { read: 'Reading.', write: 'Writing.', poll: 'Asking for a status.' },
    tiers: [
      {
        name: 'free',
        title: 'Free',
        defaults: { window: '1m', scope: ['app'], source: 'docs' },
        limits: [{ id: 'read', limit: 60 }],
      },
    ],
  },
  {
    file: 'm.yaml',
    operations: [
      { method: 'GET', path: '/me', category: 'read' },
      { method: 'GET', path: '/ad_accounts/{ad_account_id}/ads', category: 'read' },
      { method: 'POST', path: '/ad_accounts/{ad_account_id}/ads', category: 'write' },
    ],
  },
);

/** What a workload of some sources sends. */
export function run(change: Record<string, unknown>, seed = 1): WorkloadColumns {
  return synthesize(parse(small(change)), { model, seed });
}

/** What a workload of one source sends, of one user unless `populations` says otherwise. */
export function runSource(
  changeSource: Record<string, unknown>,
  change: Record<string, unknown> = {},
  seed = 1,
): WorkloadColumns {
  return run({ sources: [source(changeSource)], ...change }, seed);
}

/** Seconds from the start of the small workload at which requests are sent; of one category if given. */
export function secondsOf(columns: WorkloadColumns, category?: string): number[] {
  const wanted = category === undefined ? -1 : columns.names.categories.indexOf(category);
  const seconds: number[] = [];
  for (let i = 0; i < columns.length; i++) {
    if (wanted !== -1 && columns.category[i] !== wanted) continue;
    seconds.push((columns.timestamp[i]! - START) / 1e6);
  }
  return seconds;
}

/** The requests of a source as texts, one a request, in order. */
export function requestsOf(columns: WorkloadColumns, name: string): string[] {
  const wanted = columns.sources.indexOf(name);
  const { names } = columns;
  const rows: string[] = [];
  for (let i = 0; i < columns.length; i++) {
    if (columns.source[i] !== wanted) continue;
    rows.push(
      [
        columns.timestamp[i],
        names.users[columns.user[i]!]!.name,
        names.adAccounts[columns.adAccount[i]!]!.name,
        names.categories[columns.category[i]!],
        columns.flags[i],
        columns.cost?.[i] ?? 1,
      ].join(' '),
    );
  }
  return rows;
}
