import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderFitHtml } from '../../src/report/fit-html.js';
import { sampleComparison } from '../report/sample-comparison.js';
import { drawnRows } from './drawn-charts.js';
import { launchChromium, openPage } from './open-report.js';
import { expectSound } from './sound-page.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test('a fit draws the recording as bars and the refit as a line, quietly, wide and narrow', async () => {
  const comparison = sampleComparison();
  const html = renderFitHtml(comparison, readReportAssets());
  const report = await openPage(browser, 'fit', html);
  const bars = '.mark-rect.layer_0_marks';
  expect(await drawnRows(report, 'fit', bars, ['recorded'])).toEqual([
    comparison.recorded.map((count) => [count]),
  ]);
  expect(await drawnRows(report, 'fit', '.mark-line', ['refitted'])).toEqual([
    comparison.refitted.map((count) => [count]),
  ]);
  await expectSound(report, 'fit');
  await report.page.context().close();
});
