import { workerData } from 'node:worker_threads';
import { prepare } from '../plan/execute.js';
import type { Job, PlanContext, Question } from '../plan/job.js';
import { answerQuestions } from './answer-questions.js';

/** Jobs that are asked one question. */
export interface WorkerQuestion {
  readonly question: Question;
  readonly jobs: readonly Job[];
}

const execute = prepare(workerData as PlanContext);

answerQuestions(async (asked): Promise<readonly unknown[]> => {
  const { question, jobs } = asked as WorkerQuestion;
  const run = await execute;
  return jobs.map((job) => run(question, job));
});
