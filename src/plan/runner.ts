import { prepare, type Execute } from './execute.js';
import type { Answers, Job, PlanContext, Question, Runner } from './job.js';

/** A runner on the thread that asks. */
export async function inlineRunner(context: PlanContext): Promise<Runner> {
  const execute: Execute = await prepare(context);
  let runs = 0;
  return {
    ask<Q extends Question>(question: Q, jobs: readonly Job[]): Promise<Answers[Q][]> {
      runs += jobs.length;
      return Promise.resolve(jobs.map((job) => execute(question, job)));
    },
    get runs() {
      return runs;
    },
  };
}
