import type { Columns } from '../../trace/columns.js';
import type { WorkloadColumns } from '../../workload/generate/generate-workload.js';

/** Which operation each request of a load calls. */
export interface CalledOperations {
  /** Index into `operations`, by `seq`. */
  readonly operation: Uint16Array;
  /** Method and path of each; undefined where only the category is known. */
  readonly operations: readonly ({ readonly method: string; readonly path: string } | undefined)[];
}

/** The operations that a load calls; undefined where its requests are known by category alone. */
export function calledOperations(columns: Columns): CalledOperations | undefined {
  if (!isGenerated(columns)) return undefined;
  return {
    operation: columns.operation,
    operations: columns.operations.map(({ called }) =>
      called.kind === 'request' ? called : undefined,
    ),
  };
}

/** Whether the columns were generated from a profile, and so name their operations. */
export function isGenerated(columns: Columns): columns is WorkloadColumns {
  return 'operation' in columns && 'operations' in columns;
}
