import type { Answers, Job, LoadSpec, PlanContext, Question, Runner } from '../plan/job.js';
import { inlineRunner } from '../plan/runner.js';
import type { WorkerQuestion } from './plan-worker.js';
import { createThreadPool, shareColumns } from './thread-pool.js';

/** A runner whose threads must be ended when no more is asked. */
export interface WorkerRunner extends Runner {
  close(): Promise<void>;
}

/** So many jobs at most are handed to a thread at once; those of one batch share their load. */
const BATCH = 4;

/**
 * A runner that spreads runs over threads. The trace is shared between them, not copied. Answers do not depend
 * on how many there are.
 * @param threads 1 runs on the thread that asks.
 */
export async function workerRunner(context: PlanContext, threads: number): Promise<WorkerRunner> {
  if (threads === 1) {
    const runner = await inlineRunner(context);
    return {
      ask: runner.ask.bind(runner),
      get runs() {
        return runner.runs;
      },
      close: () => Promise.resolve(),
    };
  }
  const pool = createThreadPool<WorkerQuestion, readonly unknown[]>(
    'plan-worker',
    withSharedColumns(context),
    threads,
  );
  let runs = 0;
  return {
    async ask<Q extends Question>(question: Q, jobs: readonly Job[]): Promise<Answers[Q][]> {
      runs += jobs.length;
      const answers = await Promise.all(
        batchesOf(jobs).map((batch) => pool.ask({ question, jobs: batch }, kindOf(batch[0]!.load))),
      );
      return answers.flat() as Answers[Q][];
    },
    get runs() {
      return runs;
    },
    close: () => pool.close(),
  };
}

/** Loads of one kind are made from each other: those that grow one way from one seed. A thread keeps what others of the kind that it made last are made from. */
function kindOf({ seed, grown, changed }: LoadSpec): string {
  return JSON.stringify([seed, grown?.by, changed]);
}

/** Neighbours that share a load, at most so many at once. */
function batchesOf(jobs: readonly Job[]): Job[][] {
  const batches: Job[][] = [];
  let lastLoad = '';
  for (const job of jobs) {
    const load = JSON.stringify(job.load);
    const batch = batches.at(-1);
    if (batch !== undefined && load === lastLoad && batch.length < BATCH) batch.push(job);
    else batches.push([job]);
    lastLoad = load;
  }
  return batches;
}

/** The same context, its columns in memory that threads share. */
function withSharedColumns(context: PlanContext): PlanContext {
  const { origin } = context;
  if (origin.kind !== 'trace') return context;
  return { ...context, origin: { kind: 'trace', columns: shareColumns(origin.columns) } };
}
