import { InputError } from '../../errors.js';

/** So many calls of one step in one firing take seconds. */
const MOST_A_STEP = 1e8;
/** So many firings and calls of one source on one day take an hour. */
const MOST_A_DAY = 1e10;

/** Refuses a source that would keep the generator busy without end. */
export interface WorkLimit {
  /** Begins a day with so many expected firings. @throws InputError if they are too many. */
  beginDay(firings: number): void;
  /** Takes the work of a step, before it is done. @throws InputError if it is too much. */
  takeStep(work: number): void;
}

/** The limit of the work of a source, whose place in the workload is `index`. */
export function createWorkLimit(name: string, index: number): WorkLimit {
  let taken = 0;
  const refuse = (what: string, most: number, advice: string): never => {
    throw new InputError(
      `the source "${name}" ${what}; expected at most ${most.toLocaleString('en-US')}. ${advice}`,
      { location: { pointer: `/sources/${index}` } },
    );
  };
  const take = (work: number): void => {
    taken += work;
    if (taken <= MOST_A_DAY) return;
    refuse(
      'fires and calls too often in one day to be generated',
      MOST_A_DAY,
      'Lower its rate or growth, or the calls of each firing',
    );
  };
  return {
    beginDay(firings) {
      taken = 0;
      take(firings);
    },
    takeStep(work) {
      if (work > MOST_A_STEP) {
        refuse(
          'has a step of too many calls to be generated',
          MOST_A_STEP,
          'Lower them, or the concurrency, or give their distribution a "most"',
        );
      }
      take(work);
    },
  };
}
