import { DAY, formatDuration, SECOND } from '../../time.js';
import type { Columns } from '../../trace/columns.js';
import { localHours } from '../profile/calendar.js';
import type { AccountLoop } from './fit-accounts.js';
import type { FittedDocument } from './fit-facts.js';
import { plainNames, UNMAPPED, type FitPart } from './fit-parts.js';
import type { PopulationFit } from './fit-populations.js';
import { createSourceDocument } from './fit-source-document.js';
import { SHORT_RECORDING, type FitWindow } from './fit-streams.js';
import type { UserKind } from './fit-user-kinds.js';
import type { PopulationDocument } from '../profile/workload-document.js';

/** What a fitted document is put together from. */
export interface FitDocumentParts {
  readonly columns: Columns;
  readonly parts: readonly FitPart[];
  readonly kinds: readonly UserKind[];
  readonly populations: readonly PopulationFit[];
  readonly loops: ReadonlyMap<FitPart, AccountLoop>;
  readonly window: FitWindow;
  readonly zone: string;
  readonly name: string;
  readonly title: string;
}

/**
 * Writes the profile's document. It begins with the first recorded day; recordings of less than a day are
 * stood for from its midnight on.
 */
export function createFitDocument(given: FitDocumentParts): {
  readonly document: FittedDocument;
  readonly populationNames: readonly string[];
} {
  const { columns, parts, kinds, populations, loops, window, zone, name, title } = given;
  const apps = plainNames(columns.names.apps);
  const populationNames = plainNames(
    populations.map((population) => populationName(population, given, apps)),
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
      scale: 1,
      populations: populations.map((population, i) =>
        populationDocument(population, populationNames[i]!, apps, kinds[population.kind]!),
      ),
      sources: parts.map((part) => {
        const i = populations.findIndex((population) => population.parts.includes(part));
        const users = populations[i]!.users.length;
        return createSourceDocument({
          part,
          population: populationNames[i]!,
          users,
          loop: loops.get(part),
          columns,
        });
      }),
    },
  };
}

/** Most users of an app are `users`; others are named by what they send most, and a few of a kind by their part. */
function populationName(
  { kind, own, parts: [first] }: PopulationFit,
  { columns, kinds }: FitDocumentParts,
  apps: readonly string[],
): string {
  const { app, category } = kinds[kind]!;
  const prefix = apps.length > 1 ? `${apps[app]!}-` : '';
  if (own) return `${first!.name}-users`;
  if (kinds.findIndex((other) => other.app === app) === kind) return `${prefix}users`;
  return `${prefix}${columns.names.categories[category]! || UNMAPPED}-users`;
}

function lengthText(span: number): string {
  if (span >= SHORT_RECORDING) return `${Math.max(1, Math.round(span / DAY))}d`;
  return formatDuration(span < 10 * SECOND ? span : Math.round(span / SECOND) * SECOND);
}

function populationDocument(
  { users, activity, adAccounts }: PopulationFit,
  name: string,
  apps: readonly string[],
  { app }: UserKind,
): PopulationDocument {
  return {
    name,
    ...(apps.length > 1 && { app: apps[app]! }),
    users: users.length,
    ...(activity.document !== 'equal' && { activity: activity.document }),
    ...(adAccounts !== undefined && { ad_accounts: adAccounts }),
  };
}
