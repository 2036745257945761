import { createReplayThreads } from '../../src/cli/replay-threads.js';
import { DEFAULT_RETRY, makeClient } from '../../src/engine/client-spec.js';
import type { PolicyName } from '../../src/engine/client.js';
import type { Outcome } from '../../src/engine/outcome.js';
import type { AlgorithmName } from '../../src/model/rate-model.js';
import { median, type Row } from './measure.js';
import { tight, traceOf } from './replay-trace.js';

const MILLION = 1_000_000;
const RUNS = 5;

/** A client's replay by events on two threads against one, of a trace whose users share nothing. Threads start anew for each run. */
export async function partsRows(): Promise<Row[]> {
  return [
    await row('retry', 'fixed-window', 3),
    await row('retry', 'sliding-log', 3),
    await row('wait', 'fixed-window', 3),
  ];
}

async function row(policy: PolicyName, algorithm: AlgorithmName, millions: number): Promise<Row> {
  const columns = traceOf(millions * MILLION);
  const client = makeClient({ policy, retry: DEFAULT_RETRY }, 1);
  const replayOn = async (threads: number): Promise<{ seconds: number; outcome: Outcome }> => {
    globalThis.gc?.();
    const start = performance.now();
    const replayThreads = createReplayThreads(columns, tight, {
      threads,
      simulations: 1,
      resetZone: undefined,
    });
    const settings = { algorithm, denied: 'free', client } as const;
    const outcome = await replayThreads.simulate(tight.tiers[0]!, settings);
    const seconds = (performance.now() - start) / 1000;
    await replayThreads.close();
    return { seconds, outcome };
  };
  const one: number[] = [];
  const two: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const onOne = await replayOn(1);
    const onTwo = await replayOn(2);
    if (digest(onOne.outcome) !== digest(onTwo.outcome)) {
      throw new Error(`${policy} differs on two threads`);
    }
    if (run === 0) continue;
    one.push(onOne.seconds);
    two.push(onTwo.seconds);
  }
  return {
    what: `${policy}, ${algorithm}, ${millions} million requests of 10,000 users, speed on two threads (${median(two).toFixed(2)} s)`,
    against: `on one (${median(one).toFixed(2)} s)`,
    ratio: median(one) / median(two),
    bound: { kind: 'at least', ratio: 1.5 },
  };
}

function digest({ timeline, wakeUps, responses429, admittedAt, attempts }: Outcome): string {
  let admitted = 0;
  let sent = 0;
  for (let seq = 0; seq < admittedAt.length; seq++) {
    if (admittedAt[seq]! > 0) admitted = (admitted + admittedAt[seq]! * (seq + 1)) % 1e9;
    sent += attempts[seq]!;
  }
  return JSON.stringify([timeline, wakeUps, responses429, admitted, sent]);
}
