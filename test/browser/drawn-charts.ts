import { expect } from 'vitest';
import type { OpenReport } from './open-report.js';

/** Expects that a page said nothing, failed at nothing and asked for nothing but itself. */
export function expectQuiet({ messages, requests, url }: OpenReport): void {
  expect(messages).toEqual([]);
  expect(requests).toEqual([url]);
}

/** How many shapes of a kind of mark each chart of that name drew, chart by chart. */
export async function countMarks(
  { page }: OpenReport,
  chart: string,
  mark: string,
): Promise<number[]> {
  const figures = await page.locator(`figure[data-chart="${chart}"]`).all();
  return Promise.all(figures.map((figure) => figure.locator(mark).count()));
}
