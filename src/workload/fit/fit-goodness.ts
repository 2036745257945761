import { InputError } from '../../errors.js';
import type { RateModel } from '../../model/rate-model.js';
import type { Columns } from '../../trace/columns.js';
import { accountWords, compareAccounts } from './fit-account-facts.js';
import { rowsOfPart, type AccountLoop } from './fit-accounts.js';
import { measureDispersion } from './fit-dispersion.js';
import type { DispersionFacts, FittedDocument, SourceFacts } from './fit-facts.js';
import type { FitPart } from './fit-parts.js';
import { createRateClock } from './fit-rate-clock.js';
import type { ArrivalsFit } from './fit-source.js';
import { countEvents, eventsByUser, type UserEvents } from './fit-streams.js';
import { visitWords } from './fit-visit-words.js';
import { jobWords, sourceWords } from './fit-words.js';
import type { WorkloadColumns } from '../generate/generate-workload.js';
import { parseWorkload } from '../profile/parse-workload.js';
import { synthesize } from '../generate/synthesize.js';
import type { Workload } from '../profile/workload.js';

/** What a fit is judged by. */
export interface Fitted {
  readonly columns: Columns;
  readonly parts: readonly FitPart[];
  readonly loops: ReadonlyMap<FitPart, AccountLoop>;
  readonly document: FittedDocument;
}

/** What there is to say of each source of a profile, after a trace was made from it. */
export function createSourceFacts(
  { columns, parts, loops, document }: Fitted,
  model: RateModel,
  seed: number,
): SourceFacts[] {
  const workload = parseWorkload(document, { file: 'the fitted profile' });
  const made = madeFrom(workload, model, seed);
  return parts.map((part, index) => {
    const rows = made === null ? [] : rowsOfSource(made, index);
    const refitted = made === null ? [] : eventsByUser(made, rows);
    const accounts = compareAccounts(columns, rowsOfPart(columns, part), made, rows);
    const ofAccounts = accountWords(accounts, loops.get(part));
    const requests = {
      recorded: countEvents(part.byUser),
      refitted: made === null ? null : countEvents(refitted),
    };
    const { name, what } = part;
    if (what.kind === 'job') {
      const words = [...jobWords(what.job), ...ofAccounts];
      return { name, kind: 'job', requests, dispersion: [], accounts, words };
    }
    const { arrivals } = what;
    const { shape, fitted, test, clustering } = arrivals.curve;
    const facts = {
      name,
      kind: what.kind,
      requests,
      ...(what.kind === 'visits' && { visits: what.steps }),
      curve: { shape, fitted, test, clustering },
      process: arrivals.process,
      dispersion: compareDispersions(arrivals, refitted, workload),
      accounts,
    };
    const ofVisits = what.kind === 'visits' ? visitWords(what) : [];
    const words = [...ofVisits, ...sourceWords(facts, arrivals, what.kind), ...ofAccounts];
    return { ...facts, words };
  });
}

/** A trace made from the profile; null if it happens to send nothing. */
function madeFrom(workload: Workload, model: RateModel, seed: number): WorkloadColumns | null {
  try {
    return synthesize(workload, { model, seed });
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function rowsOfSource(made: WorkloadColumns, index: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < made.length; row++) if (made.source[row] === index) rows.push(row);
  return rows;
}

function compareDispersions(
  { dispersions, curve }: ArrivalsFit,
  refitted: readonly UserEvents[],
  { start, length, zone }: Workload,
): DispersionFacts[] {
  const clock = createRateClock({ from: start, to: start + length }, curve.week, zone);
  const others =
    countEvents(refitted) === 0 ? [] : measureDispersion(refitted, clock, curve.fitted);
  return dispersions.map(({ scale, all, perUser, most }) => {
    const other = others.find((one) => one.scale === scale);
    return {
      scale,
      all: { recorded: all, refitted: other?.all ?? null },
      most: { recorded: most, refitted: other?.most ?? null },
      perUser: { recorded: perUser, refitted: other?.perUser ?? null },
    };
  });
}
