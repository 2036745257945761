import type { Distribution } from '../profile/distribution.js';
import { weightedPick, type Draws } from './draws.js';
import { countCalls, runFlow } from './fan-out.js';
import type { CallStep, LoopStep, Path, Step } from '../profile/workload.js';

/** One firing of a source for one of its users. */
export interface Visit {
  readonly draws: Draws;
  /** Index into `Cast.users`. */
  readonly user: number;
  /** The user's ad accounts are the numbers [firstAccount, firstAccount + accounts). */
  readonly firstAccount: number;
  readonly accounts: number;
}

/** Takes one call; `account` is -1 if the user has no ad account. */
export type SendCall = (
  at: number,
  call: CallStep,
  user: number,
  account: number,
  draws: Draws,
) => void;

/** Sends the calls of one firing. */
export type PathRunner = (at: number, visit: Visit) => void;

/**
 * Makes the runner of a path. Outside of loops, all calls of one firing address one of the user's ad
 * accounts, drawn with equal chances; calls may come out of order.
 * @param latency from a call until its answer.
 * @param takeStep takes the work of a step before it is done: one for each call, round of a loop and draw of a mix.
 */
export function createPathRunner(
  path: Path,
  latency: Distribution,
  send: SendCall,
  takeStep: (work: number) => void,
): PathRunner {
  const pick = path.kind === 'mix' ? weightedPick(path.steps.map(({ weight }) => weight)) : null;

  const runStep = (step: Step, at: number, account: number, visit: Visit): number => {
    const start = at + visit.draws.sample(step.wait);
    return step.kind === 'call'
      ? runCall(step, start, account, visit)
      : runLoop(step, start, visit);
  };

  const sendOne = (at: number, step: CallStep, account: number, visit: Visit): number => {
    send(at, step, visit.user, account, visit.draws);
    return at + visit.draws.sample(latency);
  };

  const runCall = (step: CallStep, start: number, account: number, visit: Visit): number => {
    const { fanOut } = step;
    const count = countCalls(fanOut, visit.draws);
    takeStep(workOf(step, count));
    if (fanOut.kind === 'poll') {
      let end = start;
      for (let i = 1; i <= count; i++) {
        end = sendOne(start + i * fanOut.every, step, account, visit);
      }
      return end;
    }
    if (count === 1) return sendOne(start, step, account, visit);
    return runFlow(count, step, start, visit.draws, (at) => sendOne(at, step, account, visit));
  };

  const runLoop = (step: LoopStep, start: number, visit: Visit): number => {
    takeStep(workOf(step, visit.accounts));
    const chosen: number[] = [];
    for (let i = 0; i < visit.accounts; i++) {
      if (visit.draws.chance(step.share)) chosen.push(visit.firstAccount + i);
    }
    return runFlow(chosen.length, step, start, visit.draws, (at, index) =>
      runSequence(step.steps, at, chosen[index]!, visit),
    );
  };

  const runSequence = (
    steps: readonly Step[],
    start: number,
    account: number,
    visit: Visit,
  ): number => {
    let at = start;
    for (const step of steps) {
      if (visit.draws.chance(step.chance)) at = runStep(step, at, account, visit);
    }
    return at;
  };

  return (start, visit) => {
    const { draws, firstAccount, accounts } = visit;
    let account = accounts === 0 ? -1 : firstAccount;
    if (accounts > 1) account += Math.floor(draws.stream() * accounts);
    if (path.kind === 'sequence') {
      runSequence(path.steps, start, account, visit);
      return;
    }
    const count = draws.sample(path.draws);
    takeStep(count);
    let at = start;
    for (let i = 0; i < count; i++) {
      if (i > 0) at += draws.sample(path.think);
      at = runStep(path.steps[pick!(draws.stream)]!, at, account, visit);
    }
  };
}

/** Where many are under way, looking for the one that is done first takes time too. */
function workOf({ concurrency }: Step, count: number): number {
  return count <= concurrency ? count : count * (1 + concurrency / 16);
}
