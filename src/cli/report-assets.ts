import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  CHART_NAMES,
  type ChartDocument,
  type ChartName,
  type Charts,
} from '../report/charts/chart-name.js';
import type { InlinedText, ReportAssets } from '../report/html.js';
import { packageRoot } from './package-root.js';

/** Builds that run in a browser; each stands beside the file that its package exports, which hides it. */
const LIBRARIES: readonly (readonly [name: string, build: string])[] = [
  ['vega', 'vega.min.js'],
  ['vega-lite', 'vega-lite.min.js'],
  ['vega-embed', 'vega-embed.min.js'],
];

/** Reads what an HTML report is made of: `reports/` of this package, and the libraries that draw its charts. */
export function readReportAssets(): ReportAssets {
  const reports = join(packageRoot(), 'reports');
  const read = (name: string) => readFileSync(join(reports, name), 'utf8');
  const chart = (name: ChartName) => JSON.parse(read(`charts/${name}.vl.json`)) as ChartDocument;
  const charts = Object.fromEntries(CHART_NAMES.map((name) => [name, chart(name)]));
  return {
    page: read('page.html'),
    style: inlined(read('page.css')),
    scripts: [...LIBRARIES.map(readLibrary), inlined(read('page.js'))],
    charts: charts as Charts,
  };
}

function readLibrary([name, build]: (typeof LIBRARIES)[number]): InlinedText {
  const exported = createRequire(import.meta.url).resolve(name);
  const text = readFileSync(join(dirname(exported), build), 'utf8');
  return inlined(text.replace(/^\/\/# sourceMappingURL=.*$/m, ''));
}

function inlined(text: string): InlinedText {
  return { text, sha256: createHash('sha256').update(text).digest('base64') };
}
