import { expect, test } from 'vitest';
import { parseWorkload } from '../../../src/workload/profile/parse-workload.js';
import { factsOf, fit, profile, sourceOf, traceOf } from './fitting.js';

const PEOPLE = { length: '3d', populations: [{ name: 'people', users: 10 }] };

const VISITS = {
  name: 'visits',
  population: 'people',
  latency: '0s',
  sessions: { rate: '6/d', think: { log_normal: { median: '30s', sigma: 1 } } },
  draws: { geometric: 4 },
  mix: [
    { category: 'org_read', weight: 3 },
    { category: 'org_write', weight: 1 },
    { category: 'trends_read', weight: 1 },
  ],
} as const;

const EDITS = {
  name: 'edits',
  population: 'people',
  latency: '0s',
  sessions: { rate: '3/d', think: { log_normal: { median: '20s', sigma: 0.7 } } },
  calls: [{ category: 'ads_read' }, { category: 'ads_analytics' }, { category: 'ads_write' }],
} as const;

test('visits come back: how many, how long, what they mix and how long people think', () => {
  const fitted = fit(traceOf(profile(undefined, { ...PEOPLE, sources: [VISITS] })));
  const source = sourceOf(fitted, 'visits');
  const { think } = source.sessions!;
  const { median } = (think as { log_normal: { median: string } }).log_normal;
  expect(parseFloat(median)).toBeGreaterThan(27_000);
  expect(parseFloat(median)).toBeLessThan(33_000);
  expect(source.mix!.map(({ category }) => category).sort()).toEqual([
    'org_read',
    'org_write',
    'trends_read',
  ]);
  const reads = source.mix!.find(({ category }) => category === 'org_read')!;
  expect(Math.abs(reads.weight! - 0.6)).toBeLessThan(0.05);
  const { visits, words } = factsOf(fitted, 'visits');
  expect(Math.abs(visits!.visits / 180 - 1)).toBeLessThan(0.15);
  expect(Math.abs(visits!.meanSteps / 4 - 1)).toBeLessThan(0.1);
  expect(visits!.thinkKs!.p).toBeGreaterThan(0.01);
  expect(visits!.order!.p).toBeGreaterThan(0.01);
  expect(words.join(' ')).toContain('does not depend on the last one');
  expect(fitted.facts.notes.join(' ')).toMatch(/explain 100 % of the requests that no job sent/);
});

test('a path that recurs is told apart from visits of the same people', () => {
  const fitted = fit(traceOf(profile(undefined, { ...PEOPLE, sources: [VISITS, EDITS] })));
  const path = sourceOf(fitted, 'ads_read-then-ads_analytics-then-ads_write');
  expect(path.calls!.map(({ category }) => category)).toEqual([
    'ads_read',
    'ads_analytics',
    'ads_write',
  ]);
  expect(path.sessions).toBeDefined();
  const { visits, words } = factsOf(fitted, path.name);
  expect(Math.abs(visits!.visits / 90 - 1)).toBeLessThan(0.25);
  expect(words.join(' ')).toContain('A sequence that recurs');
});

test("a program's sequence across categories has its latency and no time to think", () => {
  const script = {
    name: 'script',
    population: 'people',
    arrivals: { rate: '8/d' },
    calls: [{ category: 'org_read' }, { category: 'org_write' }],
  };
  const fitted = fit(traceOf(profile(undefined, { ...PEOPLE, sources: [script] })));
  const { sessions, arrivals, calls } = sourceOf(fitted, 'org_read-then-org_write');
  expect(sessions).toBeUndefined();
  expect(arrivals!.rate).toMatch(/^[789](\.\d+)?\/d$/);
  expect(calls).toEqual([{ category: 'org_read' }, { category: 'org_write', wait: '200ms' }]);
});

test('steps whose order matters are said to depend on each other', () => {
  const orders = [
    ['org_read', 'org_write', 'trends_read', 'ads_read', 'org_read', 'org_write'],
    ['trends_read', 'ads_read', 'org_read', 'org_write', 'trends_read'],
  ];
  const sources = orders.map((categories, i) => ({
    name: `s${i}`,
    population: 'people',
    latency: '0s',
    sessions: { rate: '4/d', think: { exponential: { mean: '20s' } } },
    calls: categories.map((category) => ({ category, chance: 0.8 })),
  }));
  const { visits, words } = factsOf(
    fit(traceOf(profile(undefined, { ...PEOPLE, sources }))),
    'visits',
  );
  expect(visits!.order!.p).toBeLessThan(0.001);
  expect(words.join(' ')).toContain('depends on the last one by more than chance');
});

test('requests without visits are fitted category by category, and the notes say so', () => {
  const sources = ['org_read', 'org_write'].map((category) => ({
    name: category,
    population: 'people',
    arrivals: { rate: '2/h' },
    calls: [{ category }],
  }));
  const fitted = fit(traceOf(profile(undefined, { ...PEOPLE, sources })));
  expect(fitted.document.sources.map(({ name }) => name)).toEqual(['org_read', 'org_write']);
  expect(fitted.facts.notes.join(' ')).toContain(
    'Visits and sequences across categories do not show',
  );
});

test('three times the people send three times the visits', () => {
  const { document } = fit(traceOf(profile(undefined, { ...PEOPLE, sources: [VISITS] })));
  const [people] = document.populations;
  const more = { ...document, populations: [{ ...people!, users: people!.users * 3 }] };
  expect(() => parseWorkload(more, { file: 'more' })).not.toThrow();
  const ratio = traceOf(more, 2).length / traceOf(document, 2).length;
  expect(ratio).toBeGreaterThan(2.4);
  expect(ratio).toBeLessThan(3.6);
});
