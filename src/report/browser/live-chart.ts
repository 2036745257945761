import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { Handler } from 'vega-tooltip';
import type { CompiledChart } from '../drawing.js';
import type { Datasets } from '../figure.js';

/** A chart that answers the pointer and follows its width. */
export interface LiveChart {
  readonly view: View;
  /** Draws other rows in place of those before. */
  readonly redraw: (datasets: Datasets) => Promise<void>;
}

const tooltip = new Handler({ disableDefaultStyle: true });

/** Draws a chart over what stands in an element, as wide as that is. Expressions are interpreted, never evaluated. */
export async function drawLive(
  plot: HTMLElement,
  chart: CompiledChart,
  datasets: Datasets,
  height: number | undefined,
): Promise<LiveChart> {
  const host = document.createElement('div');
  const view = new View(parse(chart, undefined, { ast: true }), {
    renderer: 'svg',
    expr: expressionInterpreter,
    hover: true,
    tooltip: tooltip.call,
  });
  view.width(plot.clientWidth);
  if (height !== undefined) view.height(height);
  fill(view, datasets);
  await view.initialize(host).runAsync();
  plot.replaceChildren(host);
  let width = plot.clientWidth;
  new ResizeObserver(() => {
    if (plot.clientWidth === width || plot.clientWidth === 0) return;
    width = plot.clientWidth;
    void view.width(width).runAsync();
  }).observe(plot);
  return {
    view,
    redraw: async (rows) => {
      fill(view, rows);
      await view.runAsync();
    },
  };
}

function fill(view: View, datasets: Datasets): void {
  for (const [source, rows] of Object.entries(datasets)) {
    view.data(
      source,
      rows.map((row) => ({ ...row })),
    );
  }
}
