import type { Trace } from '../../trace/trace.js';
import type { WorkloadColumns } from './generate-workload.js';
import { unmappedRequests } from './unmapped-requests.js';
import type { WorkloadWarning } from './workload-warnings.js';

/** What a generated workload is called, and the seed that it was drawn from. */
export interface WorkloadOrigin {
  readonly name: string;
  readonly seed: number;
}

/**
 * A generated workload as a trace that was read.
 * @param warnings those of its profile; the trace has them too.
 */
export function workloadTrace(
  columns: WorkloadColumns,
  origin: WorkloadOrigin,
  warnings: readonly WorkloadWarning[],
): Trace {
  return {
    columns,
    sourceColumns: [],
    unmapped: unmappedRequests(columns),
    skipped: { rows: 0, reasons: {}, examples: [] },
    unselected: 0,
    outOfOrder: 0,
    warnings: [
      `The trace is synthetic: generated from the profile "${origin.name}" with seed ${origin.seed}.`,
      ...warnings.map(({ pointer, message }) => `The profile at ${pointer}: ${message}`),
    ],
  };
}
