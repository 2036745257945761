import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flippingPlanResult, planResult, raisePlanResult } from '../report/plan-result.js';
import { clientsPlanResult, shortPlanResult } from '../report/plan-variants.js';
import { countMarks, expectQuiet } from './drawn-charts.js';
import { launchChromium, openReport, OUT } from './open-report.js';

const RESULTS = {
  plan: planResult(),
  'plan-raise': raisePlanResult(),
  'plan-flips': flippingPlanResult(),
  'plan-clients': clientsPlanResult(),
  'plan-short': shortPlanResult(),
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test.each(Object.entries(RESULTS))(
  '%s: quiet, offline, and no wider than the window, wide and narrow',
  async (name, result) => {
    const report = await openReport(browser, name, result);
    for (const [width, colorScheme] of [
      [1200, 'light'],
      [360, 'dark'],
    ] as const) {
      await report.page.setViewportSize({ width, height: 900 });
      await report.page.emulateMedia({ colorScheme });
      await report.page.screenshot({ path: join(OUT, `${name}-${width}-${colorScheme}.png`) });
      expect(await report.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    expectQuiet(report);
    await report.page.context().close();
  },
);

test('the charts of a plan draw the points of its data', async () => {
  const report = await openReport(browser, 'plan-raise', RESULTS['plan-raise']);
  const { points } = RESULTS['plan-raise'].plan!.curves[0]!;
  const symbols = '.mark-symbol.role-mark path';
  expect(await countMarks(report, 'growth', symbols)).toEqual(Array(3).fill(2 * points.length));
  expect(await countMarks(report, 'growth', '.mark-line.role-mark path')).toEqual([2, 2, 2]);
  expect(await countMarks(report, 'band', symbols)).toEqual([51, 51]);
  expect(await countMarks(report, 'replications', symbols)).toEqual([24, 12, 12]);
  expect(await countMarks(report, 'differences', '.mark-rule.role-mark line')).toEqual([3]);
  await report.page.context().close();
});

test('one tier has one colour in every chart', async () => {
  const report = await openReport(browser, 'plan-flips', RESULTS['plan-flips']);
  const fills = (chart: string) =>
    report.page.evaluate(
      `[...new Set([...document.querySelectorAll('[data-chart=${chart}] .mark-symbol.role-mark path')].map((mark) => getComputedStyle(mark).fill))].sort()`,
    );
  expect(await fills('band')).toEqual(await fills('growth'));
  await report.page.context().close();
});
