import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { CSV_COLUMNS, renderCsv } from '../../src/report/csv.js';
import type { Result } from '../../src/result/result.js';
import { clientsResult } from './clients-result.js';
import { emptyResult, noTierResult } from './edge-results.js';
import { HOSTILE_NAMES, hostileResult } from './hostile-result.js';
import { samplePlan } from './plan-result.js';
import { sampleReplications } from './sample-replications.js';
import { weekResult } from './week-result.js';

type Row = Record<(typeof CSV_COLUMNS)[number], string>;

function rowsOf(result: Result): Row[] {
  return parse<Row>(renderCsv(result), { columns: true });
}

function valueOf(rows: readonly Row[], of: Partial<Row>): string | undefined {
  const found = rows.filter((row) =>
    Object.entries(of).every(([column, value]) => row[column as keyof Row] === value),
  );
  expect(found.length, JSON.stringify(of)).toBe(1);
  return found[0]!.value;
}

describe('a Result as CSV', () => {
  test('is one table of one width', () => {
    const table = parse(renderCsv(weekResult()), { relax_column_count: true });
    expect(table[0]).toEqual([...CSV_COLUMNS]);
    expect(new Set(table.map((row) => row.length))).toEqual(new Set([CSV_COLUMNS.length]));
  });

  test('has the figures of every scenario, category and limit as the Result has them', () => {
    const result = weekResult();
    const rows = rowsOf(result);
    for (const { tier, totals, delayMs, limits, categories } of result.scenarios) {
      const scenario = { section: 'scenario', tier };
      expect(valueOf(rows, { ...scenario, metric: 'totals.throttled' })).toBe(
        String(totals.throttled),
      );
      expect(valueOf(rows, { ...scenario, metric: 'delayMs.p99' })).toBe(String(delayMs.p99 ?? ''));
      for (const limit of limits) {
        const of = { section: 'limit', tier, name: limit.id };
        expect(valueOf(rows, { ...of, metric: 'limit', unit: limit.counts })).toBe(
          String(limit.limit),
        );
        expect(valueOf(rows, { ...of, metric: 'requiredLimit' })).toBe(
          String(limit.requiredLimit ?? ''),
        );
        expect(valueOf(rows, { ...of, metric: 'firstThrottledAt', unit: 'time' })).toBe(
          limit.firstThrottledAt ?? '',
        );
      }
      for (const { category, offered } of categories) {
        const of = { section: 'category', tier, name: category };
        expect(valueOf(rows, { ...of, metric: 'offered' })).toBe(String(offered));
      }
    }
  });

  test('has what no tier would do without, and what several clients need', () => {
    const raise = { section: 'raise', name: 'standard.ads_analytics' };
    expect(valueOf(rowsOf(noTierResult()), { ...raise, metric: 'to' })).toBe('412');
    expect(valueOf(rowsOf(noTierResult()), { section: 'required-tier' })).toBe('');
    expect(valueOf(rowsOf(clientsResult()), { section: 'required-tier', client: 'no-retry' })).toBe(
      'standard',
    );
  });

  test('has the headroom and the intervals of a plan', () => {
    const week = weekResult();
    const result = { ...week, plan: samplePlan(week), replications: sampleReplications() };
    const [headroom] = result.plan.headroom;
    const { growth, tier, factor } = headroom!;
    expect(
      valueOf(rowsOf(result), { section: 'headroom', tier, name: growth, metric: 'factor' }),
    ).toBe(String(factor ?? ''));
    const share = { section: 'replication', tier: 'trial', name: 'throttled share' };
    expect(valueOf(rowsOf(result), { ...share, metric: 'interval.low', unit: 'share' })).toBe(
      String(result.replications.figures[0]!.interval.low),
    );
  });

  test('says where it comes from', () => {
    const result = weekResult();
    expect(valueOf(rowsOf(result), { section: 'trace', metric: 'sha256' })).toBe(
      result.trace.sha256,
    );
    expect(valueOf(rowsOf(result), { section: 'tool', metric: 'version' })).toBe(
      result.tool.version,
    );
  });

  test('has no row of what the Result lacks', () => {
    const sections = new Set(rowsOf(emptyResult()).map(({ section }) => section));
    expect([...sections]).toEqual(['trace', 'model', 'tool', 'settings', 'scenario']);
    expect(renderCsv(emptyResult())).not.toMatch(/undefined|NaN|null/);
  });
});

describe('hostile names', () => {
  test('read back as they are', () => {
    const names = rowsOf(hostileResult())
      .filter(({ section, metric }) => section === 'threshold' && metric === 'ok')
      .map(({ name }) => name);
    expect(names).toEqual([...HOSTILE_NAMES]);
  });

  test('begin no formula', () => {
    const week = weekResult();
    const formulas = ['=1+1', '+A1', '-A1', '@SUM(A1)', '\t=1', '\r=1'];
    const categories = formulas.map((category) => ({
      ...week.scenarios[0]!.categories[0]!,
      category,
    }));
    const result = { ...week, scenarios: [{ ...week.scenarios[0]!, categories }] };
    const names = rowsOf(result)
      .filter(({ section, metric }) => section === 'category' && metric === 'offered')
      .map(({ name }) => name);
    expect(names).toEqual(formulas.map((formula) => `'${formula}`));
  });
});
