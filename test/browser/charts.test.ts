import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { reportFigures } from '../../src/report/html.js';
import type { Result } from '../../src/result/result.js';
import { clientsResult } from '../report/clients-result.js';
import { noTierResult } from '../report/edge-results.js';
import { raisePlanResult } from '../report/plan-result.js';
import { workloadResult } from '../report/workload-result.js';
import { countMarks, drawnItems, drawnRows, type DrawnItem } from './drawn-charts.js';
import { launchChromium, openReport, type OpenReport } from './open-report.js';

const RECTS = '.mark-rect';
const RULES = '.mark-rule';
const LINES = '.mark-line';
const POINTS = '.mark-symbol';

const RESULTS = {
  'no-tier': noTierResult(),
  clients: clientsResult(),
  workload: workloadResult(),
  'plan-raise': raisePlanResult(),
};

const { charts } = readReportAssets();
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

/** Opens a report before the tests of a group, and closes it behind them. */
function opened(name: keyof typeof RESULTS): () => OpenReport {
  let report: OpenReport;
  beforeAll(async () => {
    report = await openReport(browser, `charts-${name}`, RESULTS[name]);
  });
  afterAll(() => report.page.context().close());
  return () => report;
}

/** The sum, or the most, of a series over a stretch of time, bucket by bucket. */
function over(
  series: { readonly start: string; readonly bucketMs: number },
  counts: readonly number[],
  { start, end }: DrawnItem['datum'],
  gather: (sum: number, count: number) => number = (sum, count) => sum + count,
): number {
  const at = (i: number) => Date.parse(series.start) + i * series.bucketMs;
  return counts.filter((_, i) => at(i) >= Number(start) && at(i) < Number(end)).reduce(gather, 0);
}

const most = (a: number, b: number) => Math.max(a, b);

const sorted = (rows: readonly unknown[][]) => rows.map((row) => row.join(' ')).toSorted();

/** Expects every figure of a report on its page, live, with its words, some marks, and its table. */
async function expectFigures({ page }: OpenReport, result: Result): Promise<void> {
  const found =
    await page.evaluate(`[...document.querySelectorAll('figure.live:not(#figure-overview)')].map((figure) => ({
    id: figure.id,
    label: figure.querySelector('.plot').getAttribute('aria-label'),
    isEmpty: figure.querySelector('.role-mark > *') === null,
    isTold: figure.querySelector('.data td') !== null,
  }))`);
  expect(found).toEqual(
    reportFigures(result, charts).map(({ id, title, words }) => ({
      id: `figure-${id}`,
      label: `${title}: ${words}`,
      isEmpty: false,
      isTold: true,
    })),
  );
}

