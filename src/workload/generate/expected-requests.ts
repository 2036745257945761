import { DAY, SECOND } from '../../time.js';
import { meanOf } from '../profile/distribution.js';
import type { CallStep, Path, Source, Step, Workload } from '../profile/workload.js';
import { createCron } from './cron.js';

/**
 * How many requests a source sends on average for each user and day: about, for means are put in where the
 * path rounds or cuts, and growth, launches and holidays are left out. Jobs are counted on the first day.
 */
export function requestsPerUserAndDay(workload: Workload, source: Source): number {
  const { users, adAccounts } = workload.populations[source.population]!;
  const accounts = adAccounts.kind === 'shared' ? adAccounts.count : meanOf(adAccounts.each);
  const calls = callsOfPath(source.path, accounts);
  const { clock } = source;
  if (clock.kind === 'jobs') {
    const instantsWithin = createCron(clock.cron, clock.zone);
    const firings = instantsWithin(workload.start, workload.start + DAY).length;
    return firings * clock.share * calls;
  }
  const rate = clock.per === 'user' ? clock.rate : clock.rate / users;
  return ((rate * DAY) / SECOND) * calls;
}

function callsOfPath(path: Path, accounts: number): number {
  if (path.kind === 'sequence') return callsOfSteps(path.steps, accounts);
  const total = path.steps.reduce((sum, { weight }) => sum + weight, 0);
  const drawn = path.steps.reduce(
    (sum, step) => sum + (step.weight / total) * callsOfStep(step, accounts),
    0,
  );
  return meanOf(path.draws) * drawn;
}

function callsOfSteps(steps: readonly Step[], accounts: number): number {
  return steps.reduce((sum, step) => sum + step.chance * callsOfStep(step, accounts), 0);
}

function callsOfStep(step: Step, accounts: number): number {
  return step.kind === 'call'
    ? callsOfFanOut(step)
    : accounts * step.share * callsOfSteps(step.steps, accounts);
}

function callsOfFanOut({ fanOut }: CallStep): number {
  switch (fanOut.kind) {
    case 'once':
      return 1;
    case 'times':
      return meanOf(fanOut.times);
    case 'pages':
    case 'batches':
      return Math.ceil(meanOf(fanOut.items) / fanOut.size);
    case 'poll': {
      const ready = fanOut.ready === null ? fanOut.upTo : meanOf(fanOut.ready);
      return Math.ceil(Math.min(fanOut.upTo, ready) / fanOut.every);
    }
  }
}
