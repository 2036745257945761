import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from 'vitest';
import { expectQuiet } from './drawn-charts.js';
import { OUT, type OpenReport } from './open-report.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A width of the window in pixels, and the reader's setting. */
type Viewed = readonly [width: number, colorScheme: 'light' | 'dark'];

const LOOKS: readonly Viewed[] = [
  [1200, 'light'],
  [768, 'dark'],
  [360, 'light'],
];

/**
 * Expects that a live page is quiet, no wider than the window and accessible, wide and narrow, light and dark.
 * Leaves a picture of each look to be looked at.
 */
export async function expectSound(report: OpenReport, name: string): Promise<void> {
  const { page } = report;
  for (const [width, colorScheme] of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const path = join(OUT, `${name}-${width}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }
  expectQuiet(report);
  await expectAccessible(report, [LOOKS[0]!, [360, 'dark']]);
}

/**
 * Expects that axe-core finds nothing on a page. The shapes of charts, of which there are thousands, are taken
 * off it first: their texts stay.
 */
export async function expectAccessible(
  { page }: OpenReport,
  looks: readonly Viewed[],
): Promise<void> {
  await page.evaluate(
    "for (const shape of document.querySelectorAll('.role-mark > :is(path, line)')) shape.remove()",
  );
  await page.evaluate(AXE);
  for (const [width, colorScheme] of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(
      `axe.run(document, { preload: false }).then(({ violations }) => violations.map(({ id, nodes }) =>
        [id, ...nodes.map(({ target, any }) => [...target, any[0]?.message ?? ''].join(' '))]))`,
    );
    expect(violations, `${width} pixels, ${colorScheme}`).toEqual([]);
  }
}
