import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { MOST_POINTS } from '../../src/report/figure.js';
import { renderHtml, reportFigures } from '../../src/report/html.js';
import { clientsResult } from '../report/clients-result.js';
import { noTierResult } from '../report/edge-results.js';
import { hostileResult } from '../report/hostile-result.js';
import { raisePlanResult } from '../report/plan-result.js';
import { weekResult } from '../report/week-result.js';
import { workloadResult } from '../report/workload-result.js';
import { expectQuiet } from './drawn-charts.js';
import { launchChromium, openPage, openReport, OUT } from './open-report.js';

/** A4 in pixels of CSS, within margins of 12 mm. */
const PAPER = { width: 703, height: 1032 };

/** So many pixels may the last label of an axis reach into the margin. */
const LABEL = 8;

const assets = readReportAssets();
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

/** What reaches over the right edge of a page of such a width, except within what scrolls. */
function beyond(page: Page, width: number): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('body *')]
    .filter((each) => each.checkVisibility() && each.closest('.unseen, #vg-tooltip-element') === null)
    .filter((each) => each.getBoundingClientRect().right > ${width + LABEL})
    .map((each) => each.tagName + '.' + (each.getAttribute('class') ?? '') + ' ' + (each.textContent ?? '').slice(0, 40))`);
}

test.each(Object.entries({ week: weekResult(), plan: raisePlanResult() }))(
  '%s without scripts: verdict, charts, figures and tables can be seen, and no button that does nothing',
  async (name, result) => {
    const look = { javaScriptEnabled: false };
    const report = await openReport(browser, `${name}-no-script`, result, look);
    const { page } = report;
    expect(await page.locator('h1').innerText()).toMatch(/^\w.*\w/);
    expect(await page.locator('table:visible').count()).toBeGreaterThan(5);
    const shown = reportFigures(result, assets.charts);
    expect(await page.locator('figure:visible').count()).toBe(shown.length);
    expect(await page.locator('figure:visible .plot svg:visible').count()).toBe(shown.length);
    expect(await page.locator('button:visible').count()).toBe(0);
    const figure = page.locator('figure:visible').first();
    await figure.locator('summary').click();
    expect(await figure.locator('table').isVisible()).toBe(true);
    await page.screenshot({ path: join(OUT, `${name}-no-script.png`), fullPage: true });
    expectQuiet(report);
    await page.context().close();
  },
);

test('a chart that is drawn beforehand has at most 400 points', () => {
  const results = [
    weekResult(),
    noTierResult(),
    clientsResult(),
    workloadResult(),
    raisePlanResult(),
  ];
  const figures = results.flatMap((result) => reportFigures(result, assets.charts));
  const points = figures.map(({ id, datasets }) => ({
    id,
    most: Math.max(...Object.values(datasets).map((rows) => rows.length)),
  }));
  expect(points.length).toBeGreaterThan(50);
  expect(points.filter(({ most }) => most > MOST_POINTS)).toEqual([]);
});

test.each(
  Object.entries({ week: weekResult(), plan: raisePlanResult(), hostile: hostileResult() }),
)('%s on A4: nothing is cut', async (name, result) => {
  const html = renderHtml(result, assets, { forPrint: true });
  const report = await openPage(browser, `${name}-print`, html, { isDrawn: false });
  const { page } = report;
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print' });
  expect(await beyond(page, PAPER.width)).toEqual([]);
  expect(await page.locator('details.data:not([open])').count()).toBe(0);
  const cut =
    "[...document.querySelectorAll('.scroll')].filter((each) => each.scrollHeight > each.clientHeight + 1).length";
  expect(await page.evaluate(cut)).toBe(0);
  const margin = '12mm';
  const pdf = await page.pdf({
    format: 'A4',
    margin: { top: margin, right: margin, bottom: margin, left: margin },
  });
  writeFileSync(join(OUT, `${name}.pdf`), pdf);
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  expect(pages).toBeGreaterThanOrEqual(Math.floor(height / PAPER.height));
  expect(pages).toBeLessThanOrEqual(Math.ceil((1.6 * height) / PAPER.height) + 1);
  expectQuiet(report);
  await page.context().close();
});

test('a live page on A4: what cannot be used there is gone, and nothing is cut', async () => {
  const report = await openReport(browser, 'live-print', weekResult());
  const { page } = report;
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('button:visible, summary:visible').count()).toBe(0);
  await expect.poll(() => beyond(page, PAPER.width)).toEqual([]);
  await page.context().close();
});