describe('of a week of clients that wait', () => {
  const result = RESULTS['no-tier'];
  const hours = 7 * 24;
  const report = opened('no-tier');

  test('every figure is there', () => expectFigures(report(), result));

  test('requests: each hour’s bars are the requests offered, cut where they are throttled, to scale', async () => {
    const drawn = await drawnItems(report(), 'requests', RECTS);
    expect(drawn).toHaveLength(result.scenarios.length);
    for (const [i, items] of drawn.entries()) {
      const { series } = result.scenarios[i]!;
      expect(items).toHaveLength(2 * hours);
      for (const { datum } of items) {
        const throttled = over(series, series.throttled, datum);
        const rest = over(series, series.offered, datum) - throttled;
        const isThrottled = datum.kind === 'throttled';
        expect(datum.requests).toBe(isThrottled ? throttled : rest);
        expect(datum.bottom).toBe(isThrottled ? rest : 0);
      }
      const scales = items
        .filter(({ datum }) => Number(datum.requests) > 0)
        .map(({ datum, y, y2 }) => Math.abs(y2! - y) / Number(datum.requests));
      expect(Math.max(...scales)).toBeCloseTo(Math.min(...scales), 9);
    }
  });

  test('load: three lines, of requests meant, sent and admitted', async () => {
    const drawn = await drawnItems(report(), 'load', LINES);
    expect(await countMarks(report(), 'load', `${LINES}.role-mark path`)).toEqual([3, 3]);
    for (const [i, items] of drawn.entries()) {
      const { series } = result.scenarios[i]!;
      expect(items.length).toBe(3 * hours);
      for (const { datum } of items) {
        expect(datum.offered).toBe(over(series, series.offered, datum));
        expect(datum.admitted).toBe(over(series, series.admitted, datum));
        expect(datum.attempts).toBe(
          over(series, series.admitted, datum) + over(series, series.refused, datum),
        );
        expect(datum.requests).toBe(datum[String(datum.kind)]);
      }
    }
  });

  test('backlog: the most that waited in each hour, and where the trace ends', async () => {
    const [bars] = await drawnItems(report(), 'backlog', RECTS);
    const { series } = result.scenarios[1]!;
    expect(bars).toHaveLength(hours);
    for (const { datum } of bars!) {
      expect(datum.waiting).toBe(over(series, series.backlog!, datum, most));
    }
    expect(await drawnRows(report(), 'backlog', RULES, ['time'])).toEqual([
      [[Date.parse(result.trace.end)]],
    ]);
  });

  test('delays: a point a percentile that is not 0, of all and of each category that waits', async () => {
    const { delayMs } = result.scenarios[1]!;
    const points = await drawnRows(report(), 'delays', POINTS, ['who', 'percentile', 'delay']);
    const of = (who: string) => [
      [who, '99%', delayMs.p99],
      [who, 'longest', delayMs.max],
    ];
    expect(points.map(sorted)).toEqual([sorted([...of('all requests'), ...of('ads_analytics')])]);
  });

  test('limit use: the largest use in each hour, and the limit', async () => {
    const uses = await drawnItems(report(), 'limit-use', RECTS);
    const limits = await drawnRows(report(), 'limit-use', RULES, ['limit']);
    const met = reportFigures(result, charts).flatMap(({ of }) => {
      if (of?.chart !== 'limit-use') return [];
      const { series, limits } = result.scenarios[of.scenario]!;
      return [
        {
          series,
          use: series.limits[of.limit]!,
          limit: limits.find(({ id }) => id === of.limit)!.limit,
        },
      ];
    });
    expect(uses.length).toBeGreaterThanOrEqual(result.scenarios.length);
    expect(limits).toEqual(met.map(({ limit }) => [[limit]]));
    for (const [i, items] of uses.entries()) {
      const { series, use, limit } = met[i]!;
      expect(items).toHaveLength(hours);
      for (const { datum } of items) {
        expect(datum.use).toBe(over(series, use, datum, most));
        expect(datum.state).toBe(Number(datum.use) >= limit ? 'used up' : 'room left');
      }
    }
  });

  test('required limits: a bar a limit that is met, as a share of what is allowed', async () => {
    const bars = await drawnRows(report(), 'required-limits', RECTS, ['required', 'ratio']);
    expect(sorted(bars.flat())).toEqual(
      sorted(
        result.scenarios.flatMap(({ limits }) =>
          limits
            .filter(({ offered, requiredLimit }) => offered > 0 && requiredLimit !== null)
            .map(({ limit, requiredLimit }) => [requiredLimit, requiredLimit! / limit]),
        ),
      ),
    );
  });
});

describe('of clients that retry', () => {
  test('wake-ups: a bar a second behind the reset, of this run and of the other jitter', async () => {
    const report = await openReport(browser, 'charts-clients', RESULTS.clients);
    await expectFigures(report, RESULTS.clients);
    const { bySecond, otherJitter } = RESULTS.clients.scenarios.find(
      ({ wakeUps }) => wakeUps,
    )!.wakeUps!;
    const [bars] = await drawnRows(report, 'wake-ups', RECTS, ['second', 'attempts']);
    const rows = [bySecond, otherJitter!.bySecond].flatMap((counts) =>
      counts.map((attempts, second) => [second, attempts]),
    );
    expect(sorted(bars!)).toEqual(sorted(rows));
    await report.page.context().close();
  });
});

