import type { Unmapped } from '../../trace/trace.js';
import type { WorkloadColumns } from './generate-workload.js';

/** The requests of a workload that the model does not map: how many, and under which names. */
export function unmappedRequests(columns: WorkloadColumns): Unmapped {
  const counts = new Float64Array(columns.operations.length);
  for (let i = 0; i < columns.length; i++) counts[columns.operation[i]!]!++;
  const names = columns.operations
    .flatMap(({ unmappedName }, index) =>
      unmappedName === undefined || counts[index] === 0
        ? []
        : [{ name: unmappedName, requests: counts[index]! }],
    )
    .sort((a, b) => b.requests - a.requests || (a.name < b.name ? -1 : 1));
  return { requests: names.reduce((sum, { requests }) => sum + requests, 0), names };
}
