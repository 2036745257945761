import type { Charts } from './charts/chart-name.js';
import { chartTheme, PAGE_COLOURS } from './charts/chart-theme.js';
import type { Drawing } from './drawing.js';
import type { Figure } from './figure.js';
import { answerOf, withHeading } from './headed-svg.js';

/** What a picture is made with: the chart documents, what draws them, and the page's style, which names the colours. */
export interface PictureAssets {
  readonly charts: Charts;
  readonly drawing: Drawing;
  readonly style: { readonly text: string };
}

/** Width of a picture, in pixels. */
const WIDTH = 760;

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** A figure of a page as the text of an SVG that stands alone: its question and its answer above it, in the page's colours by day. */
export function chartPicture(figure: Figure, { charts, drawing, style }: PictureAssets): string {
  const document = charts[figure.chart];
  const compiled = drawing.compile(document, chartTheme(PAGE_COLOURS, FONT));
  const svg = drawing.svg(compiled, figure.datasets, { width: WIDTH, height: figure.height });
  const words = answerOf(figure, document.title);
  return inColours(withHeading(svg, document.title, words), style.text);
}

/** The colours that the style names first, which are those by day, in place of their names. */
function inColours(svg: string, style: string): string {
  const colours = new Map<string, string>();
  for (const [, name = '', colour = ''] of style.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
    if (!colours.has(name)) colours.set(name, colour.trim());
  }
  return svg.replace(/var\(--([\w-]+)\)/g, (text, name: string) => colours.get(name) ?? text);
}
