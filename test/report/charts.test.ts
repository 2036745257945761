import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/cli/package-root.js';
import { type ChartName, CHART_NAMES } from '../../src/report/charts/chart-name.js';
import { chartTheme, PAGE_COLOURS } from '../../src/report/charts/chart-theme.js';
import { backlogData } from '../../src/report/charts/backlog-data.js';
import { changesData } from '../../src/report/charts/changes-data.js';
import { bandData } from '../../src/report/charts/band-data.js';
import { delayDistributionData } from '../../src/report/charts/delay-distribution-data.js';
import { delaysData } from '../../src/report/charts/delays-data.js';
import { differencesData } from '../../src/report/charts/differences-data.js';
import { fitData } from '../../src/report/charts/fit-data.js';
import { growthData } from '../../src/report/charts/growth-data.js';
import { growthDelaysData } from '../../src/report/charts/growth-delays-data.js';
import { heatMapData, hoursOf } from '../../src/report/charts/heat-map-data.js';
import { limitUseData } from '../../src/report/charts/limit-use-data.js';
import { loadData } from '../../src/report/charts/load-data.js';
import { quotaData } from '../../src/report/charts/quota-data.js';
import { quotaLimits } from '../../src/report/charts/quota-windows.js';
import { replicationsData } from '../../src/report/charts/replications-data.js';
import { requestsData } from '../../src/report/charts/requests-data.js';
import { requiredLimitsData } from '../../src/report/charts/required-limits-data.js';
import { usersShareData } from '../../src/report/charts/users-share-data.js';
import { wakeUpsData } from '../../src/report/charts/wake-ups-data.js';
import { workloadData } from '../../src/report/charts/workload-data.js';
import { limitChanges } from '../../src/report/comparison/limit-changes.js';
import { largestStreams } from '../../src/report/streams.js';
import { retrying } from './clients-result.js';
import { raisePlanResult } from './plan-result.js';
import { flippingBand } from './sample-band.js';
import { sampleReplications } from './sample-replications.js';
import { sampleComparison } from './sample-comparison.js';
import { lateScenario, sampleUsers } from './sample-spread.js';
import { weekResult } from './week-result.js';
import { weekWorkload } from './workload-result.js';

const folder = join(packageRoot(), 'reports/charts');
const TIERS = ['trial', 'standard'];
const plan = raisePlanResult().plan!;
const { figures, differences, seeds } = sampleReplications();
const { values, intervals } = replicationsData(figures.slice(0, 2), seeds);
const { differences: difference } = differencesData(differences[0]!);
const week = weekResult();
const trial = week.scenarios[0]!;
const datasets: Readonly<Record<ChartName, object>> = {
  workload: workloadData(largestStreams(weekWorkload.categories), weekWorkload),
  overview: requestsData(retrying.series),
  requests: requestsData(retrying.series),
  load: loadData(retrying.series),
  backlog: backlogData(retrying.series, '2026-01-05T00:02:00.000000Z'),
  'heat-map': heatMapData(lateScenario, hoursOf(week.trace)),
  quota: quotaData(trial, quotaLimits(trial, week.trace)[0]!)!.data,
  delays: delaysData(retrying),
  'delay-distribution': delayDistributionData(lateScenario)!,
  'wake-ups': wakeUpsData(retrying.wakeUps!),
  'limit-use': limitUseData(retrying.series, retrying.limits[0]!),
  'users-share': usersShareData(sampleUsers)!,
  'required-limits': requiredLimitsData([retrying]),
  growth: growthData(plan.curves[2]!, plan, TIERS),
  'growth-delays': growthDelaysData(plan.curves[1]!, TIERS),
  band: bandData(flippingBand(), 'free'),
  replications: { values, intervals },
  differences: { differences: difference },
  changes: changesData(limitChanges({ label: 'trial', of: [trial, retrying] }), ['a', 'b']),
  fit: fitData(sampleComparison()),
};

function readChart(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, `${name}.vl.json`), 'utf8')) as Record<
    string,
    unknown
  >;
}

test('every chart document has its data, and every name its document', () => {
  expect(readdirSync(folder).toSorted()).toEqual(
    CHART_NAMES.map((name) => `${name}.vl.json`).toSorted(),
  );
});

test.each(CHART_NAMES)('%s asks a question, names its data and holds none', (name) => {
  const { $schema, title, description } = readChart(name);
  expect($schema).toBe('https://vega.github.io/schema/vega-lite/v6.json');
  expect(title).toMatch(/\?$/);
  expect(description).toMatch(/\.$/);
  const named = JSON.stringify(readChart(name)).matchAll(/"data":(\{.*?\})/g);
  const sources = [...named].map(([, data]) => (JSON.parse(data!) as { name: string }).name);
  expect(new Set(sources)).toEqual(new Set(Object.keys(datasets[name])));
});

/** A brush follows the pointer out of its chart, which needs a browser. */
const NO_WINDOW = 'Can not resolve event source: window';

test.each(CHART_NAMES)('%s compiles and draws without a warning', async (name) => {
  const warnings: unknown[][] = [];
  const logger = {
    level: () => logger,
    error: (...args: unknown[]) => (warnings.push(args), logger),
    warn: (...args: unknown[]) => (warnings.push(args), logger),
    info: () => logger,
    debug: () => logger,
  };
  const chart = { ...readChart(name), width: 600, datasets: datasets[name] } as TopLevelSpec;
  const config = chartTheme(PAGE_COLOURS, 'sans-serif');
  const { spec } = compile(chart, { config, logger: logger });
  const svg = await new View(parse(spec), { renderer: 'none', logger: logger }).toSVG();
  expect(warnings.filter(([message]) => message !== NO_WINDOW)).toEqual([]);
  expect(svg).toContain(PAGE_COLOURS.muted);
});
