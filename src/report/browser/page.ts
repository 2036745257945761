import { timeRows } from '../charts/time-rows.js';
import type { Datasets, Figure } from '../figure.js';
import type { PageData } from '../place-figures.js';
import { addMenu } from './chart-menu.js';
import { addCopying } from './copying.js';
import { drawingQueue, type QueuedChart } from './drawing-queue.js';
import { drawLive } from './live-chart.js';
import { readPageData } from './page-data.js';
import { save } from './save.js';
import { addTimeControls, followBrush } from './time-controls.js';
import { type TimeSelection, timeSelection, type TimeSpan } from './time-selection.js';

/** How near to the window a chart is drawn, in pixels. */
const NEAR = '600px';

const drawSoon = drawingQueue();

document.documentElement.classList.add('scripted');
requestAnimationFrame(() => {
  setTimeout(() => {
    makeLive(readPageData());
  });
});

/** Makes every chart of the page live as it comes near, and adds what needs a script, once the page is seen. */
function makeLive(data: PageData): void {
  const whole = wholeTime(data);
  const selection = timeSelection(whole, (data.result?.scenarios[0]?.series.bucketMs ?? 1) * 2);
  const waiting = new Map<Element, QueuedChart>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        drawSoon(waiting.get(target)!);
      }
    },
    { rootMargin: NEAR },
  );
  for (const figure of data.figures) {
    const element = document.getElementById(`figure-${figure.id}`)!;
    const { document: chart } = data.charts[figure.chart]!;
    const rows = (): Datasets => rowsOf(figure, data, selection);
    if (figure.chart === 'overview') addTimeControls(element, selection, whole);
    else addMenu({ element, figure, document: chart, config: data.config, rows });
    waiting.set(element, { element, draw: () => draw(element, figure, data, selection) });
    observer.observe(element);
  }
  addCopying();
  for (const button of document.querySelectorAll('[data-save="result"]')) {
    button.addEventListener('click', () => {
      const json = `${JSON.stringify(data.result, null, 2)}\n`;
      save('result.json', new Blob([json], { type: 'application/json' }));
    });
  }
}

async function draw(
  element: HTMLElement,
  figure: Figure,
  data: PageData,
  selection: TimeSelection,
): Promise<void> {
  const { compiled } = data.charts[figure.chart]!;
  const rows = (): Datasets => rowsOf(figure, data, selection);
  const plot = element.querySelector<HTMLElement>('.plot')!;
  const live = await drawLive(plot, compiled, rows(), figure.height);
  if (figure.chart === 'overview') followBrush(live.view, selection);
  else if (figure.of !== undefined) {
    const chart = { element, draw: () => live.redraw(rows()) };
    selection.onChange(() => {
      drawSoon(chart);
    });
  }
  element.classList.add('live');
}

/** The rows that a figure shows now: of a chart of time, those of the time selected. */
function rowsOf(figure: Figure, { result }: PageData, selection: TimeSelection): Datasets {
  if (figure.of === undefined || result === undefined) return figure.datasets;
  const span = figure.chart === 'overview' ? null : selection.span();
  return timeRows(result, figure.of, span ?? {});
}

function wholeTime({ result }: PageData): TimeSpan {
  const series = result?.scenarios[0]?.series;
  if (series === undefined) return { from: 0, to: 0 };
  const from = Date.parse(series.start);
  return { from, to: from + series.offered.length * series.bucketMs };
}
