import { describe, expect, test } from 'vitest';
import { chartPicture } from '../../src/report/chart-picture.js';
import { reportFigures } from '../../src/report/html.js';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { svgToPng } from '../../src/cli/svg-to-png.js';
import { weekResult } from '../report/week-result.js';
import { inkOf, sizeOf } from './png-ink.js';

const text = (family: string, words: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="10" y="25" font-family="${family}" font-size="16">${words}</text></svg>`;

const ALL = { left: 0, top: 0, right: 1, bottom: 1 };

describe('an SVG as a PNG', () => {
  test('is twice as large, on white', () => {
    const png = svgToPng('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>');
    expect(sizeOf(png)).toEqual([60, 40]);
    expect(inkOf(png, ALL)).toBe(0);
  });

  test('has its letters, whatever font it asks for', () => {
    const inks = ['sans-serif', 'system-ui, Roboto', '', 'No Such Font'].map((family) =>
      inkOf(svgToPng(text(family, 'Throttled')), ALL),
    );
    expect(inks[0]).toBeGreaterThan(200);
    expect(new Set(inks).size).toBe(1);
  });

  test('has the signs that charts are labelled with', () => {
    const blank = inkOf(svgToPng(text('sans-serif', '')), ALL);
    const inks = Array.from('→−×≥≤–…’÷µ%Ωя').map((sign) =>
      inkOf(svgToPng(text('sans-serif', sign)), ALL),
    );
    expect(Math.min(...inks)).toBeGreaterThan(blank);
    // A letter that a font lacks is drawn as the same box, or not at all.
    expect(new Set(inks).size).toBeGreaterThan(8);
  });
});

test('a chart of a report has ink where its title, its axis and its marks stand', () => {
  const assets = readReportAssets();
  const figure = reportFigures(weekResult(), assets.charts).find(
    ({ chart }) => chart === 'requests',
  )!;
  const png = svgToPng(chartPicture(figure, assets));
  const [width, height] = sizeOf(png);
  expect(width).toBeGreaterThan(1400);
  const strip = (top: number, bottom: number) =>
    inkOf(png, { left: 0, top: top / height, right: 1, bottom: bottom / height });
  expect(strip(8, 40)).toBeGreaterThan(500);
  expect(strip(48, 76)).toBeGreaterThan(500);
  expect(strip(height - 30, height)).toBeGreaterThan(200);
  expect(strip(100, height - 40)).toBeGreaterThan(5000);
});

test('a picture has no colour that only a page knows', () => {
  const assets = readReportAssets();
  for (const figure of reportFigures(weekResult(), assets.charts)) {
    const svg = chartPicture(figure, assets);
    expect(svg).not.toContain('var(');
    expect(svg).toContain(`>${assets.charts[figure.chart].title.replaceAll("'", '&#39;')}<`);
  }
});
