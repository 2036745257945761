import { Cron } from 'croner';
import { localDays, type LocalDay } from '../profile/calendar.js';
import { MILLISECOND } from '../../time.js';

const FIVE_FIELDS =
  'five fields: minute, hour, day of month, month, day of week, such as "0 2 * * *"';

/** What is wrong with a cron line; null if nothing is. What has not five fields is none, though croner takes it. */
export function cronProblem(line: string): string | null {
  const fields = line.split(/\s+/).filter((field) => field !== '').length;
  if (fields !== 5) {
    return `the cron line "${line}" has ${fields} field${fields === 1 ? '' : 's'}; expected ${FIVE_FIELDS}. Seconds, years and names such as @daily are not taken`;
  }
  try {
    const never = open(line, 'UTC').nextRun(new Date(0)) === null;
    return never ? `the cron line "${line}" never fires; mend its day or month` : null;
  } catch (error) {
    const reason = (error as Error).message.replace('CronPattern: ', '');
    return `the cron line "${line}" is not readable: ${reason.replace(/\.$/, '')}. Expected ${FIVE_FIELDS}`;
  }
}

/** The instants in [from, to) at which something fires, each once, in order: whole microseconds. */
export type InstantsWithin = (from: number, to: number) => number[];

/**
 * The instants at which any of some cron lines fires. The lines are in local time. A line with one minute
 * and one hour fires once on the days on which clocks change: at the end of the gap if its time falls into
 * it, and in the first of two passes. Any other line follows the clock: it skips what is left out, and
 * fires in both passes (as croner does).
 */
export function createCron(lines: readonly string[], zone: string): InstantsWithin {
  const instantsOfLines = lines.map((line) => instantsOfDay(open(line, zone)));
  return (from, to) => {
    const instants = new Set<number>();
    for (const day of localDays(from, to, zone)) {
      for (const instantsOf of instantsOfLines) {
        for (const at of instantsOf(day)) if (at >= from && at < to) instants.add(at);
      }
    }
    return [...instants].sort((a, b) => a - b);
  };
}

/**
 * Tells the instants at which a line fires on a local day. The fields of a line say days and times of day
 * apart, so that all days on which clocks do not change have the same times: croner is asked for them once.
 */
function instantsOfDay(cron: Cron): (day: LocalDay) => number[] {
  let times: readonly number[] | undefined;
  return (day) => {
    if (!day.regular) return firings(cron, day);
    const next = nextFrom(cron, day.from);
    if (next === null || next >= day.to) return [];
    times ??= firings(cron, day).map((at) => at - day.from);
    return times.map((time) => day.from + time);
  };
}

function firings(cron: Cron, { from, to }: LocalDay): number[] {
  const instants: number[] = [];
  for (
    let at = nextFrom(cron, from);
    at !== null && at < to;
    at = nextFrom(cron, at + MILLISECOND)
  ) {
    instants.push(at);
  }
  return instants;
}

/** The first firing at or after an instant, which is a whole number of milliseconds; null if there is none. */
function nextFrom(cron: Cron, at: number): number | null {
  const next = cron.nextRun(new Date(at / MILLISECOND - 1));
  return next === null ? null : next.getTime() * MILLISECOND;
}

function open(line: string, zone: string): Cron {
  return new Cron(line, { timezone: zone, paused: true });
}
