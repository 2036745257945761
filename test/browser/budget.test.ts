import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/cli/package-root.js';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderHtml } from '../../src/report/html.js';
import type { Result } from '../../src/result/result.js';
import { createWorkbench } from '../cli/workbench.js';
import { launchChromium, writePage } from './open-report.js';

const TRACE = join(packageRoot(), 'traces/ads-agency-week.csv');

/** Most bytes of a page. */
const MOST_BYTES = 2_000_000;

/**
 * Most milliseconds that the page's main thread works until the first text, and that its tasks block. Its own time
 * is counted, not the clock's, and of a few loads the best: the machine may be busy with something else.
 */
const MOST_TO_TEXT = 200;
const MOST_BLOCKING = 500;
const LOADS = 5;

/** Milliseconds of one load. */
interface Load {
  readonly toText: number;
  /** Of all tasks, so much as is beyond 50. */
  readonly blocking: number;
}

/** What a trace of the browser tells of a task or an instant; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** How long the thread itself worked. */
  readonly tdur?: number;
}

const { run, read, write } = createWorkbench();
let browser: Browser;
let result: Result;

beforeAll(async () => {
  browser = await launchChromium();
  await run(['plan', TRACE, '-o', '@plan.json']);
  result = JSON.parse(read('plan.json')) as Result;
});

afterAll(() => browser.close());

/** Loads a page, waits until what is near the window is live and it rests, and says what that took. */
async function load(page: Page, url: string): Promise<Load> {
  const categories = ['loading', 'disabled-by-default-devtools.timeline'];
  await browser.startTracing(page, { categories });
  await page.goto(url);
  await page.waitForSelector('.chart .menu', { state: 'attached' });
  await page.evaluate(`(async () => {
    const isNear = (chart) => chart.getBoundingClientRect().top < innerHeight + 500;
    const near = [...document.querySelectorAll('figure.chart')].filter(isNear);
    while (!near.every((chart) => chart.classList.contains('live'))) {
      await new Promise(requestAnimationFrame);
    }
    await new Promise(requestIdleCallback);
  })()`);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const text = traceEvents.findLast(({ name }) => name === 'firstContentfulPaint')!;
  const tasks = traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === text.pid && tid === text.tid)
    .map(({ ts, tdur = 0 }) => ({ isBefore: ts < text.ts, ms: tdur / 1000 }));
  return {
    toText: sum(tasks.map(({ isBefore, ms }) => (isBefore ? ms : 0))),
    blocking: sum(tasks.map(({ ms }) => Math.max(0, ms - 50))),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

test('the page of the largest trace is small, shows its first text at once and blocks for half a second at most', async () => {
  const html = renderHtml(result, readReportAssets());
  expect(Buffer.byteLength(html)).toBeLessThan(MOST_BYTES);
  const url = writePage('budget', html);
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const loads: Load[] = [];
  for (let i = 0; i < LOADS; i++) loads.push(await load(page, url));
  expect(Math.min(...loads.map(({ toText }) => toText))).toBeGreaterThan(0);
  expect(Math.min(...loads.map(({ toText }) => toText))).toBeLessThan(MOST_TO_TEXT);
  expect(Math.min(...loads.map(({ blocking }) => blocking))).toBeLessThan(MOST_BLOCKING);
});

test('the page of a hundred times the requests is no larger', async () => {
  const [head, ...rows] = readFileSync(TRACE, 'utf8').trimEnd().split('\n');
  const few = rows.filter((_, i) => i % 100 === 0);
  write('all.csv', [head, ...rows, ''].join('\n'));
  write('few.csv', [head, ...few, ''].join('\n'));
  const sizeOf = async (name: string) => {
    await run(['compare', `@${name}.csv`, '-o', `@${name}.json`]);
    return renderHtml(JSON.parse(read(`${name}.json`)) as Result, readReportAssets()).length;
  };
  expect(rows.length).toBeGreaterThan(99 * few.length);
  expect(await sizeOf('all')).toBeLessThan(1.5 * (await sizeOf('few')));
});
