import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { packageRoot } from '../../src/cli/package-root.js';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderHtml } from '../../src/report/html.js';
import type { Result } from '../../src/result/result.js';
import { findChromium } from './find-chromium.js';

/** Where pages and pictures of them are left to be looked at. */
export const OUT = join(packageRoot(), 'out');

/** An open report, and what went on while it opened. */
export interface OpenReport {
  readonly page: Page;
  /** Console messages, errors and dialogs, each as text. */
  readonly messages: readonly string[];
  /** Addresses that the page asked for. */
  readonly requests: readonly string[];
  /** Address of the page itself. */
  readonly url: string;
}

/** How a report is looked at. */
export interface Look {
  readonly javaScriptEnabled?: boolean;
  /** Whether every chart is made live by scrolling to it; true if absent. */
  readonly isDrawn?: boolean;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Opens the report of a Result, as `openPage` does. */
export function openReport(
  browser: Browser,
  name: string,
  result: Result,
  look?: Look,
): Promise<OpenReport> {
  return openPage(browser, name, renderHtml(result, readReportAssets()), look);
}

/** Writes a page to `out/NAME.html` and opens it from there, offline, until its charts are drawn live. */
export async function openPage(
  browser: Browser,
  name: string,
  html: string,
  { javaScriptEnabled = true, isDrawn = javaScriptEnabled }: Look = {},
): Promise<OpenReport> {
  const url = writePage(name, html);
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    colorScheme: 'light',
    javaScriptEnabled,
    offline: true,
  });
  const page = await context.newPage();
  const messages: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('dialog', (dialog) => {
    messages.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  if (isDrawn) await drawAll(page);
  return { page, messages, requests, url };
}

/** Writes a page to `out/NAME.html`; gives its address. */
export function writePage(name: string, html: string): string {
  mkdirSync(OUT, { recursive: true });
  const file = join(OUT, `${name}.html`);
  writeFileSync(file, html);
  return pathToFileURL(file).href;
}

/** Scrolls through a page, so that every chart comes near the window, until all of them are live. */
async function drawAll(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    }
    scrollTo(0, 0);
  })()`);
  await page.waitForFunction("document.querySelector('figure.chart:not(.live)') === null");
}
