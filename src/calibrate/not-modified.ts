import type { LimitPlan } from '../engine/limit-plan.js';
import type { Columns } from '../trace/columns.js';
import type { Finding } from './calibration.js';
import type { Series } from './gather-series.js';
import { walkCounter } from './infer/walk-counter.js';

const NOT_MODIFIED = 304;

/**
 * Says whether answers 304 use a quota: some providers do not count conditional requests that they answer so
 * (GitHub, with a token: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api,
 * read 2026-11-24). Told by those at which the counter was stated before, with nothing else sent between.
 */
export function notModifiedFindings(
  { status, timestamp }: Columns,
  { limits, tuples }: LimitPlan,
  series: Series,
): Finding[] {
  const { match } = series;
  if (match === undefined || status === undefined) return [];
  let still = 0;
  let told = 0;
  walkCounter(series, timestamp, tuples[match.k]!.slot, ({ seq, own, cost, last, ...step }) => {
    const isAlone = last !== undefined && own === cost && last.resetAt === step.resetAt;
    if (status[seq] !== NOT_MODIFIED || !isAlone) return;
    told++;
    if (step.used === last.used) still++;
  });
  if (still * 2 <= told) return [];
  return [
    {
      verdict: 'differs',
      subject: limits[match.k]!.id,
      message:
        `Of ${told.toLocaleString('en-US')} answers 304, ${still.toLocaleString('en-US')} left the counter where it ` +
        'was: the provider does not count them, and the model does.',
      advice: `Leave them out: --sql "select * from 'FILE' where status <> 304".`,
    },
  ];
}
