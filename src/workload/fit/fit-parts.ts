import { HOUR } from '../../time.js';
import type { Names } from '../../trace/columns.js';
import { batchStarts } from './fit-batches.js';
import type { Inactivity } from './fit-inactivity.js';
import type { JobFit } from './fit-job-firings.js';
import { fitJobs } from './fit-jobs.js';
import type { PopulationPart } from './fit-populations.js';
import { fitArrivals, fitFirings, type ArrivalsFit } from './fit-source.js';
import { countEvents, type FitStream, type FitWindow, type UserEvents } from './fit-streams.js';
import type { UserKind } from './fit-user-kinds.js';
import { fitVisits, visitRequests, visitStarts } from './fit-visits.js';
import { fitVisitSteps, type VisitStepsFit } from './fit-visit-steps.js';

/** One source of the profile. */
export interface FitPart extends PopulationPart {
  /** Its requests. */
  readonly byUser: readonly UserEvents[];
  readonly what: PartKind;
}

/** What kind of source a part is. */
export type PartKind =
  | { readonly kind: 'job'; readonly stream: FitStream; readonly job: JobFit }
  | { readonly kind: 'arrivals'; readonly stream: FitStream; readonly arrivals: ArrivalsFit }
  | {
      readonly kind: 'visits';
      /** Those of the steps' categories. */
      readonly streams: readonly FitStream[];
      readonly arrivals: ArrivalsFit;
      readonly steps: VisitStepsFit;
      readonly inactivity: Inactivity;
    };

/** All sources of a profile: of each kind of users by category, arrivals before jobs, then visits. */
export interface FitParts {
  readonly parts: readonly FitPart[];
  /** Whether a pause was found that ends visits, and how many of the requests that no job sent belong to visits. */
  readonly visits: { readonly found: boolean; readonly requests: number; readonly of: number };
}

/** A longer pause, in microseconds, ends a firing of a job. */
const FIRING_END = HOUR / 2;

/** The category of requests that the model does not map, as the profile calls it. */
export const UNMAPPED = 'unmapped';

/** Takes streams apart: jobs by category, then visits across categories, then what is left by category. */
export function fitParts(
  streams: readonly FitStream[],
  kinds: readonly UserKind[],
  names: Names,
  window: FitWindow,
  zone: string,
): FitParts {
  const parts: FitPart[] = [];
  let [found, requests, of] = [false, 0, 0];
  kinds.forEach((_, kind) => {
    const ofKind = streams.filter((stream) => stream.kind === kind);
    const splits = ofKind.map((stream) => ({ stream, ...fitJobs(stream.byUser, window, zone) }));
    const visits = fitVisits(new Map(splits.map((split) => [split.stream.category, split.rest])));
    for (const { stream, jobs } of splits) {
      const left = visits.rest.get(stream.category) ?? [];
      parts.push(...partsOfStream(stream, jobs, left, window, zone));
    }
    for (const group of visits.groups) {
      const byUser = visitRequests(group.visits);
      const firings = visitStarts(group.visits);
      const arrivals = { ...fitFirings(byUser, firings, window, zone), batches: null };
      const { inactivity } = group;
      const steps = fitVisitSteps(group);
      requests += countEvents(byUser);
      parts.push({
        name: '',
        kind,
        ...arrivalsPart(arrivals),
        what: { kind: 'visits', streams: ofKind, arrivals, steps, inactivity },
      });
    }
    of += splits.reduce((sum, split) => sum + countEvents(split.rest), 0);
    found ||= visits.found;
  });
  const unique = plainNames(parts.map((part) => nameOf(part, kinds, names)));
  return {
    parts: parts.map((part, i) => ({ ...part, name: unique[i]! })),
    visits: { found, requests, of },
  };
}

function partsOfStream(
  stream: FitStream,
  jobs: readonly JobFit[],
  left: readonly UserEvents[],
  window: FitWindow,
  zone: string,
): FitPart[] {
  const { kind } = stream;
  const parts: FitPart[] = [];
  if (countEvents(left) > 0) {
    const arrivals = fitArrivals(left, window, zone);
    const what = { kind: 'arrivals', stream, arrivals } as const;
    parts.push({ name: '', kind, ...arrivalsPart(arrivals), what });
  }
  for (const job of jobs) {
    const firings = batchStarts(job.byUser, FIRING_END);
    const what = { kind: 'job', stream, job } as const;
    parts.push({ name: '', kind, byUser: job.byUser, firings, clustering: 1, what });
  }
  return parts;
}

function nameOf({ kind, what }: FitPart, kinds: readonly UserKind[], names: Names): string {
  const app = names.apps.length > 1 ? `${names.apps[kinds[kind]!.app]!}-` : '';
  const categoryName = (category: number): string => names.categories[category]! || UNMAPPED;
  switch (what.kind) {
    case 'visits':
      return app + visitName(what.steps, categoryName);
    case 'arrivals':
      return app + categoryName(what.stream.category);
    case 'job':
      return `${app}${categoryName(what.stream.category)}-job`;
  }
}

function arrivalsPart({
  byUser,
  firings,
  clustering,
}: ArrivalsFit): Pick<FitPart, 'byUser' | 'firings' | 'clustering'> {
  return { byUser, firings, clustering };
}

/** `visits`, or the first and the last category of a path. */
function visitName(
  { kind, steps }: VisitStepsFit,
  categoryName: (category: number) => string,
): string {
  if (kind === 'mix') return 'visits';
  const categories = steps
    .map(({ category }) => category)
    .filter((category, i, all) => category !== all[i - 1]);
  return categories.map(categoryName).join('-then-');
}

/** Names of letters without accents, digits, `_` and `-` alone, as profiles ask for; what is then alike is numbered. */
export function plainNames(names: readonly string[]): string[] {
  const plain = names.map((name) => {
    if (/^[A-Za-z0-9_-]+$/.test(name)) return name;
    const base = name.normalize('NFKD').replace(/\p{M}/gu, '');
    return base.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '') || 'unnamed';
  });
  const taken = new Set(plain.filter((name, i) => plain.indexOf(name) === i));
  return plain.map((name, i) => {
    if (plain.indexOf(name) === plain.lastIndexOf(name)) return name;
    let number = plain.slice(0, i + 1).filter((other) => other === name).length;
    while (taken.has(`${name}-${number}`)) number += 1;
    taken.add(`${name}-${number}`);
    return `${name}-${number}`;
  });
}
