import type { Columns } from '../../trace/columns.js';
import type { Step, Workload } from '../../workload/profile/workload.js';
import type { WorkloadColumns } from '../../workload/generate/generate-workload.js';

/** An operation that a profile already calls for many things at once. */
export interface BatchedOperation {
  /** As the load's `operation` column numbers it. */
  readonly operation: number;
  /** Index of its category. */
  readonly category: number;
}

/** The operations that a load's profile calls in batches. @param workload absent for a trace, which tells nothing of it. */
export function batchedOperations(
  columns: Columns,
  workload: Workload | undefined,
): readonly BatchedOperation[] {
  if (workload === undefined || !isGenerated(columns)) return [];
  const batched = new Set<string>();
  const visit = (step: Step): void => {
    if (step.kind === 'loop') step.steps.forEach(visit);
    else if (step.fanOut.kind === 'batches') batched.add(JSON.stringify(step.operation));
  };
  for (const { path } of workload.sources) path.steps.forEach(visit);
  return columns.operations.flatMap(({ called, category }, operation) =>
    batched.has(JSON.stringify(called)) ? [{ operation, category }] : [],
  );
}

/** Whether the columns were generated from a profile. */
function isGenerated(columns: Columns): columns is WorkloadColumns {
  return 'operation' in columns && 'operations' in columns;
}
