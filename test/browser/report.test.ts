import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientsResult } from '../report/clients-result.js';
import {
  emptyResult,
  noTierResult,
  oneRequestResult,
  reservedResult,
} from '../report/edge-results.js';
import { hostileResult } from '../report/hostile-result.js';
import { weekResult } from '../report/week-result.js';
import { workloadResult } from '../report/workload-result.js';
import { countMarks, expectQuiet } from './drawn-charts.js';
import { launchChromium, openReport, OUT } from './open-report.js';

const RESULTS = {
  week: weekResult(),
  'no-tier': noTierResult(),
  reserved: reservedResult(),
  'one-request': oneRequestResult(),
  empty: emptyResult(),
  clients: clientsResult(),
  workload: workloadResult(),
  hostile: hostileResult(),
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test.each(Object.entries(RESULTS))(
  '%s: quiet, offline, and no wider than the window, wide and narrow, light and dark',
  async (name, result) => {
    const report = await openReport(browser, name, result);
    for (const width of [1200, 360]) {
      await report.page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await report.page.emulateMedia({ colorScheme });
        await report.page.screenshot({ path: join(OUT, `${name}-${width}-${colorScheme}.png`) });
        expect(await report.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
    }
    expectQuiet(report);
    await report.page.context().close();
  },
);

test('the charts take their colours from the page, for light and for dark', async () => {
  const report = await openReport(browser, 'week', RESULTS.week);
  const fill = () =>
    report.page.evaluate("getComputedStyle(document.querySelector('.mark-rect path')).fill");
  expect(await fill()).toBe('rgb(0, 114, 178)');
  await report.page.emulateMedia({ colorScheme: 'dark' });
  expect(await fill()).toBe('rgb(86, 180, 233)');
  await report.page.context().close();
});

test('every chart draws the points of its data', async () => {
  const report = await openReport(browser, 'no-tier', RESULTS['no-tier']);
  const hours = 7 * 24;
  const rects = '.mark-rect.role-mark path';
  const rules = '.mark-rule.role-mark line';
  const lines = '.mark-line.role-mark path';
  const points = '.mark-symbol.role-mark path';
  expect(await countMarks(report, 'requests', rects)).toEqual([2 * hours, 2 * hours]);
  expect(await countMarks(report, 'load', lines)).toEqual([3, 3]);
  expect(await countMarks(report, 'backlog', rects)).toEqual([hours]);
  expect(await countMarks(report, 'backlog', rules)).toEqual([1]);
  expect(await countMarks(report, 'delays', points)).toEqual([4]);
  expect(await countMarks(report, 'wake-ups', rects)).toEqual([60]);
  expect(await countMarks(report, 'limit-use', rects)).toEqual(new Array(22).fill(hours));
  expect(await countMarks(report, 'limit-use', rules)).toEqual(new Array(22).fill(1));
  expect(await countMarks(report, 'required-limits', rects)).toEqual([11, 11]);
  expect(await countMarks(report, 'required-limits', rules)).toEqual([1, 1]);
  await report.page.context().close();
});

test('attempts after a reset are drawn beside those of the other jitter', async () => {
  const report = await openReport(browser, 'clients', RESULTS.clients);
  expect(await countMarks(report, 'wake-ups', '.mark-rect.role-mark path')).toEqual([120]);
  await report.page.context().close();
});

test('a generated trace: each source, and each of nine categories, in every hour in which it sends', async () => {
  const report = await openReport(browser, 'workload', RESULTS.workload);
  const rects = '.mark-rect.role-mark path';
  expect(await countMarks(report, 'workload', rects)).toEqual([7 * 24, 9 * 7 * 24]);
  const colours = await report.page.evaluate(
    "new Set([...document.querySelectorAll('[data-chart=workload] .mark-rect path')].map((mark) => getComputedStyle(mark).fill)).size",
  );
  expect(colours).toBe(9);
  await report.page.context().close();
});

test('hostile names run nothing and add no element', async () => {
  const report = await openReport(browser, 'hostile', RESULTS.hostile);
  const { page } = report;
  expectQuiet(report);
  expect(await page.evaluate('window.__pwned')).toBeUndefined();
  expect(await page.locator('img, iframe, svg[onload], [onerror]').count()).toBe(0);
  expect(await page.locator('script:not([type])').count()).toBe(4);
  await page.context().close();
});

test('the policy lets no other script run', async () => {
  const { page, messages } = await openReport(browser, 'week', RESULTS.week);
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.__pwned = 1' }))",
  );
  expect(await page.evaluate('window.__pwned')).toBeUndefined();
  expect(messages.join()).toMatch(/Content Security Policy/);
  await page.context().close();
});

test('without scripts the verdict and the tables read, and no chart leaves a hole', async () => {
  const look = { javaScriptEnabled: false };
  const { page } = await openReport(browser, 'week', RESULTS.week, look);
  await expect.poll(() => page.locator('h1').isVisible()).toBe(true);
  expect(await page.locator('h1').innerText()).toMatch(/^You need standard access:/);
  expect(await page.locator('table:visible').count()).toBeGreaterThan(5);
  expect(await page.locator('figure:visible, #traffic:visible, #limit-use:visible').count()).toBe(
    0,
  );
  await page.context().close();
});

test('a tooltip tells the figures under the pointer', async () => {
  const report = await openReport(browser, 'week', RESULTS.week);
  await report.page.locator('figure[data-chart="requests"] .mark-rect path').nth(25).hover();
  const tooltip = report.page.locator('#vg-tooltip-element');
  await expect.poll(() => tooltip.innerText()).toMatch(/2026-01-05 12:00:00 UTC/);
  expectQuiet(report);
  await report.page.context().close();
});
