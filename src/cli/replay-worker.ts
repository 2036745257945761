import { workerData } from 'node:worker_threads';
import { makeClient, type ClientSpec } from '../engine/client-spec.js';
import type { LimitPlan } from '../engine/limit-plan.js';
import type { PartialOutcome } from '../engine/merge-outcomes.js';
import { replayPart } from '../engine/replay.js';
import type { SimulationSettings } from '../engine/settings.js';
import type { Columns } from '../trace/columns.js';
import { answerQuestions } from './answer-questions.js';
import { loadResetWindows } from './reset-zone.js';

/** What a thread that replays begins with. */
export interface ReplayWorkerData {
  /** In shared memory, and without names. */
  readonly columns: Columns;
  readonly resetZone: string | undefined;
}

/** Which requests of the trace are replayed, and how. */
export interface ReplayQuestion {
  readonly plan: LimitPlan;
  readonly settings: Omit<SimulationSettings, 'client' | 'resetWindows'>;
  readonly client: { readonly spec: ClientSpec; readonly seed: number };
  readonly seqs: Uint32Array;
}

const { columns, resetZone } = workerData as ReplayWorkerData;
const zone = loadResetWindows(resetZone);

answerQuestions(async (asked) => {
  const { plan, settings, client, seqs } = asked as ReplayQuestion;
  const complete = {
    ...settings,
    client: makeClient(client.spec, client.seed),
    resetWindows: await zone,
  };
  return replayPart(columns, plan, complete, seqs);
}, buffersOf);

/** The memory of what grows with the trace. */
function buffersOf({ fates, waiting, wakeUps }: PartialOutcome): ArrayBuffer[] {
  return [
    ...fates.flatMap((part) => [part.seqs, part.admittedAt, part.attempts, part.bindingLimit]),
    waiting.at,
    waiting.sum,
    ...(wakeUps === undefined ? [] : [wakeUps.resets, wakeUps.attempted.at, wakeUps.attempted.sum]),
  ].map(({ buffer }) => buffer as ArrayBuffer);
}
