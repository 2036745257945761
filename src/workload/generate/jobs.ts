import type { RandomStream } from '../../random.js';
import type { JobClock } from '../profile/workload.js';

/** An instant of a cron line, and by what growth, launches and holidays multiply the job's firings then. */
export interface JobFiring {
  readonly at: number;
  readonly lift: number;
}

/**
 * Tells when a user's job fires. With s = lift × weight it fires ⌊s⌋ times at each instant, and once more
 * with probability s − ⌊s⌋, so that its requests are s times as many on average whatever they are. Of these
 * firings a share takes place, each late by a jitter of its own.
 * @param weight the user's.
 */
export function fireJobs(
  { jitter, share }: JobClock,
  firings: readonly JobFiring[],
  weight: number,
  stream: RandomStream,
  fire: (at: number) => void,
): void {
  for (const { at, lift } of firings) {
    const times = wholeTimes(lift * weight, stream);
    for (let i = 0; i < times; i++) {
      if (share < 1 && stream() >= share) continue;
      fire(jitter === 0 ? at : at + Math.floor(stream() * jitter));
    }
  }
}

/** A whole number next to one, whose mean it is. */
function wholeTimes(times: number, stream: RandomStream): number {
  const whole = Math.floor(times);
  return whole === times || stream() >= times - whole ? whole : whole + 1;
}
