import { readFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Browser, Locator } from 'playwright-core';
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raisePlanResult } from '../report/plan-result.js';
import { drawnItems, drawnRows, expectQuiet } from './drawn-charts.js';
import { launchChromium, openReport, type OpenReport } from './open-report.js';

const HOUR = 3_600_000;
const MARKS = '.mark-rect';
const result = raisePlanResult();
const { series } = result.scenarios[0]!;
const start = Date.parse(series.start);
const end = start + series.offered.length * series.bucketMs;

let browser: Browser;
let report: OpenReport;

beforeAll(async () => {
  browser = await launchChromium();
  report = await openReport(browser, 'interactions', result);
  await report.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});

afterAll(() => browser.close());

/** First start, last end and width of what each chart of time shows, chart by chart. */
async function shownTimes(chart: string) {
  const drawn = await drawnRows(report, chart, MARKS, ['start', 'end']);
  return drawn.map((rows) => {
    const [starts, ends] = [rows.map(([from]) => Number(from)), rows.map(([, to]) => Number(to))];
    return [Math.min(...starts), Math.max(...ends), ends[0]! - starts[0]!];
  });
}

/** Expects that all charts of time show the same, in buckets of such a width. */
async function expectShown(from: number, to: number, width: number): Promise<void> {
  for (const chart of ['requests', 'limit-use']) {
    await expect
      .poll(async () => [...new Set((await shownTimes(chart)).map((each) => each.join()))])
      .toEqual([[from, to, width].join()]);
  }
}

const button = (name: string) => report.page.getByRole('button', { name, exact: true });
const status = () => report.page.locator('.time-controls [role=status]').innerText();

/** The figure of one chart, by its name. */
const figure = (id: string) => report.page.locator(`#figure-${id}`);

/** Drags over the overview, from and to parts of its width. */
async function brush(from: number, to: number): Promise<void> {
  const { page } = report;
  await page.evaluate('scrollTo(0, 0)');
  const bars = page.locator('#figure-overview .mark-rect.role-mark.marks');
  await bars.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await bars.boundingBox())!;
  const middle = y + height / 2;
  await page.mouse.move(x + from * width, middle);
  await page.mouse.down();
  for (let i = 1; i <= 4; i++) {
    await page.mouse.move(x + (from + ((to - from) * i) / 4) * width, middle);
  }
  await page.mouse.up();
}

