import { Cron } from 'croner';
import { MILLISECOND } from '../../time.js';

/** What is wrong with a cron line; null if nothing is. */
export function cronProblem(line: string): string | null {
  try {
    const never = open(line, 'UTC').nextRun(new Date(0)) === null;
    return never ? `the cron line "${line}" never fires; mend its day or month` : null;
  } catch (error) {
    const reason = (error as Error).message.replace('CronPattern: ', '');
    return `the cron line "${line}" is not readable: ${reason.replace(/\.$/, '')}. Expected five fields: minute, hour, day of month, month, day of week, such as "0 2 * * *"`;
  }
}

/**
 * The instants in [from, to) at which any of some cron lines fires, each once, in order: whole
 * microseconds. The lines are in local time. A line with one minute and one hour fires once on the days
 * on which clocks change: at the end of the gap if its time falls into it, and in the first of two passes.
 * Any other line follows the clock: it skips what is left out, and fires in both passes (as croner does).
 */
export function cronInstants(
  lines: readonly string[],
  zone: string,
  from: number,
  to: number,
): number[] {
  const instants = new Set<number>();
  for (const line of lines) {
    const cron = open(line, zone);
    let next = cron.nextRun(new Date(Math.ceil(from / MILLISECOND) - 1));
    while (next !== null && next.getTime() * MILLISECOND < to) {
      instants.add(next.getTime() * MILLISECOND);
      next = cron.nextRun(next);
    }
  }
  return [...instants].sort((a, b) => a - b);
}

function open(line: string, zone: string): Cron {
  return new Cron(line, { timezone: zone, paused: true });
}
