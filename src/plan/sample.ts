import type { Outcome } from '../engine/outcome.js';
import type { ScenarioRun } from '../result/summarize.js';
import type { Sample } from './metrics.js';

/** What is measured of a run. */
export interface MeasuredRun extends Pick<ScenarioRun, 'columns' | 'tier'> {
  readonly outcome: Pick<Outcome, 'isSentOnce' | 'admittedAt' | 'attempts' | 'bindingLimit'>;
}

/**
 * Some requests of a run as metrics see them. What no metric asks for is not counted.
 * @param seqs the requests; all of them if absent.
 */
export function sampleOf({ columns, outcome }: MeasuredRun, seqs?: Uint32Array): Sample {
  const { timestamp, user, names } = columns;
  const { bindingLimit, isSentOnce } = outcome;
  const offered = seqs?.length ?? columns.length;
  const seqAt = (place: number): number => (seqs === undefined ? place : seqs[place]!);
  const count = (counts: (seq: number) => boolean): number => {
    let sum = 0;
    for (let i = 0; i < offered; i++) if (counts(seqAt(i))) sum++;
    return sum;
  };
  const isAdmitted =
    isSentOnce === true
      ? (seq: number) => bindingLimit[seq] === -1
      : (seq: number) => !Number.isNaN(outcome.admittedAt[seq]);
  const usersWith = (counts: (seq: number) => boolean): Uint8Array => {
    const found = new Uint8Array(names.users.length);
    for (let i = 0; i < offered; i++) if (counts(seqAt(i))) found[user[seqAt(i)]!] = 1;
    return found;
  };
  return {
    offered,
    get throttled() {
      return count((seq) => bindingLimit[seq] !== -1);
    },
    get dropped() {
      return count((seq) => !isAdmitted(seq));
    },
    get delayed() {
      if (isSentOnce === true) return 0;
      const { admittedAt } = outcome;
      return count((seq) => admittedAt[seq]! > timestamp[seq]!);
    },
    get attempts() {
      if (isSentOnce === true) return offered;
      const { attempts } = outcome;
      let sum = 0;
      for (let i = 0; i < offered; i++) sum += attempts[seqAt(i)]!;
      return sum;
    },
    get users() {
      return sumOf(usersWith(() => true));
    },
    get starved() {
      const served = sumOf(usersWith(isAdmitted));
      return served === 0 ? 0 : this.users - served;
    },
    get delays() {
      const delays = new Float64Array(count(isAdmitted));
      if (isSentOnce === true) return delays;
      const { admittedAt } = outcome;
      let filled = 0;
      for (let i = 0; i < offered; i++) {
        const seq = seqAt(i);
        if (isAdmitted(seq)) delays[filled++] = admittedAt[seq]! - timestamp[seq]!;
      }
      return delays.sort();
    },
  };
}

function sumOf(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}
