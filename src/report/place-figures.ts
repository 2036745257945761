import type { Result } from '../result/result.js';
import type { ChartDocument, Charts } from './charts/chart-name.js';
import { chartTheme, PAGE_COLOURS } from './charts/chart-theme.js';
import { timeRows } from './charts/time-rows.js';
import type { CompiledChart, Drawing } from './drawing.js';
import type { DrawFigure, Figure, FigureWidth } from './figure.js';
import { figureMarkup } from './figure-markup.js';
import { html, type Markup } from './markup.js';

/** What the page's script draws, embedded in the page. */
export interface PageData {
  readonly result?: Result;
  readonly charts: Readonly<Record<string, PageChart>>;
  /** The Vega-Lite config of all charts, its colours named as the page names them. */
  readonly config: object;
  readonly figures: readonly Figure[];
}

/** A chart document as it is, and compiled. */
export interface PageChart {
  readonly document: ChartDocument;
  readonly compiled: CompiledChart;
}

/** What figures stand in. */
export interface FigureContent {
  /** All of it, with its figures put where `draw` is called. */
  readonly content: (draw: DrawFigure) => Markup;
  /** What the charts of time draw from. */
  readonly result?: Result;
}

/** What figures are drawn with. */
export interface FigureAssets {
  readonly charts: Charts;
  readonly drawing: Drawing;
}

/** Widths at which charts are drawn without a browser, in pixels. */
const STATIC_WIDTHS: Readonly<Record<FigureWidth, number>> = { wide: 760, half: 480, third: 320 };

/** Most buckets of a table behind a chart of time. */
const TABLE_BUCKETS = 48;

/** So many characters of drawings and tables stand in a page; figures after them are drawn by its script alone. */
const STATIC_TEXT = 600_000;

const CHART_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** The figures that a page would draw, in its order. */
export function figuresOf({ content }: FigureContent): Figure[] {
  const figures: Figure[] = [];
  content((figure) => {
    figures.push(named(figure, figures));
    return html``;
  });
  return figures;
}

/** A figure whose name none before it has. */
function named(figure: Figure, before: readonly Figure[]): Figure {
  const isTaken = (id: string) => before.some((each) => each.id === id);
  let id = figure.id;
  for (let i = 2; isTaken(id); i++) id = `${figure.id}-${i}`;
  return { ...figure, id };
}

/**
 * Draws a page's figures where they stand in it.
 * @param forPrint with every table open, and every figure drawn, however much text that is.
 */
export function placeFigures(
  { content, result }: FigureContent,
  { charts, drawing }: FigureAssets,
  forPrint: boolean,
): { readonly data: PageData; readonly markup: Markup } {
  const theme = chartTheme(PAGE_COLOURS, CHART_FONT);
  const figures: Figure[] = [];
  const used: Record<string, PageChart> = {};
  let left = forPrint ? Infinity : STATIC_TEXT;
  const draw: DrawFigure = (drawn) => {
    const figure = named(drawn, figures);
    figures.push(figure);
    const { chart, datasets, tabled = datasets, height, width = 'wide', of } = figure;
    const document = charts[chart];
    used[chart] ??= { document, compiled: drawing.compile(document, theme) };
    if (left < 0) return figureMarkup(figure, null);
    const size = { width: STATIC_WIDTHS[width], height };
    const svg = drawing.svg(used[chart].compiled, datasets, size);
    const isOfTime = of !== undefined && result !== undefined;
    const markup = figureMarkup(figure, {
      svg: withOwnNames(svg, figure.id),
      tabled: isOfTime ? timeRows(result, of, { most: TABLE_BUCKETS }) : tabled,
      isOpen: forPrint,
    });
    left -= markup.markup.length;
    return markup;
  };
  const markup = content(draw);
  const data = { charts: used, config: theme, figures: figures.map(withoutRows) };
  return { data: result === undefined ? data : { result, ...data }, markup };
}

/** A figure without its table's rows, and of a chart of time without those it draws, which are made from the Result again. */
function withoutRows(figure: Figure): Figure {
  return { ...figure, tabled: {}, datasets: figure.of === undefined ? figure.datasets : {} };
}

/** Clip paths are referred to by names, which each drawing counts from the same number. */
function withOwnNames(svg: string, id: string): string {
  return svg.replace(/(id="|url\(#)(clip|gradient)/g, `$1${id}-$2`);
}
