import { createOperationMatcher, isTestQuery, queryOf } from '../model/operation-matcher.js';
import type { RateModel } from '../model/rate-model.js';
import { categoryTable } from './columns.js';
import type { RequestNumbers } from './demand/request-numbers.js';
import type { Cell } from './row-sink.js';

/** What the model makes of one request. */
export interface Classified {
  /** Index into the category table; 0 if the model does not map the request. */
  readonly category: number;
  /** Index into the operation table; absent where the request is none of the model's operations, or none is told. */
  readonly operation?: number;
  /** Number of what is asked for, where numbers are asked for. */
  readonly request?: number;
  /** How an unmapped request is named; absent for a mapped one. */
  readonly unmappedName?: string;
  /** The ad account in the path, where the operation has one. */
  readonly adAccount?: string;
  /** Whether the path's query string marks a test request. */
  readonly isTest: boolean;
}

/** What a row says of its operation. */
export interface OperationCells {
  readonly category: Cell;
  readonly method: Cell;
  readonly path: Cell;
  readonly endpoint: Cell;
}

/** Tells what a request is; null if the row holds neither a category nor a method and a path. */
export type Classifier = (cells: OperationCells) => Classified | null;

const REQUEST = /^([A-Za-z]+)\s+(\S+)/;

/**
 * Makes the classifier of a model: a category given beats the one of the operation.
 * @param tellsOperations whether it tells operations beside categories.
 * @param requests numbers what is asked for; nothing is numbered if absent.
 */
export function createClassifier(
  model: RateModel,
  tellsOperations = false,
  requests?: RequestNumbers,
): Classifier {
  const match = createOperationMatcher(model);
  const categories = new Map(categoryTable(model).map((name, index) => [name, index]));
  categories.delete('');

  return (cells) => {
    const request = requestOf(cells);
    if (cells.category === undefined && request === null) return null;
    const operation = request === null ? null : match(request.method, request.path);
    const path = request?.path ?? cells.path ?? cells.endpoint;
    const isTest = path !== undefined && isTestQuery(operation?.query ?? queryOf(path));
    const ofOperation = operation === null ? undefined : model.operations[operation.operation];
    const name = cells.category ?? ofOperation?.category;
    const category = name === undefined ? undefined : categories.get(name);
    const unmappedName =
      category === undefined ? nameUnmapped(name, request, ofOperation) : undefined;
    return {
      category: category ?? 0,
      ...(tellsOperations && operation !== null ? { operation: operation.operation + 1 } : {}),
      ...(requests === undefined
        ? {}
        : { request: requests.numberOf(cells.category, request, unmappedName) }),
      ...(unmappedName === undefined ? {} : { unmappedName }),
      ...(operation?.adAccount == null ? {} : { adAccount: operation.adAccount }),
      isTest,
    };
  };
}

interface Request {
  readonly method: string;
  readonly path: string;
}

function requestOf({ method, path, endpoint }: OperationCells): Request | null {
  const place = path ?? endpoint;
  if (place === undefined) return null;
  if (method !== undefined) return { method, path: place };
  const both = REQUEST.exec(place);
  return both === null ? null : { method: both[1]!, path: both[2]! };
}

function nameUnmapped(
  category: string | undefined,
  request: Request | null,
  operation: Request | undefined,
): string {
  if (operation !== undefined && category !== undefined) {
    return `${category} (${operation.method} ${operation.path})`;
  }
  if (category !== undefined) return category;
  const path = request!.path.split(/[?#]/, 1)[0]!;
  return `${request!.method.toUpperCase()} ${path}`;
}
