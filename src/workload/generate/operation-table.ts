import type { RateModel } from '../../model/rate-model.js';
import { createClassifier } from '../../trace/classify.js';
import { operationTable } from '../../trace/columns.js';
import type { CalledOperation, CallStep, Step, Workload } from '../profile/workload.js';

/** What the calls of a workload are to a model. */
export interface OperationTable {
  readonly operations: readonly WorkloadOperation[];
  /** The place of a call's operation among `operations`. */
  readonly indexOf: ReadonlyMap<CallStep, number>;
}

/** One operation that a workload calls. */
export interface WorkloadOperation {
  readonly called: CalledOperation;
  /** As the model names it; empty if it is none of the model's, or a category alone. */
  readonly name: string;
  /** Index into the model's category table; 0 if the model does not map it. */
  readonly category: number;
  /** How it is named if it is unmapped. */
  readonly unmappedName?: string;
  /** Whether its requests address an ad account: its path has one, or it is a category alone. */
  readonly hasAdAccount: boolean;
}

/** Finds the operations of all calls in a model; each stands once, in order of first appearance. */
export function tabulateOperations(workload: Workload, model: RateModel): OperationTable {
  const classify = createClassifier(model, true);
  const table = operationTable(model);
  const operations: WorkloadOperation[] = [];
  const indexOf = new Map<CallStep, number>();
  const known = new Map<string, number>();
  const visit = (step: Step): void => {
    if (step.kind === 'loop') {
      step.steps.forEach(visit);
      return;
    }
    const key = JSON.stringify(step.operation);
    let index = known.get(key);
    if (index === undefined) {
      index = operations.length;
      known.set(key, index);
      operations.push(describe(step.operation, classify, table));
    }
    indexOf.set(step, index);
  };
  for (const { path } of workload.sources) path.steps.forEach(visit);
  return { operations, indexOf };
}

function describe(
  called: CalledOperation,
  classify: ReturnType<typeof createClassifier>,
  names: readonly string[],
): WorkloadOperation {
  const request = called.kind === 'request' ? called : undefined;
  const { category, operation, unmappedName } = classify({
    category: called.kind === 'category' ? called.category : undefined,
    method: request?.method,
    path: request?.path,
    endpoint: undefined,
  })!;
  return {
    called,
    name: names[operation ?? 0]!,
    category,
    hasAdAccount: request === undefined || request.path.includes('{ad_account_id}'),
    ...(unmappedName === undefined ? {} : { unmappedName }),
  };
}
