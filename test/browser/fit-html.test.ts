import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderFitHtml } from '../../src/report/fit-html.js';
import { sampleComparison } from '../report/sample-comparison.js';
import { countMarks, expectQuiet } from './drawn-charts.js';
import { launchChromium, openPage, OUT } from './open-report.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test('a fit draws the recording as bars and the refit as a line, quietly, wide and narrow', async () => {
  const html = renderFitHtml(sampleComparison(), readReportAssets());
  const report = await openPage(browser, 'fit', html);
  for (const width of [1200, 360]) {
    await report.page.setViewportSize({ width, height: 900 });
    await report.page.screenshot({ path: join(OUT, `fit-${String(width)}.png`) });
    expect(await report.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }
  const bars = '.mark-rect.role-mark.layer_0_marks path';
  expect(await countMarks(report, 'fit', bars)).toEqual([48]);
  expect(await countMarks(report, 'fit', '.mark-line.role-mark path')).toEqual([1]);
  expectQuiet(report);
  await report.page.context().close();
});
