import { parentPort, workerData } from 'node:worker_threads';
import { prepare } from '../plan/execute.js';
import type { Job, PlanContext, Question } from '../plan/job.js';

/** What a worker is asked, and what it answers; `error` where the run failed. */
export interface WorkerQuestion {
  readonly question: Question;
  readonly jobs: readonly Job[];
}
export type WorkerAnswer = { readonly answers: readonly unknown[] } | { readonly error: string };

const execute = prepare(workerData as PlanContext);

async function answer({ question, jobs }: WorkerQuestion): Promise<WorkerAnswer> {
  try {
    const run = await execute;
    return { answers: jobs.map((job) => run(question, job)) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (asked: WorkerQuestion) => {
  void answer(asked).then((found) => {
    parentPort?.postMessage(found);
  });
});
