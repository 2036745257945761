import { InputError } from '../errors.js';
import { nearest } from '../nearest.js';
import type { Figure } from '../report/figure.js';
import type { Result } from '../result/result.js';

/** The name that asks which charts there are. */
export const LIST_CHARTS = 'list';

const ENDINGS = ['.svg', '.png'] as const;

/** So many names are told where one is not known, or several fit. */
const SHOWN_NAMES = 8;

const HOW_TO_LIST = `--chart ${LIST_CHARTS} lists all`;

/** @throws InputError for a chart that would be written in another form than a picture. */
export function checkChartFile(file: string): void {
  if (endingOf(file) !== undefined) return;
  throw new InputError('a chart is written as .svg or .png', { location: { file } });
}

/** A chart of a report by its name, and the picture of it that a file is to hold. */
export interface ChartPicture {
  readonly name: string;
  readonly content: (file: string) => Promise<string | Uint8Array>;
}

/**
 * The chart of a Result's report that a name means: its own name, or the beginning of one alone (`requests` where
 * there is only `requests-trial`). What draws it is loaded only here, since it is large.
 * @throws InputError for a name that means none or several.
 */
export async function chartOf(result: Result, name: string): Promise<ChartPicture> {
  const { figures, assets } = await figuresOf(result);
  const figure = findFigure(figures, name);
  const { chartPicture } = await import('../report/chart-picture.js');
  return {
    name: figure.id,
    async content(file) {
      const svg = chartPicture(figure, assets);
      if (endingOf(file) === '.svg') return `${svg}\n`;
      return (await import('./svg-to-png.js')).svgToPng(svg);
    },
  };
}

/** The charts of a Result's report, a line each: its name, and what it is of. */
export async function listCharts(result: Result): Promise<string> {
  const { figures } = await figuresOf(result);
  const width = Math.max(0, ...figures.map(({ id }) => id.length));
  return figures.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join('');
}

async function figuresOf(result: Result) {
  const [{ reportFigures }, { readReportAssets }] = await Promise.all([
    import('../report/html.js'),
    import('./report-assets.js'),
  ]);
  const assets = readReportAssets();
  return { assets, figures: reportFigures(result, assets.charts) };
}

/** @throws InputError for a name that means no figure, or several. */
export function findFigure(figures: readonly Figure[], name: string): Figure {
  const exact = figures.find(({ id }) => id === name);
  if (exact !== undefined) return exact;
  const meant = figures.filter(({ id }) => id.startsWith(`${name}-`));
  if (meant.length === 1) return meant[0]!;
  if (meant.length > 1) {
    throw new InputError(
      `--chart ${name} could be ${named(meant.map(({ id }) => id))}; ${HOW_TO_LIST}`,
    );
  }
  if (figures.length === 0) {
    throw new InputError(`--chart ${name}: the report of this Result has no chart`);
  }
  const ids = figures.map(({ id }) => id);
  const near = nearest(name, [...ids, ...figures.map(({ chart }) => chart)]);
  const advice = near === undefined ? `expected one of ${named(ids)}` : `did you mean "${near}"?`;
  throw new InputError(`--chart ${name}: no such chart in this report; ${advice} (${HOW_TO_LIST})`);
}

function named(ids: readonly string[]): string {
  const rest = ids.length - SHOWN_NAMES;
  const shown = ids.slice(0, SHOWN_NAMES).join(', ');
  return rest > 0 ? `${shown} or ${rest} more` : shown;
}

function endingOf(file: string): string | undefined {
  return ENDINGS.find((ending) => file.toLowerCase().endsWith(ending));
}
