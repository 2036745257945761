import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { InvariantError } from '../errors.js';
import type { Columns } from '../trace/columns.js';
import type { ThreadAnswer } from './answer-questions.js';
import { packageRoot } from './package-root.js';

/** Threads that answer questions, each one at a time. They must be ended when no more is asked. */
export interface ThreadPool<Question, Answer> {
  /**
   * Asks the next thread that is idle; of several, one whose last question was of the same kind first.
   * @throws InvariantError if the thread fails.
   */
  ask(question: Question, kind?: string): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Starts threads.
 * @param entry name of the module of `cli/` that they run, which answers by `answerQuestions`.
 * @param workerData what each of them begins with.
 */
export function createThreadPool<Question, Answer>(
  entry: string,
  workerData: unknown,
  threads: number,
): ThreadPool<Question, Answer> {
  const file = join(packageRoot(), `dist/cli/${entry}.js`);
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData }));
  const idle = createIdle(workers);
  let failure: Error | undefined;
  for (const worker of workers) {
    worker.on('error', (error) => {
      failure ??= error;
    });
  }
  return {
    async ask(question, kind = '') {
      const thread = await idle.take(kind);
      thread.lastKind = kind;
      try {
        if (failure !== undefined) throw failure;
        return await askWorker<Answer>(thread.worker, question);
      } finally {
        idle.giveBack(thread);
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** A thread, and the kind of question that it was asked last. */
interface Thread {
  readonly worker: Worker;
  lastKind: string;
}

/** Hands out each thread to one at a time, those first that fit its last question, then in the order in which they were asked for. */
function createIdle(workers: readonly Worker[]): {
  /** Of the idle threads, one whose last question was of this kind is taken first. */
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

function askWorker<Answer>(worker: Worker, question: unknown): Promise<Answer> {
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
    const onMessage = (answer: ThreadAnswer<Answer>): void => {
      settle(() => {
        if ('error' in answer) reject(new InvariantError(answer.error));
        else resolve(answer.answer);
      });
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(question);
  });
}

/** The same columns in memory that threads share. */
export function shareColumns(columns: Columns): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      ArrayBuffer.isView(column) ? share(column as Float64Array) : (column as unknown),
    ]),
  ) as unknown as Columns;
}

/** The same numbers in memory that threads share; as they are, if they are there already. */
export function share<T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  column: T,
): T {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const TypedArray = column.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new TypedArray(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
