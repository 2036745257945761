import { InputError, type InputProblem } from '../../errors.js';
import { createSchemaCheck, locate, type DocumentSource } from '../../model/check-schema.js';
import { compileSchema } from '../../model/compile-schema.js';
import { MILLISECOND } from '../../time.js';
import { isTimeZone, startOfDate } from './calendar.js';
import { normaliseArrivals, normaliseJobs } from './normalise-clock.js';
import { checkCurve, checkZone } from './normalise-curve.js';
import {
  checkDate,
  normaliseGrowth,
  normaliseHoliday,
  normaliseLaunch,
} from './normalise-lifts.js';
import { hasAdAccounts, normalisePopulation } from './normalise-population.js';
import { normaliseDurations } from './normalise-quantity.js';
import { normalisePath } from './normalise-steps.js';
import {
  checkUnique,
  indexOfName,
  microseconds,
  onlyKey,
  type ReportProblem,
} from './report-problem.js';
import type { SourceDocument, WorkloadDocument } from './workload-document.js';
import { workloadSchema } from './workload-schema.js';
import type { Clock, Growth, Population, Source, Workload } from './workload.js';

/** From a call until its answer where a profile does not say: a round figure, measured nowhere. */
const DEFAULT_LATENCY = 200 * MILLISECOND;

const checkWorkloadSchema = createSchemaCheck(workloadSchema, compileSchema);

/**
 * Checks a workload document, spells out its shorthand and freezes it. Its form is described by
 * `traces/workload.schema.json`.
 * @param document the plain value of the YAML or JSON text.
 * @throws InputError with every problem of its form or, where the form is sound, of its meaning.
 */
export function parseWorkload(document: unknown, source: DocumentSource): Workload {
  const malformed = checkWorkloadSchema(document, source);
  if (malformed.length > 0) throw new InputError(malformed);
  const problems: InputProblem[] = [];
  const workload = normalise(document as WorkloadDocument, (pointer, message) => {
    problems.push({ message, location: locate(source, pointer) });
  });
  if (problems.length > 0) throw new InputError(problems);
  return deepFreeze(workload);
}

function normalise(document: WorkloadDocument, report: ReportProblem): Workload {
  const { name, title, start: startDate, apps = ['default'], curves = {}, scale = 1 } = document;
  checkNames(document, report);
  checkDate(startDate, '/start', report);
  const zone = soundZone(document.zone ?? 'UTC', '/zone', report);
  for (const [curve, value] of Object.entries(curves)) {
    checkCurve(value, `/curves/${curve}`, report);
  }
  const populations = document.populations.map((population, i) =>
    normalisePopulation(population, scale, apps, `/populations/${i}`, report),
  );
  const sourceNames = document.sources.map((source) => source.name);
  const growth = normaliseGrowth(document.growth, '/growth', report);
  const context = { document, zone, growth, populations, report };
  return {
    name,
    title,
    startDate,
    start: startOf(startDate, zone),
    length: microseconds(document.length, '/length', report, 1),
    zone,
    apps: [...apps],
    populations,
    sources: document.sources.map((source, i) => normaliseSource(source, `/sources/${i}`, context)),
    launches: (document.launches ?? []).map((launch, i) =>
      normaliseLaunch(launch, zone, sourceNames, `/launches/${i}`, report),
    ),
    holidays: (document.holidays ?? []).map((holiday, i) =>
      normaliseHoliday(holiday, sourceNames, `/holidays/${i}`, report),
    ),
  };
}

interface Context {
  readonly document: WorkloadDocument;
  readonly zone: string;
  readonly growth: Growth | null;
  readonly populations: readonly Population[];
  readonly report: ReportProblem;
}

function normaliseSource(source: SourceDocument, pointer: string, context: Context): Source {
  const { populations, report } = context;
  const zone = soundZone(source.zone ?? context.zone, `${pointer}/zone`, report);
  const names = populations.map(({ name }) => name);
  const at = `${pointer}/population`;
  const population = indexOfName(source.population, names, 'population', at, report);
  const accounts = populations[population] === undefined || hasAdAccounts(populations[population]);
  return {
    name: source.name,
    population,
    clock: clockOf(source, zone, pointer, context),
    path: normalisePath(source, accounts, pointer, report),
    latency: normaliseDurations(source.latency, DEFAULT_LATENCY, `${pointer}/latency`, report),
    growth:
      source.growth === undefined
        ? context.growth
        : normaliseGrowth(source.growth, `${pointer}/growth`, report),
    zone,
  };
}

function clockOf(source: SourceDocument, zone: string, pointer: string, context: Context): Clock {
  const { report } = context;
  const curves = context.document.curves ?? {};
  const kinds = ['arrivals', 'sessions', 'jobs'] as const;
  const kind = onlyKey(source, kinds, `the clock of "${source.name}"`, pointer, report);
  if (kind === 'jobs') return normaliseJobs(source.jobs!, zone, `${pointer}/jobs`, report);
  const arrivals = kind === undefined ? { rate: '0/d' } : source[kind]!;
  const clock = normaliseArrivals(arrivals, curves, zone, `${pointer}/${kind ?? ''}`, report);
  return clock.per === 'user'
    ? clock
    : { ...clock, rate: clock.rate * (context.document.scale ?? 1) };
}

function checkNames(document: WorkloadDocument, report: ReportProblem): void {
  checkUnique(document.apps ?? [], (i) => `/apps/${i}`, report);
  for (const key of ['populations', 'sources', 'launches', 'holidays'] as const) {
    const names = (document[key] ?? []).map(({ name }) => name);
    checkUnique(names, (i) => `/${key}/${i}/name`, report);
  }
}

/** The zone, or UTC and a problem if there is none of that name. */
function soundZone(zone: string, pointer: string, report: ReportProblem): string {
  checkZone(zone, pointer, report);
  return isTimeZone(zone) ? zone : 'UTC';
}

function startOf(date: string, zone: string): number {
  try {
    return startOfDate(date, zone);
  } catch {
    return 0;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
