import type { ChartName, Charts } from './charts/chart-name.js';
import type { TimeSeriesOf } from './charts/time-rows.js';
import type { Markup } from './markup.js';

/** Most points of a chart that is drawn without the page's script. */
export const MOST_POINTS = 400;

/** Rows by data source, as a chart document names them. */
export type Datasets = Readonly<Record<string, readonly object[]>>;

/** How much of the page's width a chart has. */
export type FigureWidth = 'wide' | 'half' | 'third';

/** A chart with what it shows: a chart document's name, and the rows that are drawn. */
export interface Figure {
  /** Names the figure in files and addresses, as `requests-trial`: see `figureId`. */
  readonly id: string;
  readonly chart: ChartName;
  /** What it is of, or asks, in words; fit to be shown. */
  readonly title: string;
  /** What it answers, with this run's figures; fit to be shown. */
  readonly words: string;
  /** At most 400 points, which a reader without scripts sees. */
  readonly datasets: Datasets;
  /** The rows of its table, where they are others than those drawn. */
  readonly tabled?: Datasets;
  /** In pixels, where it is not the document's own. */
  readonly height?: number;
  /** `wide` if absent. */
  readonly width?: FigureWidth;
  /** Of a chart of time: which series of the Result it draws, so that it can be drawn finer. */
  readonly of?: TimeSeriesOf;
}

/** Puts a figure on a page, or keeps it for something else. */
export type DrawFigure = (figure: Figure) => Markup;

/** The name of a figure from its chart and what it is of: `limit-use-trial-org-read`. */
export function figureId(chart: ChartName, ...of: readonly string[]): string {
  return [chart, ...of.map(slug)].filter((part) => part !== '').join('-');
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
}

/** What a section draws with: the chart documents, whose titles are its questions, and the page that figures are put on. */
export interface PageFigures {
  readonly charts: Charts;
  readonly draw: DrawFigure;
  /** IANA time zone of the reader, where one was given. */
  readonly zone?: string | undefined;
}