/** What a figure's menu saves under a name, as a file's name and bytes. */
async function saved(of: Locator, item: string): Promise<{ name: string; bytes: Buffer }> {
  await of.locator('.menu summary').click();
  const [download] = await Promise.all([
    report.page.waitForEvent('download'),
    of.getByRole('button', { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe('the time that is shown', () => {
  test('is all of it at first, and is halved, moved and doubled by keys', async () => {
    await expectShown(start, end, HOUR);
    expect(await status()).toContain('the whole trace');
    await button('Closer').focus();
    for (let i = 0; i < 3; i++) await report.page.keyboard.press('Enter');
    const [middle, eighth] = [(start + end) / 2, (end - start) / 8];
    await expectShown(middle - eighth / 2, middle + eighth / 2, 600_000);
    expect(await status()).toBe(
      'All charts of time show 2026-01-08 01:30:00 UTC to 2026-01-08 22:30:00 UTC.',
    );
    await button('Earlier').press('Enter');
    await expectShown(middle - eighth, middle, 600_000);
    await button('Later').press(' ');
    await expectShown(middle - eighth / 2, middle + eighth / 2, 600_000);
    await button('Wider').press('Enter');
    await expectShown(middle - eighth, middle + eighth, 1_800_000);
    await button('All').press('Enter');
    await expectShown(start, end, HOUR);
  });

  test('is what is brushed in the overview, in finer buckets whose sums are those of the Result', async () => {
    await brush(0.25, 0.4);
    await expect.poll(status).toMatch(/show 2026-01-06 .* to 2026-01-07 /);
    await expect
      .poll(async () => (await shownTimes('requests')).map(([, , width]) => width))
      .toEqual([600_000, 600_000]);
    const [from, to] = (await shownTimes('requests'))[0]!;
    expect(from! - start).toBeCloseTo(0.25 * (end - start), -7);
    expect(to! - start).toBeCloseTo(0.4 * (end - start), -7);
    await expectShown(from!, to!, 600_000);
    for (const { datum } of (await drawnItems(report, 'requests', MARKS))[0]!) {
      const place = (Number(datum.start) - start) / 600_000;
      const throttled = series.throttled[place]!;
      expect(datum.requests).toBe(
        datum.kind === 'throttled' ? throttled : series.offered[place]! - throttled,
      );
    }
    await button('All').click();
    await expectShown(start, end, HOUR);
  });
});

test('a tooltip tells the exact figures of what is under the pointer, with their unit and time', async () => {
  const [items] = await drawnItems(report, 'requests', MARKS);
  const heights = items!.map(({ y, y2 }) => Math.abs(y2! - y));
  const place = heights.indexOf(Math.max(...heights));
  const { start, kind, requests } = items![place]!.datum;
  await figure('requests-trial-drop').locator(`${MARKS}.role-mark path`).nth(place).hover();
  const tooltip = report.page.locator('#vg-tooltip-element');
  await expect.poll(() => tooltip.innerText()).toContain('UTC');
  const time = new Date(Number(start)).toISOString().slice(0, 19).replace('T', ' ');
  const count = Number(requests).toLocaleString('en');
  expect((await tooltip.innerText()).split(/\s+/).join(' ')).toBe(
    `from ${time} UTC kind ${String(kind)} requests ${count}`,
  );
});

describe('a figure is saved', () => {
  test('as SVG that stands alone, with its question and its colours', async () => {
    const { name, bytes } = await saved(figure('requests-trial-drop'), 'Picture (SVG)');
    const svg = bytes.toString();
    expect(name).toBe('requests-trial-drop.svg');
    const root = await report.page.evaluate(`(() => {
      const { documentElement } = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml');
      return [documentElement.namespaceURI, documentElement.localName, documentElement.textContent];
    })()`);
    expect(root).toEqual(['http://www.w3.org/2000/svg', 'svg', expect.stringContaining('trial')]);
    expect(svg).not.toContain('var(');
    expect(svg).toContain('throttled');
  });

  test('as PNG, twice as large as it is shown', async () => {
    const of = figure('requests-trial-drop');
    const { name, bytes } = await saved(of, 'Picture (PNG)');
    const box = (await of.locator('.plot svg').boundingBox())!;
    expect(name).toBe('requests-trial-drop.png');
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(Math.abs(bytes.readUInt32BE(16) - 2 * box.width)).toBeLessThanOrEqual(2);
    expect(bytes.readUInt32BE(20)).toBeGreaterThan(2 * box.height);
  });

  test('as CSV, a row a row that is drawn', async () => {
    const { name, bytes } = await saved(figure('requests-trial-drop'), 'Data (CSV)');
    const rows: Record<string, string>[] = parseCsv(bytes, { columns: true });
    const fields = ['start', 'end', 'kind', 'requests'];
    const [drawn] = await drawnRows(report, 'requests', MARKS, fields);
    const asTime = (value: unknown) => new Date(Number(value)).toISOString();
    expect(name).toBe('requests-trial-drop.csv');
    expect(rows.map((row) => fields.map((field) => row[field]))).toEqual(
      drawn!.map(([from, to, kind, requests]) => [
        asTime(from),
        asTime(to),
        kind,
        String(requests),
      ]),
    );
  });

  test('as a Vega-Lite document that compiles and draws the same rows, every figure', async () => {
    for (const of of await report.page.locator('figure.chart:has(.menu)').all()) {
      const { bytes } = await saved(of, 'Vega-Lite (JSON)');
      const json = bytes.toString();
      expect(json).not.toContain('var(');
      const spec = JSON.parse(json) as TopLevelSpec & { datasets: Record<string, object[]> };
      const view = new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' });
      await view.runAsync();
      for (const [source, rows] of Object.entries(spec.datasets)) {
        expect(view.data(source)).toHaveLength(rows.length);
      }
      view.finalize();
    }
  });

  test('by keys, and Escape closes the menu', async () => {
    const of = figure('requests-trial-drop');
    const { page } = report;
    const { keyboard } = page;
    const focused = () => page.evaluate('document.activeElement.textContent');
    await of.locator('.menu summary').focus();
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    expect(await focused()).toBe('Picture (SVG)');
    await keyboard.press('Escape');
    expect(await focused()).toBe('Save');
    expect(await of.locator('.menu button:visible').count()).toBe(0);
    await keyboard.press('Enter');
    for (let i = 0; i < 3; i++) await keyboard.press('Tab');
    const [download] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('requests-trial-drop.csv');
    expect(await focused()).toBe('Save');
  });
});

test('the words for a support ticket are copied', async () => {
  const { page } = report;
  const copy = page.locator('button[data-copy]').first();
  const text = await page.locator('.ticket').first().innerText();
  await copy.click();
  await expect.poll(() => copy.innerText()).toBe('Copied');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(text);
});

test('the Result is saved as it is', async () => {
  const [download] = await Promise.all([
    report.page.waitForEvent('download'),
    report.page.locator('[data-save=result]').click(),
  ]);
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(result)),
  );
});

test('nothing of this made a sound', () => {
  const { requests, ...rest } = report;
  const own = requests.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'));
  expectQuiet({ ...rest, requests: own });
});
