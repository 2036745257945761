import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CHART_NAMES,
  type ChartDocument,
  type ChartName,
  type Charts,
} from '../report/charts/chart-name.js';
import { drawing } from '../report/drawing.js';
import type { InlinedText, ReportAssets } from '../report/html.js';
import { packageRoot } from './package-root.js';

/** Reads what an HTML report is made of: `reports/` of this package, and what draws its charts. */
export function readReportAssets(): ReportAssets {
  const reports = join(packageRoot(), 'reports');
  const read = (name: string) => readFileSync(join(reports, name), 'utf8');
  const chart = (name: ChartName) => JSON.parse(read(`charts/${name}.vl.json`)) as ChartDocument;
  const charts = Object.fromEntries(CHART_NAMES.map((name) => [name, chart(name)]));
  return {
    page: read('page.html'),
    style: inlined(read('page.css')),
    script: inlined(readFileSync(join(packageRoot(), 'dist/report/page-script.js'), 'utf8')),
    charts: charts as Charts,
    drawing,
  };
}

function inlined(text: string): InlinedText {
  return { text, sha256: createHash('sha256').update(text).digest('base64') };
}
