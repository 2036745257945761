import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flippingPlanResult, planResult, raisePlanResult } from '../report/plan-result.js';
import { clientsPlanResult, shortPlanResult } from '../report/plan-variants.js';
import { launchChromium, openReport } from './open-report.js';
import { expectSound } from './sound-page.js';

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
  '%s: quiet, offline, no wider than the window and accessible, wide and narrow, light and dark',
  async (name, result) => {
    const report = await openReport(browser, name, result);
    await expectSound(report, name);
    await report.page.context().close();
  },
);

test('one tier has one colour in every chart', async () => {
  const report = await openReport(browser, 'plan-colours', RESULTS['plan-flips']);
  const fills = (chart: string) =>
    report.page.evaluate(
      `[...new Set([...document.querySelectorAll('[data-chart=${chart}] .mark-symbol.role-mark path')].map((mark) => getComputedStyle(mark).fill))].sort()`,
    );
  expect(await fills('band')).toEqual(await fills('growth'));
  await report.page.context().close();
});
