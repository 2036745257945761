import { InputError } from '../../errors.js';
import type { RateModel } from '../../model/rate-model.js';
import type { Columns } from '../../trace/columns.js';
import { formatDuration, SECOND } from '../../time.js';
import { fitAccountLoops } from './fit-accounts.js';
import { createFitDocument } from './fit-document.js';
import { notesOf, renamedNotes, warningsOf } from './fit-notes.js';
import { populationWords } from './fit-words.js';
import { fitUserKinds } from './fit-user-kinds.js';
import type { WorkloadFit } from './fit-facts.js';
import { createSourceFacts } from './fit-goodness.js';
import { fitPopulations } from './fit-populations.js';
import { splitStreams, windowOf, type FitWindow } from './fit-streams.js';
import { fitParts } from './fit-parts.js';

/** Options of `fitWorkload`. */
export interface FitOptions {
  /** The model that the trace's categories are of. */
  readonly model: RateModel;
  /** What the trace is called, such as its file's name. */
  readonly trace: string;
  /** Name of the profile; `fitted` if absent. */
  readonly name?: string;
  /** IANA time zone of curves, cron lines and dates; UTC if absent. */
  readonly zone?: string;
  /** What the recording covers, in microseconds, where its first and last request do not tell; `to` is left out. */
  readonly from?: number;
  readonly to?: number;
  /** Seed of the trace that is made from the profile to judge it; 1 if absent. */
  readonly seed?: number;
}

/**
 * Makes a workload profile from a trace: kinds of users by what they send, and for each its jobs, its visits and sequences across categories,
 * and for what is left of each category its batches, rate curve and gaps; its users and how unequal they are; shares of conversion tokens and test requests, and costs. Then makes
 * a trace from the profile, and tells how far it is from the recorded one.
 * @throws InputError if no request is in the window, or if that is too short to tell a rate.
 */
export function fitWorkload(columns: Columns, options: FitOptions): WorkloadFit {
  const { trace, zone = 'UTC', seed = 1 } = options;
  if (columns.length === 0) throw new InputError(`${trace} has no request to fit a profile to`);
  const told = windowOf(columns, zone);
  const window = { from: options.from ?? told.from, to: options.to ?? told.to };
  const kinds = fitUserKinds(columns, window);
  const streams = splitStreams(columns, window, kinds);
  if (streams.length === 0) {
    throw new InputError(`${trace} has no request in the window given; widen it, or leave it out`);
  }
  const requests = streams.reduce((sum, { rows }) => sum + rows.length, 0);
  checkLength(window, requests, trace);
  const { parts, visits } = fitParts(streams, kinds, columns.names, window, zone);
  const populations = fitPopulations(parts, columns);
  const loops = fitAccountLoops(parts, populations, columns);
  const made = createFitDocument({
    columns,
    parts,
    kinds,
    populations,
    loops,
    window,
    zone,
    name: options.name ?? 'fitted',
    title: `As recorded in ${trace}`,
  });
  const { document, populationNames } = made;
  return {
    document,
    facts: {
      trace,
      requests,
      window,
      populations: populations.map((population, i) => ({
        name: populationNames[i]!,
        users: population.users.length,
        activity: population.activity,
        words: populationWords(population),
      })),
      sources: createSourceFacts({ columns, parts, loops, document }, options.model, seed),
      warnings: warningsOf(requests, window),
      notes: [
        ...notesOf(parts, visits, columns, window),
        ...renamedNotes(columns.names.apps, document.apps ?? []),
      ],
    },
  };
}

/** What is sent within less tells no rate. */
const SHORTEST = SECOND;

function checkLength({ from, to }: FitWindow, requests: number, trace: string): void {
  if (to - from >= SHORTEST) return;
  throw new InputError(
    `${trace} has ${requests} ${requests === 1 ? 'request' : 'requests'} within ${formatDuration(to - from)}, which tells no rate; expected requests over ${formatDuration(SHORTEST)} at least, better over a week; record for longer, or write a profile by hand`,
  );
}
