import type { RandomStream } from '../../random.js';
import type { JobClock } from '../profile/workload.js';

/** An instant of a cron line, and by what the job's times and items are multiplied then. */
export interface JobFiring {
  readonly at: number;
  readonly scale: number;
}

/** Tells when a user takes part in the firings of a job, each late by a jitter of its own. */
export function fireJobs(
  { jitter, share }: JobClock,
  firings: readonly JobFiring[],
  stream: RandomStream,
  fire: (at: number, scale: number) => void,
): void {
  for (const { at, scale } of firings) {
    if (share < 1 && stream() >= share) continue;
    fire(jitter === 0 ? at : at + Math.floor(stream() * jitter), scale);
  }
}
