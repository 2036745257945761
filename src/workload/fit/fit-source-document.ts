import { DAY, HOUR, MINUTE, SECOND } from '../../time.js';
import { FLAG_CONVERSION, FLAG_TEST, type Columns } from '../../trace/columns.js';
import type { AccountLoop } from './fit-accounts.js';
import { UNMAPPED, type FitPart } from './fit-parts.js';
import { fitCounts, rounded } from './fit-quantity.js';
import type { ArrivalsFit } from './fit-source.js';
import { countEvents } from './fit-streams.js';
import type { VisitStepsFit } from './fit-visit-steps.js';
import type {
  ArrivalsDocument,
  JobsDocument,
  Quantity,
  RequestDocument,
  SourceDocument,
  StepDocument,
} from '../profile/workload-document.js';

/** What a source is written from. */
export interface SourceParts {
  readonly part: FitPart;
  readonly population: string;
  /** How many users the population has. */
  readonly users: number;
  /** How its batches go through ad accounts; absent if they do not. */
  readonly loop: AccountLoop | undefined;
  readonly columns: Columns;
}

/** A part as a source of the profile. Rates and shares are those of each user, so that more users send more. */
export function createSourceDocument({
  part,
  population,
  users,
  loop,
  columns,
}: SourceParts): SourceDocument {
  const { name, what } = part;
  const begin = { name, population };
  const stepOf = (category: number, sizes: Quantity): StepDocument => ({
    category: columns.names.categories[category]! || UNMAPPED,
    ...(sizes !== 1 && { times: sizes }),
  });
  const callsOf = (category: number, sizes: Quantity): StepDocument[] =>
    loop === undefined
      ? [stepOf(category, sizes)]
      : [
          ...(loop.without === null ? [] : [stepOf(category, loop.without)]),
          {
            each: 'ad_account',
            ...(loop.share < 1 && { share: loop.share }),
            calls: [stepOf(category, loop.sizes)],
          },
        ];
  switch (what.kind) {
    case 'job': {
      const { stream, job } = what;
      return {
        ...begin,
        ...(job.latency !== undefined && { latency: job.latency }),
        jobs: ofAllUsers(job.document, job.byUser.length / users),
        ...requestShares(columns, stream.rows),
        calls: callsOf(stream.category, job.sizes),
      };
    }
    case 'arrivals': {
      const { stream, arrivals } = what;
      const { batches } = arrivals;
      return {
        ...begin,
        ...(batches !== null && { latency: batches.latency }),
        ...clockDocument(arrivals, users),
        ...requestShares(columns, stream.rows),
        calls: callsOf(stream.category, batches?.sizes ?? 1),
      };
    }
    case 'visits':
      return {
        ...begin,
        ...visitsDocument(what.steps, what.arrivals, users, (category, sizes) => ({
          ...stepOf(category, sizes),
          ...requestShares(
            columns,
            what.streams.find((stream) => stream.category === category)!.rows,
          ),
        })),
      };
  }
}

/** Answers take no time, for what a trace tells is the time from request to request: it is in `think` and `pace`. */
function visitsDocument(
  { kind, steps, thinks, think, draws }: VisitStepsFit,
  arrivals: ArrivalsFit,
  users: number,
  stepOf: (category: number, sizes: Quantity) => StepDocument,
): Omit<SourceDocument, 'name' | 'population'> {
  const isSession = thinks && arrivals.regular === null;
  const clock = isSession
    ? { sessions: { ...arrivalsDocument(arrivals, users), think } }
    : clockDocument(arrivals, users);
  const documents = steps.map(({ category, sizes, pace, weight }, i) => ({
    ...stepOf(category, sizes),
    ...(kind === 'mix' && { weight }),
    ...(!isSession && i > 0 && { wait: think }),
    ...(pace !== undefined && { pace }),
  }));
  return {
    latency: '0s',
    ...clock,
    ...(kind === 'mix' ? { mix: documents, draws } : { calls: documents }),
  };
}

/** A share of the users who fire is a smaller one of all users. */
function clockDocument(
  arrivals: ArrivalsFit,
  users: number,
): Pick<SourceDocument, 'arrivals' | 'jobs'> {
  const { regular, firings } = arrivals;
  if (regular === null) return { arrivals: arrivalsDocument(arrivals, users) };
  return { jobs: ofAllUsers(regular.document, firings.length / users) };
}

/** Its firings were counted whoever fired, so that a user's activity has no say in them. */
function ofAllUsers(jobs: JobsDocument, part: number): JobsDocument {
  const share = rounded((jobs.share ?? 1) * part, 3);
  return { ...jobs, ...(share < 1 && { share }), alike: true };
}

function arrivalsDocument(
  { firings, clock, curve, process }: ArrivalsFit,
  users: number,
): ArrivalsDocument {
  return {
    rate: rateText(countEvents(firings) / (users * clock.total)),
    ...(process.document !== 'poisson' && { process: process.document }),
    ...(curve.document !== undefined && { curve: curve.document }),
  };
}

/** A rate a microsecond in the unit in which it is at least 1. */
function rateText(rate: number): string {
  const units = [
    ['s', SECOND],
    ['m', MINUTE],
    ['h', HOUR],
    ['d', DAY],
  ] as const;
  const [unit, length] = units.find(([, us]) => rate * us >= 1) ?? units[3];
  const count = rate * length;
  const decimals = Math.max(0, 4 - Math.floor(Math.log10(count)));
  const digits = count.toFixed(Math.min(20, decimals));
  return `${digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits}/${unit}`;
}

/** What some requests have in common. */
function requestShares({ flags, cost }: Columns, rows: Uint32Array): RequestDocument {
  const shareOf = (flag: number): number =>
    rounded(rows.reduce((sum, row) => sum + ((flags[row]! & flag) === 0 ? 0 : 1), 0) / rows.length);
  const conversion = shareOf(FLAG_CONVERSION);
  const test = shareOf(FLAG_TEST);
  const costs = cost === undefined ? 1 : fitCounts(Array.from(rows, (row) => cost[row]!));
  return {
    ...(conversion > 0 && { conversion }),
    ...(test > 0 && { test }),
    ...(costs !== 1 && { cost: costs }),
  };
}
