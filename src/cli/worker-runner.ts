import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { InvariantError } from '../errors.js';
import type { Answers, Job, LoadSpec, PlanContext, Question, Runner } from '../plan/job.js';
import { inlineRunner } from '../plan/runner.js';
import { packageRoot } from './package-root.js';
import type { WorkerAnswer, WorkerQuestion } from './plan-worker.js';

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
  const file = join(packageRoot(), 'dist/cli/plan-worker.js');
  const workerData = withSharedColumns(context);
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData }));
  const pool = createPool(workers);
  let runs = 0;
  let failure: Error | undefined;
  for (const worker of workers) {
    worker.on('error', (error) => {
      failure ??= error;
    });
  }
  return {
    async ask<Q extends Question>(question: Q, jobs: readonly Job[]): Promise<Answers[Q][]> {
      runs += jobs.length;
      const answers = await Promise.all(
        batchesOf(jobs).map(async (batch) => {
          const kind = kindOf(batch[0]!.load);
          const thread = await pool.take(kind);
          thread.lastKind = kind;
          try {
            if (failure !== undefined) throw failure;
            return await askWorker(thread.worker, { question, jobs: batch });
          } finally {
            pool.giveBack(thread);
          }
        }),
      );
      return answers.flat() as Answers[Q][];
    },
    get runs() {
      return runs;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Loads of one kind are made from each other: those that grow one way from one seed. */
function kindOf({ seed, grown, changed }: LoadSpec): string {
  return JSON.stringify([seed, grown?.by, changed]);
}

/** A thread, and the kind of load that it made last, of which it keeps what others of that kind are made from. */
interface Thread {
  readonly worker: Worker;
  lastKind: string;
}

/** Hands out each thread to one at a time, those first that fit its last load, then in the order in which they were asked for. */
function createPool(workers: readonly Worker[]): {
  /** Of the idle threads, one that made a load of this kind last is taken first. */
  take(kind: string): Promise<Thread>;
  giveBack(thread: Thread): void;
} {
  const idle: Thread[] = workers.map((worker) => ({ worker, lastKind: '' }));
  const waiting: { readonly kind: string; readonly resolve: (thread: Thread) => void }[] = [];
  return {
    take(kind) {
      const place = idle.findIndex(({ lastKind }) => lastKind === kind);
      const [thread] = idle.splice(Math.max(0, place), 1);
      if (thread !== undefined) return Promise.resolve(thread);
      return new Promise((resolve) => {
        waiting.push({ kind, resolve });
      });
    },
    giveBack(thread) {
      const place = waiting.findIndex(({ kind }) => kind === thread.lastKind);
      const [next] = waiting.splice(Math.max(0, place), 1);
      if (next === undefined) idle.push(thread);
      else next.resolve(thread);
    },
  };
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

function askWorker(worker: Worker, question: WorkerQuestion): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      act();
    };
    const onError = (error: Error): void => {
      settle(() => {
        reject(error);
      });
    };
    const onMessage = (answer: WorkerAnswer): void => {
      settle(() => {
        if ('answers' in answer) resolve(answer.answers);
        else reject(new InvariantError(answer.error));
      });
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(question);
  });
}

/** The same context, its columns in memory that threads share. */
function withSharedColumns(context: PlanContext): PlanContext {
  const { origin } = context;
  if (origin.kind !== 'trace') return context;
  const columns = Object.fromEntries(
    Object.entries(origin.columns).map(([name, column]) => [
      name,
      ArrayBuffer.isView(column) ? shared(column as Float64Array) : (column as unknown),
    ]),
  ) as unknown as typeof origin.columns;
  return { ...context, origin: { kind: 'trace', columns } };
}

function shared<T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(column: T): T {
  const TypedArray = column.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new TypedArray(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
