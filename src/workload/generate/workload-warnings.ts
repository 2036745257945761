import { didYouMean } from '../../model/did-you-mean.js';
import type { RateModel } from '../../model/rate-model.js';
import { localHours } from '../profile/calendar.js';
import type { CalledOperation, Workload } from '../profile/workload.js';
import { tabulateOperations } from './operation-table.js';

/** What a sound workload may not mean as it stands. */
export interface WorkloadWarning {
  /** The JSON pointer of the place in the document. */
  readonly pointer: string;
  /** A sentence or two; the first begins small. */
  readonly message: string;
}

/**
 * What to look at again in a workload for a model: operations and categories that the model does not know,
 * each once, and launches and holidays that are outside of the workload's time. All of it is allowed: the
 * profile may be made for another model, or for a longer time.
 */
export function workloadWarnings(workload: Workload, model: RateModel): WorkloadWarning[] {
  return [
    ...unknownOperations(workload, model),
    ...idleLaunches(workload),
    ...idleHolidays(workload),
  ];
}

function unknownOperations(workload: Workload, model: RateModel): WorkloadWarning[] {
  const { operations, indexOf } = tabulateOperations(workload, model);
  const warnings = new Map<number, WorkloadWarning>();
  for (const [{ pointer }, index] of indexOf) {
    const { called, unmappedName } = operations[index]!;
    if (unmappedName === undefined || warnings.has(index)) continue;
    warnings.set(index, {
      pointer: `${pointer}/${called.kind === 'request' ? 'call' : 'category'}`,
      message: `the model "${model.name}" does not map ${unmappedName}: only limits on all requests hold for it.${hint(called, model)}`,
    });
  }
  return [...warnings.values()];
}

function hint(called: CalledOperation, { categories, operations }: RateModel): string {
  return called.kind === 'category'
    ? didYouMean(
        called.category,
        categories.map(({ name }) => name),
      )
    : didYouMean(
        `${called.method} ${called.path}`,
        operations.map(({ method, path }) => `${method} ${path}`),
      );
}

function idleLaunches(workload: Workload): WorkloadWarning[] {
  const { start, length } = workload;
  return workload.launches.flatMap(({ name, at, length: full, fade }, index) =>
    at < start + length && at + full + fade > start
      ? []
      : [outside(workload, `the launch "${name}"`, `/launches/${index}`)],
  );
}

function idleHolidays(workload: Workload): WorkloadWarning[] {
  return workload.holidays.flatMap(({ name, from, to, sources }, index) => {
    const zones = new Set(sources.map((source) => workload.sources[source]!.zone));
    const meets = [...zones].some((zone) => {
      const { first, last } = datesOf(workload, zone);
      return from <= last && to >= first;
    });
    return meets ? [] : [outside(workload, `the holiday "${name}"`, `/holidays/${index}`)];
  });
}

function outside(workload: Workload, what: string, pointer: string): WorkloadWarning {
  const { first, last } = datesOf(workload, workload.zone);
  const span = first === last ? first : `${first} to ${last}`;
  return {
    pointer,
    message: `${what} is outside of the workload's time, ${span}: it changes nothing. Is its year right?`,
  };
}

/** The local dates of a workload's first and last instant. */
function datesOf({ start, length }: Workload, zone: string): { first: string; last: string } {
  const dateAt = (at: number): string => localHours(at, at + 1, zone)[0]!.date;
  return { first: dateAt(start), last: dateAt(start + length - 1) };
}
