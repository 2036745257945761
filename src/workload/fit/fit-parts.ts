import { HOUR } from '../../time.js';
import { FLAG_CONVERSION, FLAG_TEST, type Columns, type Names } from '../../trace/columns.js';
import { batchStarts } from './fit-batches.js';
import type { JobFit } from './fit-jobs.js';
import type { PopulationPart } from './fit-populations.js';
import { fitCounts, rounded } from './fit-quantity.js';
import type { ArrivalsFit, SourceFit } from './fit-source.js';
import type { FitStream, UserEvents } from './fit-streams.js';
import type { RequestDocument } from '../profile/workload-document.js';

/** One source of the profile. */
export interface FitPart extends PopulationPart {
  readonly stream: FitStream;
  /** Its requests. */
  readonly byUser: readonly UserEvents[];
  readonly job: JobFit | null;
  readonly arrivals: ArrivalsFit | null;
}

/** A longer pause, in microseconds, ends a firing of a job. */
const FIRING_END = HOUR / 2;

/** The category of requests that the model does not map, as the profile calls it. */
export const UNMAPPED = 'unmapped';

/** All sources of a profile, in the order of apps and categories, arrivals before jobs. */
export function partsOf(fits: readonly SourceFit[], names: Names): FitPart[] {
  const apps = plainNames(names.apps);
  return fits.flatMap(({ stream, jobs, arrivals }) => {
    const { app } = stream;
    const category = names.categories[stream.category]! || UNMAPPED;
    const name = apps.length > 1 ? `${apps[app]!}-${category}` : category;
    const parts: FitPart[] = [];
    if (arrivals !== null) {
      const { byUser, firings, clustering } = arrivals;
      parts.push({ name, app, stream, byUser, firings, clustering, arrivals, job: null });
    }
    jobs.forEach((job, i) => {
      const { byUser } = job;
      parts.push({
        name: `${name}-job${jobs.length > 1 ? `-${i + 1}` : ''}`,
        app,
        stream,
        byUser,
        firings: batchStarts(byUser, FIRING_END),
        clustering: 1,
        arrivals: null,
        job,
      });
    });
    return parts;
  });
}

/** Names of letters, digits, `_` and `-` alone, as profiles ask for; what is then alike is numbered. */
export function plainNames(names: readonly string[]): string[] {
  const plain = names.map((name) => name.replace(/[^A-Za-z0-9_-]+/g, '-') || 'unnamed');
  return plain.map((name, i) =>
    plain.indexOf(name) === plain.lastIndexOf(name) ? name : `${name}-${i + 1}`,
  );
}

/** What the requests of a stream have in common. */
export function requestShares(columns: Columns, { rows }: FitStream): RequestDocument {
  const shareOf = (flag: number): number =>
    rounded(
      rows.reduce((sum, row) => sum + ((columns.flags[row]! & flag) === 0 ? 0 : 1), 0) /
        rows.length,
    );
  const conversion = shareOf(FLAG_CONVERSION);
  const test = shareOf(FLAG_TEST);
  const { cost } = columns;
  const costs = cost === undefined ? 1 : fitCounts(Array.from(rows, (row) => cost[row]!));
  return {
    ...(conversion > 0 && { conversion }),
    ...(test > 0 && { test }),
    ...(costs !== 1 && { cost: costs }),
  };
}
