import type { Interval } from '../result/plan.js';
import type {
  DelayMs,
  RequiredTier,
  Result,
  ResultLimit,
  ResultScenario,
  Totals,
} from '../result/result.js';
import { clientName } from './clients.js';
import { csvCell } from './csv-cell.js';
import { thresholdOutcomes } from './threshold-outcomes.js';

/** The columns of `renderCsv`. */
export const CSV_COLUMNS = [
  'section',
  'tier',
  'client',
  'algorithm',
  'denied',
  'name',
  'metric',
  'value',
  'unit',
] as const;

/** One figure. What does not apply to it is absent; a value that the Result has as null is empty. */
type Row = Readonly<Partial<Record<(typeof CSV_COLUMNS)[number], string | number | null>>>;

/** A figure by its metric, before it is said what it is of. */
type Figure = readonly [metric: string, value: string | number | null | undefined, unit: string];

/**
 * A Result as one tidy table in CSV (RFC 4180, but lines end in LF): a row a figure. `section` says what the figure
 * is of: `trace`, `model`, `tool`, `settings`, `scenario`, `category`, `limit`, `user`, `threshold`,
 * `required-tier`, `raise`, `headroom` or `replication`; `tier`, `client`, `algorithm` and `denied` name the
 * scenario; `name` is the category, the limit, the user (`APP/USER`), the threshold, the way of growing or the
 * replicated figure. `metric` is the member's name in the Result (`reports/schema/result.schema.json`), so
 * `totals.throttled`, `delayMs.p99`, `requiredLimit`; `unit` is `requests`, `units`, `users`, `share` (parts of 1),
 * `ms`, `factor`, `ratio`, `count`, `time` (ISO 8601) or `text`. Names that a spreadsheet would take for a formula begin
 * with an apostrophe (OWASP, "CSV Injection").
 */
export function renderCsv(result: Result): string {
  const rows: Row[] = [
    ...makings(result),
    ...result.scenarios.flatMap(ofScenario),
    ...thresholds(result),
    ...required(result),
    ...headroom(result),
    ...replications(result),
  ];
  const lines = rows.map((row) => CSV_COLUMNS.map((column) => cell(row[column])).join(','));
  return `${[CSV_COLUMNS.join(','), ...lines].join('\n')}\n`;
}

function makings({ trace, model, tool, settings }: Result): Row[] {
  const { unmapped, skipped } = trace;
  return [
    ...figures({ section: 'trace', name: trace.name }, [
      ['sha256', trace.sha256, 'text'],
      ['requests', trace.requests, 'requests'],
      ['start', trace.start, 'time'],
      ['end', trace.end, 'time'],
      ['apps', trace.apps, 'count'],
      ['users', trace.users, 'users'],
      ['adAccounts', trace.adAccounts, 'count'],
      ['unmapped.requests', unmapped.requests, 'requests'],
      ['skipped.rows', skipped.rows, 'count'],
    ]),
    ...figures({ section: 'model', name: model.name }, [['sha256', model.sha256, 'text']]),
    ...figures({ section: 'tool', name: tool.name }, [['version', tool.version, 'text']]),
    ...figures({ section: 'settings' }, [
      ['command', settings.command, 'text'],
      ['seed', settings.seed, 'count'],
    ]),
  ];
}

function ofScenario(scenario: ResultScenario): Row[] {
  const { tier, policy, algorithm, denied, totals, delayMs, lateWork, users } = scenario;
  const of = { tier, client: clientName(policy), algorithm, denied };
  return [
    ...figures({ section: 'scenario', ...of }, [
      ...ofTotals('totals.', totals),
      ...ofDelay(delayMs),
      ['lateWork.unservedAtEnd', lateWork?.unservedAtEnd, 'requests'],
      ['lateWork.admittedAfterEnd', lateWork?.admittedAfterEnd, 'requests'],
      ['lateWork.drainMs', lateWork?.drainMs, 'ms'],
      ['lateWork.peakBacklog', lateWork?.peakBacklog, 'requests'],
      ['users.count', users?.count, 'users'],
      ['users.throttled', users?.throttled, 'users'],
      ['users.starved', users?.starved, 'users'],
      ['users.fairness', users?.fairness, 'ratio'],
    ]),
    ...scenario.categories.flatMap((category) =>
      figures({ section: 'category', ...of, name: category.category }, [
        ...ofTotals('', category),
        ...ofDelay(category.delayMs),
      ]),
    ),
    ...scenario.limits.flatMap((limit) =>
      figures({ section: 'limit', ...of, name: limit.id }, ofLimit(limit)),
    ),
    ...(users?.worst ?? []).flatMap(({ app, user, offered, throttled, dropped, delayP99Ms }) =>
      figures({ section: 'user', ...of, name: `${app}/${user}` }, [
        ['offered', offered, 'requests'],
        ['throttled', throttled, 'requests'],
        ['dropped', dropped, 'requests'],
        ['delayP99Ms', delayP99Ms, 'ms'],
      ]),
    ),
  ];
}

