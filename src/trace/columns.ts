import type { Operation, RateModel } from '../model/rate-model.js';

/**
 * A trace in columns: one typed array a column, in trace order (`seq` is the index). Names are small
 * integers into the tables beside them; nothing after ingest touches a string.
 */
export interface Columns {
  /** How many requests. Every column has at least this many entries. */
  readonly length: number;
  /** When the client meant to send the request: whole microseconds since the epoch, never falling. */
  readonly timestamp: Float64Array;
  /** Index into `names.apps`. */
  readonly app: Uint32Array;
  /** Index into `names.users`: an (app, user) pair. */
  readonly user: Uint32Array;
  /** Index into `names.adAccounts`: an (app, ad account) pair. */
  readonly adAccount: Uint32Array;
  /** Index into `names.categories`; 0 is a request that the model does not map. */
  readonly category: Uint16Array;
  /** Bits: `FLAG_TEST`, `FLAG_CONVERSION`. */
  readonly flags: Uint8Array;
  /** Units that the request uses of a limit that counts units; absent where every request costs 1. */
  readonly cost?: Float64Array;
  /** HTTP status as recorded, 0 where the row had none; absent where no row had one. */
  readonly status?: Uint16Array;
  /** Rate limit headers of the recorded answers; absent where no row had any. */
  readonly rateLimitHeaders?: RateLimitHeaders;
  /** Index into `names.operations`; absent where it was not asked for, or no row tells its operation. */
  readonly operation?: Uint16Array;
  /**
   * Number of what is asked for: equal where method and path (without them, the category) are equal; absent where
   * it was not asked for.
   */
  readonly request?: Uint32Array;
  readonly names: Names;
}

/** Recorded header values, as indexes into `texts`; the text of 0 is empty. A header that no row had is absent. */
export interface RateLimitHeaders {
  readonly limit?: Uint32Array;
  readonly remaining?: Uint32Array;
  readonly reset?: Uint32Array;
  readonly texts: readonly string[];
}

/** The request is a test request. */
export const FLAG_TEST = 1;
/** The request carries a conversion token. */
export const FLAG_CONVERSION = 2;

/** A name that is counted apart for each app. */
export interface AppScopedName {
  /** Index into `Names.apps`. */
  readonly app: number;
  readonly name: string;
}

/** The tables that the columns' integers point into. */
export interface Names {
  readonly apps: readonly string[];
  readonly users: readonly AppScopedName[];
  readonly adAccounts: readonly AppScopedName[];
  /** The model's categories, after the empty name of what is unmapped. */
  readonly categories: readonly string[];
  /**
   * Operations as the model names them: `GET /pins/{pin_id}`. Empty is a request that is none of the model's, or
   * of which the category alone is known. What `operation` points into, and absent where nothing does.
   */
  readonly operations?: readonly string[];
  /** How the requests that the model does not map are named. What `request` points into, and absent where nothing does. */
  readonly unmappedRequests?: RequestNames;
}

/** Names of what is asked for, as far as they are told apart. */
export interface RequestNames {
  readonly texts: readonly string[];
  /** By the numbers of `request`: index into `texts`, whose first is empty, for what the model maps. */
  readonly nameOf: Uint16Array;
}

/** The category table of a model's columns: the unmapped one first. */
export function categoryTable(model: RateModel): string[] {
  return ['', ...model.categories.map((category) => category.name)];
}

/** The operation table of a model's columns: what is none of its operations first. */
export function operationTable(model: RateModel): string[] {
  return ['', ...model.operations.map(operationName)];
}

/** An operation as tables name it: `GET /pins/{pin_id}`. */
export function operationName({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
