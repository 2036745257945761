import { formatDuration, formatTimestamp, SECOND } from '../../time.js';
import type { Columns } from '../../trace/columns.js';
import type { FitPart, FitParts } from './fit-parts.js';
import { SHORT_RECORDING, type FitWindow } from './fit-streams.js';
import { visitsNote } from './fit-visit-words.js';

/** With fewer requests nothing but their number is told. */
const FEW_REQUESTS = 20;

/** Why a profile is to be taken with care, in plain sentences; most often none. */
export function warningsOf(requests: number, { from, to }: FitWindow): string[] {
  if (requests >= FEW_REQUESTS) return [];
  return [
    `Careful: ${requests} ${requests === 1 ? 'request' : 'requests'} in ${formatDuration(Math.round((to - from) / SECOND) * SECOND)} tell neither a rate nor how gaps vary (${FEW_REQUESTS} are needed, and a week is better); what follows is a guess.`,
  ];
}

/** Which apps have other names in the profile, in a sentence. */
export function renamedNotes(apps: readonly string[], renamed: readonly string[]): string[] {
  const changed = apps.flatMap((app, i) =>
    app === renamed[i] ? [] : [`${JSON.stringify(app)} is ${renamed[i]!}`],
  );
  if (changed.length === 0) return [];
  return [
    `Names in a profile are of letters, digits, "_" and "-" alone: app ${changed.join(', app ')}.`,
  ];
}

/** What a profile leaves out, in plain sentences. */
export function notesOf(
  parts: readonly FitPart[],
  visits: FitParts['visits'],
  { names }: Columns,
  { from, to }: FitWindow,
): string[] {
  const short = to - from < SHORT_RECORDING;
  return [
    ...(short
      ? [
          `The recording is from ${formatTimestamp(from)} and lasts less than a day: hours cannot be told apart, and the profile runs from midnight.`,
        ]
      : []),
    parts.some(({ what }) => what.kind === 'job')
      ? "What else was sent in a job's minutes is counted with the job."
      : 'No job at the same time of each hour or day shows.',
    ...(names.users.length === 1
      ? [
          'The trace has one user, or does not name users: nothing tells how requests divide among users.',
        ]
      : ['Users that sent nothing while recording are not in the profile.']),
    visitsNote(visits),
  ];
}