function ofTotals(path: string, totals: Totals): Figure[] {
  const { offered, admitted, throttled, delayed, dropped, attempts, responses429 } = totals;
  const counts = { offered, admitted, throttled, delayed, dropped, attempts, responses429 };
  return Object.entries(counts).map(([name, count]) => [`${path}${name}`, count, 'requests']);
}

function ofDelay({ mean, p50, p90, p95, p99, max }: DelayMs): Figure[] {
  const delays = { mean, p50, p90, p95, p99, max };
  return Object.entries(delays).map(([name, delay]) => [`delayMs.${name}`, delay, 'ms']);
}

function ofLimit(limit: ResultLimit): Figure[] {
  const { counts } = limit;
  return [
    ['limit', limit.limit, counts],
    ['windowMs', limit.windowMs, 'ms'],
    ['scope', limit.scope.join(' '), 'text'],
    ['offered', limit.offered, 'requests'],
    ['tuples', limit.tuples, 'count'],
    ['peakUse', limit.peakUse, counts],
    ['throttled', limit.throttled, 'requests'],
    ['requiredLimit', limit.requiredLimit, counts],
    ['firstThrottledAt', limit.firstThrottledAt, 'time'],
    ['burntShare', limit.burntShare, 'share'],
    ['impossible', limit.impossible, 'requests'],
    ['provenance.title', limit.provenance.title, 'text'],
    ['provenance.url', limit.provenance.url, 'text'],
    ['provenance.read', limit.provenance.read, 'text'],
    ['provenance.status', limit.provenance.status, 'text'],
  ];
}

function thresholds(result: Result): Row[] {
  return thresholdOutcomes(result).flatMap(({ tier, client, threshold, value, ok }) =>
    figures({ section: 'threshold', tier, client: client ?? null, name: threshold }, [
      ['value', value, thresholdUnit(threshold)],
      ['ok', String(ok), 'text'],
    ]),
  );
}

/** The unit of what was measured against a threshold. */
function thresholdUnit(threshold: string): string {
  if (threshold.trim().endsWith('%')) return 'share';
  return /\d(us|ms|s|m|h|d)$/.test(threshold.trim()) ? 'ms' : 'count';
}

function required({ requiredTier, requiredTiers }: Result): Row[] {
  const all: readonly (RequiredTier & { readonly client?: string })[] =
    requiredTiers ?? (requiredTier === undefined ? [] : [requiredTier]);
  return all.flatMap(({ client = null, tier, raise = [] }) => [
    ...figures({ section: 'required-tier', client }, [['tier', tier, 'text']]),
    ...raise.flatMap(({ limit, from, to, ask }) =>
      figures({ section: 'raise', client, name: limit }, [
        ['from', from, 'count'],
        ['to', to, 'count'],
        ['ask', ask, 'count'],
      ]),
    ),
  ]);
}

function headroom({ plan }: Result): Row[] {
  return (plan?.headroom ?? []).flatMap((each) =>
    figures(
      { section: 'headroom', tier: each.tier, client: plan?.client ?? null, name: each.growth },
      [
        ['factor', each.factor, 'factor'],
        ['breaksAt', each.breaksAt, 'factor'],
        ['breaksBy.limit', each.breaksBy?.limit, 'text'],
        ['triedUpTo', each.triedUpTo, 'factor'],
        ['reachedAt', each.reachedAt, 'time'],
      ],
    ),
  );
}

function replications({ replications }: Result): Row[] {
  return (replications?.figures ?? []).flatMap(({ tier, client, figure, unit, interval }) =>
    figures(
      { section: 'replication', tier, client: client ?? null, name: figure },
      ofInterval(interval, unit),
    ),
  );
}

function ofInterval({ estimate, low, high }: Interval, unit: string): Figure[] {
  return [
    ['interval.estimate', estimate, unit],
    ['interval.low', low, unit],
    ['interval.high', high, unit],
  ];
}

/** A row a figure of one thing; what the Result does not have gives none. */
function figures(of: Row, all: readonly Figure[]): Row[] {
  return all.flatMap(([metric, value, unit]) =>
    value === undefined ? [] : { ...of, metric, value, unit },
  );
}

function cell(value: string | number | null = null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : csvCell(value);
}
