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
import { expectQuiet } from './drawn-charts.js';
import { launchChromium, openReport } from './open-report.js';
import { expectSound } from './sound-page.js';

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
  '%s: quiet, offline, no wider than the window and accessible, wide and narrow, light and dark',
  async (name, result) => {
    const report = await openReport(browser, name, result);
    await expectSound(report, name);
    await report.page.context().close();
  },
);

test('the charts take their colours from the page, for light and for dark', async () => {
  const report = await openReport(browser, 'colours', RESULTS.week, { isDrawn: false });
  const fill = () =>
    report.page.evaluate(
      "getComputedStyle(document.querySelector('#traffic .mark-rect path')).fill",
    );
  expect(await fill()).toBe('rgb(0, 114, 178)');
  await report.page.emulateMedia({ colorScheme: 'dark' });
  expect(await fill()).toBe('rgb(86, 180, 233)');
  await report.page.context().close();
});

test('a small bar is filled from the left with its share', async () => {
  const report = await openReport(browser, 'bars', RESULTS.week, { isDrawn: false });
  const { throttled, offered } = RESULTS.week.scenarios[0]!.totals;
  const [start, share] = await report.page.evaluate<[number, number]>(`(() => {
    const bar = document.querySelector('#tiers .bar');
    const [whole, part] = [bar, bar.querySelector('rect')].map((each) => each.getBoundingClientRect());
    return [part.left - whole.left, part.width / whole.width];
  })()`);
  expect(start).toBe(0);
  expect(share).toBeCloseTo(throttled / offered, 2);
  await report.page.context().close();
});

test('hostile names run nothing and add no element', async () => {
  const report = await openReport(browser, 'hostile-names', RESULTS.hostile);
  const { page } = report;
  expectQuiet(report);
  expect(await page.evaluate('window.__pwned')).toBeUndefined();
  expect(await page.locator('img, iframe, svg[onload], [onerror]').count()).toBe(0);
  expect(await page.locator('script:not([type])').count()).toBe(1);
  await page.context().close();
});

test('the policy lets no other script run, and no style', async () => {
  const { page, messages } = await openReport(browser, 'policy', RESULTS.week, { isDrawn: false });
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.__pwned = 1' }))",
  );
  expect(await page.evaluate('window.__pwned')).toBeUndefined();
  await page.evaluate("document.querySelector('h1').setAttribute('style', 'color: red')");
  expect(messages).toHaveLength(2);
  expect(messages.join()).toMatch(
    /script.*Content Security Policy.*style.*Content Security Policy/s,
  );
  await page.context().close();
});
