import type { ChartDocument } from '../charts/chart-name.js';
import { chartCsv } from '../charts/chart-csv.js';
import type { Datasets, Figure } from '../figure.js';
import { answerOf, withHeading } from '../headed-svg.js';
import { save, withColours } from './save.js';

/** What a chart is saved from. */
export interface SavedChart {
  readonly element: HTMLElement;
  readonly figure: Figure;
  /** The Vega-Lite document, with no data. */
  readonly document: ChartDocument;
  readonly config: object;
  /** The rows that are shown now. */
  readonly rows: () => Datasets;
}

/** A file of a chart: how its name ends, and what it holds. */
type ChartFile = readonly [ending: string, content: Blob];

/** Pixels of a picture for each of the page's. */
const PNG_SCALE = 2;

/** Adds a menu to a figure by which its picture, its data and its document are saved. */
export function addMenu(chart: SavedChart): void {
  const { id, title } = chart.figure;
  const menu = document.createElement('details');
  menu.className = 'menu';
  const summary = document.createElement('summary');
  summary.textContent = 'Save';
  summary.setAttribute('aria-label', `Save the chart ${title}`);
  const items = document.createElement('div');
  const ways: Readonly<Record<string, () => ChartFile | Promise<ChartFile>>> = {
    'Picture (SVG)': () => ['svg', blob(picture(chart), 'image/svg+xml')],
    'Picture (PNG)': async () => ['png', await png(chart)],
    'Data (CSV)': () => ['csv', blob(chartCsv(chart.figure.chart, chart.rows()), 'text/csv')],
    'Vega-Lite (JSON)': () => ['vl.json', blob(vegaLite(chart), 'application/json')],
  };
  for (const [name, make] of Object.entries(ways)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.addEventListener('click', () => {
      void Promise.resolve(make()).then(([ending, content]) => {
        save(`${id}.${ending}`, content);
      });
      menu.open = false;
      summary.focus();
    });
    items.append(button);
  }
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    menu.open = false;
    summary.focus();
  });
  menu.append(summary, items);
  chart.element.querySelector('figcaption')!.after(menu);
}

function blob(text: string, type: string): Blob {
  return new Blob([text], { type: `${type};charset=utf-8` });
}

function picture({ element, figure, document: { title } }: SavedChart): string {
  const drawn = element.querySelector('.plot svg')!.cloneNode(true) as Element;
  drawn.removeAttribute('style');
  const svg = new XMLSerializer().serializeToString(drawn);
  return withColours(withHeading(svg, title, answerOf(figure, title)));
}

async function png(chart: SavedChart): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture(chart))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * PNG_SCALE;
  canvas.height = image.height * PNG_SCALE;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((content) => {
      if (content === null) reject(new Error('the picture could not be made'));
      else resolve(content);
    });
  });
}

function vegaLite({ document, config, figure, rows }: SavedChart): string {
  const title = { text: document.title, subtitle: answerOf(figure, document.title) };
  const spec = { ...document, title, width: 720, height: figure.height, datasets: rows(), config };
  return withColours(JSON.stringify(spec, null, 2));
}
