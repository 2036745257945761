import { findQuirks } from '../../../src/trace/quirks/quirks.js';
import type { Quirk } from '../../../src/trace/quirks/quirk.js';
import { formatTimestamp } from '../../../src/time.js';
import { namedStream } from '../../../src/random.js';
import { readFiles } from '../reading.js';

const HEAD = 'timestamp,user,method,path';
/** A time by its clock, in UTC: microseconds since the epoch. */
export const at = (text: string): number => Date.parse(`${text}Z`) * 1000;
export const rowAt = (time: number, path = '/pins'): string =>
  `${formatTimestamp(time)},ann,GET,${path}`;
const csv = (rows: readonly string[]): string => `${HEAD}\n${rows.join('\n')}\n`;

/** What is odd about files of such rows. */
export async function quirksOf(...files: (readonly string[])[]): Promise<Quirk[]> {
  const named = Object.fromEntries(files.map((rows, i) => [`${i + 1}.csv`, csv(rows)]));
  return findQuirks(await readFiles(named, { keepRequests: true }));
}

/** Every `step` from a time to another, each a little off; without those that `drop` names. */
export function times(
  from: string,
  to: string,
  step: number,
  drop?: (time: number) => boolean,
): number[] {
  const random = namedStream(1, from);
  const made: number[] = [];
  for (let time = at(from); time < at(to); time += step) {
    made.push(time + 1 + Math.floor((random() * step) / 2));
  }
  return made.filter((time) => drop?.(time) !== true);
}

export const rowsOf = (all: readonly number[]): string[] => all.map((time) => rowAt(time));