describe('of a generated trace', () => {
  test('workload: each source, and each category, stacked in every hour in which it sends', async () => {
    const report = await openReport(browser, 'charts-workload', RESULTS.workload);
    await expectFigures(report, RESULTS.workload);
    const { sources, categories, ...series } = RESULTS.workload.workload!;
    const drawn = await drawnItems(report, 'workload', RECTS);
    expect(drawn.map((items) => items.length)).toEqual([7 * 24, 9 * 7 * 24]);
    for (const [i, counts] of [sources, categories].entries()) {
      for (const { datum } of drawn[i]!) {
        const named = counts[String(datum.name)];
        const { requests, top, bottom } = datum;
        if (named !== undefined) expect(requests).toBe(over(series, named, datum));
        expect(Number(top) - Number(bottom)).toBe(requests);
      }
      const sent = drawn[i]!.reduce((sum, { datum }) => sum + Number(datum.requests), 0);
      const total = Object.values(counts)
        .flat()
        .reduce((sum, count) => sum + count, 0);
      expect(sent).toBe(total);
    }
    await report.page.context().close();
  });
});

describe('of a plan', () => {
  const { plan, band, replications } = RESULTS['plan-raise'];
  const report = opened('plan-raise');

  test('every figure is there', () => expectFigures(report(), RESULTS['plan-raise']));

  test('growth: a point a tier and load, and a rule where a tier breaks', async () => {
    const points = await drawnRows(report(), 'growth', POINTS, ['tier', 'factor', 'throttled']);
    expect(points.map(sorted)).toEqual(
      plan!.curves.map(({ points }) =>
        sorted(
          points.flatMap(({ factor, tiers }) =>
            tiers.map(({ tier, throttledShare }) => [tier, factor, throttledShare]),
          ),
        ),
      ),
    );
    expect(await countMarks(report(), 'growth', `${LINES}.role-mark path`)).toEqual([2, 2, 2]);
  });

  test('growth of delays: the 99th percentile a tier and load at which something waits', async () => {
    const points = await drawnRows(report(), 'growth-delays', POINTS, ['tier', 'factor']);
    expect(points.map(sorted)).toEqual(
      plan!.curves.map(({ points }) =>
        sorted(
          points.flatMap(({ factor, tiers }) =>
            tiers
              .filter(({ delayP99Ms }) => (delayP99Ms ?? 0) > 0)
              .map(({ tier }) => [tier, factor]),
          ),
        ),
      ),
    );
  });

  test('band: a dot a setting, with the tier that it requires', async () => {
    const dots = await drawnRows(report(), 'band', POINTS, ['algorithm', 'hour', 'required']);
    const words = (hour: number | undefined) =>
      hour === undefined ? 'any' : `${String(hour).padStart(2, '0')}:00`;
    const of = (denied: string) =>
      band!.verdicts
        .filter((each) => each.denied === denied)
        .map(({ algorithm, resetHour, requiredTier }) => [
          algorithm,
          words(resetHour),
          requiredTier ?? 'no tier suffices',
        ]);
    expect(dots.map(sorted)).toEqual([of('free'), of('charged')].map(sorted));
  });

  test('replications: a dot a seed, and an interval a scenario and difference', async () => {
    const names = [...new Set(replications!.figures.map(({ figure }) => figure))];
    const seeds = await drawnRows(report(), 'replications', POINTS, ['seed']);
    expect(seeds.map(sorted)).toEqual(
      names.map((name) =>
        sorted(
          replications!.figures
            .filter(({ figure }) => figure === name)
            .flatMap(({ values }) =>
              values.flatMap((value, i) => (value === null ? [] : [[replications!.seeds[i]]])),
            ),
        ),
      ),
    );
    const intervals = await drawnRows(report(), 'differences', RULES, ['interval']);
    expect(intervals).toHaveLength(replications!.differences.length);
    expect(intervals.flat().length).toBeGreaterThanOrEqual(2 * intervals.length);
  });
});
