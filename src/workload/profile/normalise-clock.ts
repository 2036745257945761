import { parseDuration, SECOND } from '../../time.js';
import { cronProblem } from '../generate/cron.js';
import { checkZone, normaliseCurve } from './normalise-curve.js';
import { microseconds, onlyKey, type ReportProblem } from './report-problem.js';
import type {
  ArrivalsDocument,
  CurveDocument,
  JobsDocument,
  ProcessDocument,
} from './workload-document.js';
import type { ArrivalClock, ArrivalProcess, JobClock } from './workload.js';

/** The arrivals of a source, or of a person's visits, spelt out. */
export function normaliseArrivals(
  document: ArrivalsDocument,
  curves: Readonly<Record<string, CurveDocument>>,
  zone: string,
  pointer: string,
  report: ReportProblem,
): ArrivalClock {
  return {
    kind: 'arrivals',
    rate: parseRate(document.rate),
    per: document.per ?? 'user',
    process: normaliseProcess(document.process ?? 'poisson', `${pointer}/process`, report),
    curve: normaliseCurve(document.curve ?? 'flat', curves, zone, `${pointer}/curve`, report),
  };
}

/** Firings a second of a text such as `40/m`. */
function parseRate(text: string): number {
  const [count, unit] = text.split('/');
  return (Number(count) * SECOND) / parseDuration(`1${unit!}`)!;
}

function normaliseProcess(
  process: ProcessDocument,
  pointer: string,
  report: ReportProblem,
): ArrivalProcess {
  if (typeof process === 'string') return { kind: process };
  const kinds = ['bursts', 'log_normal', 'pareto'] as const;
  switch (onlyKey(process, kinds, 'the process', pointer, report)) {
    case undefined:
      return { kind: 'poisson' };
    case 'log_normal':
      return { kind: 'log_normal', sigma: process.log_normal!.sigma };
    case 'pareto':
      return { kind: 'pareto', alpha: process.pareto!.alpha };
    case 'bursts': {
      const { factor } = process.bursts!;
      const length = microseconds(process.bursts!.length, `${pointer}/bursts/length`, report, 1);
      const every = microseconds(process.bursts!.every, `${pointer}/bursts/every`, report, 1);
      if (length >= every) {
        report(
          `${pointer}/bursts`,
          `bursts last ${process.bursts!.length} and begin every ${process.bursts!.every}; expected them to be shorter than that`,
        );
      }
      return { kind: 'bursts', factor, length, every };
    }
  }
}

/** The cron lines of a source, checked. */
export function normaliseJobs(
  document: JobsDocument,
  sourceZone: string,
  pointer: string,
  report: ReportProblem,
): JobClock {
  const zone = document.zone ?? sourceZone;
  if (document.zone !== undefined) checkZone(document.zone, `${pointer}/zone`, report);
  const cron: readonly string[] =
    typeof document.cron === 'string' ? [document.cron] : document.cron;
  cron.forEach((line, index) => {
    const problem = cronProblem(line);
    const at = typeof document.cron === 'string' ? '' : `/${index}`;
    if (problem !== null) report(`${pointer}/cron${at}`, problem);
  });
  const jitter = microseconds(document.jitter ?? '0s', `${pointer}/jitter`, report);
  const { share = 1, alike = false } = document;
  return { kind: 'jobs', cron, zone, jitter, share, alike };
}
