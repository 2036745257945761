import type { Result } from '../result/result.js';
import type { Charts } from './charts/chart-name.js';
import { chartTheme, PAGE_COLOURS } from './charts/chart-theme.js';
import { timeRows } from './charts/time-rows.js';
import type { CompiledChart, Drawing } from './drawing.js';
import type { DrawFigure, Figure, FigureWidth } from './figure.js';
import { figureMarkup } from './figure-markup.js';
import { localTimes } from './local-times.js';
import { html, type Markup, trusted } from './markup.js';

/** A text that is inlined in the page, and its SHA-256 in base64, as a Content-Security-Policy names it. */
export interface InlinedText {
  readonly text: string;
  readonly sha256: string;
}

/** What a page is made of beside what it tells. */
export interface ReportAssets {
  /** The page with `{{placeholders}}`. */
  readonly page: string;
  readonly style: InlinedText;
  /** Makes the charts of the page live. */
  readonly script: InlinedText;
  readonly charts: Charts;
  readonly drawing: Drawing;
}

/** How a page is made. */
export interface PageOptions {
  /** No script, and every table open: a page for paper. */
  readonly forPrint?: boolean;
  /** IANA time zone, as in `Europe/Berlin`, whose times stand beside those of UTC. */
  readonly zone?: string;
}

/** What a page tells. */
export interface PageContent {
  /** Of the browser's window, fit to be shown. */
  readonly title: string;
  /** All of it, with its figures put where `draw` is called. */
  readonly content: (draw: DrawFigure) => Markup;
  /** What made the page, fit to be shown. */
  readonly tool: string;
  /** What the charts of time draw from. */
  readonly result?: Result;
}

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
  readonly document: object;
  readonly compiled: CompiledChart;
}

/** Widths at which charts are drawn without a browser, in pixels. */
const STATIC_WIDTHS: Readonly<Record<FigureWidth, number>> = { wide: 760, half: 480, third: 320 };

/** Most buckets of a table behind a chart of time. */
const TABLE_BUCKETS = 48;

const CHART_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** One HTML file that works from a disk with no network: only the assets' own script may run. */
export function fillPage(
  page: PageContent,
  assets: ReportAssets,
  options: PageOptions = {},
): string {
  const { forPrint = false, zone } = options;
  const { drawn, content } = placeFigures(page, assets, forPrint);
  const parts: Readonly<Record<string, Markup>> = {
    policy: html`${contentSecurityPolicy(assets, forPrint)}`,
    title: html`${page.title}`,
    style: inlined('style', assets.style),
    content: zone === undefined ? content : trusted(localTimes(content.markup, zone)),
    scripts: forPrint ? html`` : liveParts(page, drawn, assets),
    tool: html`${page.tool}`,
  };
  return assets.page.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => parts[name]?.markup ?? hole);
}

/** The figures that a page would draw, in its order. */
export function figuresOf({ content }: PageContent): Figure[] {
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

function placeFigures(
  { content, result }: PageContent,
  { charts, drawing }: ReportAssets,
  isOpen: boolean,
): { readonly drawn: PageData; readonly content: Markup } {
  const theme = chartTheme(PAGE_COLOURS, CHART_FONT);
  const figures: Figure[] = [];
  const used: Record<string, PageChart> = {};
  const draw: DrawFigure = (drawn) => {
    const figure = named(drawn, figures);
    figures.push(figure);
    const { chart, datasets, height, width = 'wide', of } = figure;
    const document = charts[chart];
    used[chart] ??= { document, compiled: drawing.compile(document, theme) };
    const size = { width: STATIC_WIDTHS[width], height };
    const svg = drawing.svg(used[chart].compiled, datasets, size);
    return figureMarkup(figure, {
      svg: withOwnNames(svg, figure.id),
      isOpen,
      ...(of === undefined || result === undefined
        ? {}
        : { tabled: timeRows(result, of, { most: TABLE_BUCKETS }) }),
    });
  };
  const markup = content(draw);
  const data = { charts: used, config: theme, figures: figures.map(withoutRows) };
  return { drawn: result === undefined ? data : { result, ...data }, content: markup };
}

/** What a chart of time draws is made from the Result again. */
function withoutRows(figure: Figure): Figure {
  return figure.of === undefined ? figure : { ...figure, datasets: {} };
}

/** Clip paths are referred to by names, which each drawing counts from the same number. */
function withOwnNames(svg: string, id: string): string {
  return svg.replace(/(id="|url\(#)(clip|gradient)/g, `$1${id}-$2`);
}

function liveParts(
  { result }: PageContent,
  drawn: PageData,
  { drawing, script }: ReportAssets,
): Markup {
  const data = JSON.stringify(result === undefined ? drawn : { ...drawn, result });
  return html`<script type="application/octet-stream" id="page-data">
      ${trusted(drawing.pack(data))}
    </script>
    ${inlined('script', script)}`;
}

function inlined(tag: 'style' | 'script', { text }: InlinedText): Markup {
  return trusted(`<${tag}>${text}</${tag}>`);
}

/** Nothing is loaded, and nothing runs or styles but what was inlined. */
function contentSecurityPolicy({ style, script }: ReportAssets, forPrint: boolean): string {
  return [
    "default-src 'none'",
    `script-src ${forPrint ? "'none'" : `'sha256-${script.sha256}'`}`,
    `style-src-elem 'sha256-${style.sha256}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
