import { DAY, formatDuration, HOUR, MINUTE, SECOND } from '../../time.js';
import type { Columns } from '../../trace/columns.js';
import { localHours } from '../profile/calendar.js';
import type { FittedDocument } from './fit-facts.js';
import { plainNames, requestShares, UNMAPPED, type FitPart } from './fit-parts.js';
import type { PopulationFit } from './fit-populations.js';
import { SHORT_RECORDING, countEvents, type FitWindow } from './fit-streams.js';
import type { PopulationDocument, SourceDocument } from '../profile/workload-document.js';

/** What a fitted document is put together from. */
export interface FitDocumentParts {
  readonly columns: Columns;
  readonly parts: readonly FitPart[];
  readonly populations: readonly PopulationFit[];
  readonly window: FitWindow;
  readonly zone: string;
  readonly name: string;
  readonly title: string;
}

/**
 * Writes the profile's document. It begins with the first recorded day; recordings of less than a day are
 * stood for from its midnight on. Rates are those of each user, so that more users send more.
 */
export function createFitDocument(given: FitDocumentParts): {
  readonly document: FittedDocument;
  readonly populationNames: readonly string[];
} {
  const { columns, parts, populations, window, zone, name, title } = given;
  const apps = plainNames(columns.names.apps);
  const populationNames = populations.map(({ app, parts: [first], own }) =>
    own ? `${first!.name}-users` : `${apps.length > 1 ? `${apps[app]!}-` : ''}users`,
  );
  return {
    populationNames,
    document: {
      format: 'quotasim/workload',
      version: 1,
      name,
      title,
      start: localHours(window.from, window.from + 1, zone)[0]!.date,
      length: lengthText(window.to - window.from),
      ...(zone !== 'UTC' && { zone }),
      apps,
      populations: populations.map((population, i) =>
        populationDocument(population, populationNames[i]!, apps),
      ),
      sources: parts.map((part) => {
        const i = populations.findIndex((population) => population.parts.includes(part));
        const users = populations[i]!.users.length;
        return sourceDocument(part, populationNames[i]!, users, columns);
      }),
    },
  };
}

function lengthText(span: number): string {
  if (span >= SHORT_RECORDING) return `${Math.max(1, Math.round(span / DAY))}d`;
  return formatDuration(span < 10 * SECOND ? span : Math.round(span / SECOND) * SECOND);
}

function populationDocument(
  { app, users, activity, adAccounts }: PopulationFit,
  name: string,
  apps: readonly string[],
): PopulationDocument {
  return {
    name,
    ...(apps.length > 1 && { app: apps[app]! }),
    users: users.length,
    ...(activity.document !== 'equal' && { activity: activity.document }),
    ...(adAccounts !== undefined && { ad_accounts: adAccounts }),
  };
}

function sourceDocument(
  { name, stream, job, arrivals }: FitPart,
  population: string,
  users: number,
  columns: Columns,
): SourceDocument {
  const category = columns.names.categories[stream.category]! || UNMAPPED;
  const sizes = job?.sizes ?? arrivals?.batches?.sizes ?? 1;
  const latency = job?.latency ?? arrivals?.batches?.latency;
  const call = { category, ...(sizes !== 1 && { times: sizes }) };
  return {
    name,
    population,
    ...(latency !== undefined && { latency }),
    ...(job !== null && { jobs: job.document }),
    ...(arrivals !== null && { arrivals: arrivalsDocument(arrivals, users) }),
    ...requestShares(columns, stream),
    calls: [call],
  };
}

function arrivalsDocument(
  { firings, clock, curve, process }: NonNullable<FitPart['arrivals']>,
  users: number,
): NonNullable<SourceDocument['arrivals']> {
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
