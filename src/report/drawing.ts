import { gzipSync, strToU8 } from 'fflate';
import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ChartDocument } from './charts/chart-name.js';
import { compactSvg } from './compact-svg.js';
import type { Datasets } from './figure.js';

/** A chart document compiled to Vega, with named data sources and no data. */
export type CompiledChart = object;

/** How large a chart is drawn, in pixels: its whole width, and the height of its plot where it is not its own. */
export interface DrawingSize {
  readonly width: number;
  readonly height?: number | undefined;
}

/** What draws charts without a browser. An argument of a page, since it is large to load. */
export interface Drawing {
  readonly compile: (document: ChartDocument, config: object) => CompiledChart;
  /** As the text of an SVG element. */
  readonly svg: (chart: CompiledChart, datasets: Datasets, size: DrawingSize) => string;
  /** A text compressed by gzip, in base64; the same text gives the same. */
  readonly pack: (text: string) => string;
}

/** What Vega's declarations leave out: `View.toSVG` is asynchronous, but nothing in it has to be. */
interface DrawnView {
  readonly _viewWidth: number;
  readonly _viewHeight: number;
  readonly _origin: readonly [number, number];
}

interface SvgRenderer {
  initialize(
    element: null,
    width: number,
    height: number,
    origin: readonly [number, number],
  ): SvgRenderer;
  render(scene: object): SvgRenderer;
  svg(): string;
}

const { SVGStringRenderer } = vega as unknown as { SVGStringRenderer: new () => SvgRenderer };

/** Draws with Vega-Lite and Vega, and compresses with fflate. */
export const drawing: Drawing = { compile: compileChart, svg: drawSvg, pack };

/** No mark speaks for itself, the brush's included: the figure has its words. */
function compileChart(document: ChartDocument, config: object): CompiledChart {
  const spec = {
    ...document,
    title: undefined,
    width: 400,
    autosize: { type: 'fit-x', contains: 'padding' },
  };
  const compiled = compile(spec as unknown as TopLevelSpec, { config }).spec;
  return { ...compiled, marks: (compiled.marks ?? []).map((mark) => ({ ...mark, aria: false })) };
}

function drawSvg(chart: CompiledChart, datasets: Datasets, { width, height }: DrawingSize): string {
  const view = new vega.View(vega.parse(chart, undefined, { ast: true }), {
    renderer: 'none',
    expr: expressionInterpreter,
  });
  view.width(width);
  if (height !== undefined) view.height(height);
  for (const [source, rows] of Object.entries(datasets)) {
    view.data(
      source,
      rows.map((row) => ({ ...row })),
    );
  }
  view.run();
  const { _viewWidth, _viewHeight, _origin } = view as unknown as DrawnView;
  const { root } = view.scenegraph() as unknown as { readonly root: object };
  vega.resetSVGDefIds();
  const renderer = new SVGStringRenderer().initialize(null, _viewWidth, _viewHeight, _origin);
  const svg = renderer.render(root).svg();
  view.finalize();
  return compactSvg(svg);
}

function pack(text: string): string {
  const bytes = gzipSync(strToU8(text), { level: 9, mtime: 0 });
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(binary);
}
