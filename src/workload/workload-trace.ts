import type { Trace } from '../trace/trace.js';
import { createUnmappedCounter } from '../trace/unmapped.js';
import type { WorkloadColumns } from './generate-workload.js';

/** What a generated workload is called, and the seed that it was drawn from. */
export interface WorkloadOrigin {
  readonly name: string;
  readonly seed: number;
}

/** A generated workload as a trace that was read. */
export function workloadTrace(columns: WorkloadColumns, origin: WorkloadOrigin): Trace {
  const unmapped = createUnmappedCounter();
  for (let i = 0; i < columns.length; i++) {
    const { category, unmappedName } = columns.operations[columns.operation[i]!]!;
    if (category === 0) unmapped.count(unmappedName ?? '');
  }
  return {
    columns,
    sourceColumns: [],
    unmapped: unmapped.finish(),
    skipped: { rows: 0, reasons: {}, examples: [] },
    unselected: 0,
    outOfOrder: 0,
    warnings: [
      `The trace is synthetic: generated from the profile "${origin.name}" with seed ${origin.seed}.`,
    ],
  };
}
