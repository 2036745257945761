import { expect } from 'vitest';
import type { OpenReport } from './open-report.js';

/** What one shape of a chart stands for, and where it stands in its plot, in pixels, as Vega's scenegraph has it. */
export interface DrawnItem {
  readonly datum: Readonly<Record<string, unknown>>;
  readonly x: number;
  readonly y: number;
  readonly x2?: number;
  readonly y2?: number;
}

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

/**
 * What the marks of each chart of that name draw, chart by chart: an item a shape, but of a line one a point.
 * @param mark selects groups of marks, as `.mark-rect` does.
 */
export function drawnItems(
  { page }: OpenReport,
  chart: string,
  mark: string,
): Promise<DrawnItem[][]> {
  return page.evaluate(`(() => {
    const itemsOf = (shape) => shape.parentNode.matches('.mark-line')
      ? shape.__data__.mark.items
      : [shape.__data__];
    return [...document.querySelectorAll('figure.live[data-chart="${chart}"]')].map((figure) =>
      [...figure.querySelectorAll('${mark}.role-mark > *')]
        .flatMap(itemsOf)
        .map(({ datum, x, y, x2, y2 }) => ({ datum: { ...datum }, x, y, x2, y2 })),
    );
  })()`);
}

/** The rows that the marks of each chart of that name draw, chart by chart, of each row so many fields. */
export async function drawnRows(
  report: OpenReport,
  chart: string,
  mark: string,
  fields: readonly string[],
): Promise<unknown[][][]> {
  const charts = await drawnItems(report, chart, mark);
  return charts.map((items) => items.map(({ datum }) => fields.map((field) => datum[field])));
}
