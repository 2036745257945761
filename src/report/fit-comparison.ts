/** A recorded trace beside one generated from the profile that was fitted to it: all that the page of a fit tells. */
export interface FitComparison {
  /** Of the profile. */
  readonly title: string;
  /** Name of the recorded trace. */
  readonly source: string;
  readonly bucketMs: number;
  /** Start of the first bucket, ISO 8601. */
  readonly start: string;
  /** Requests in each bucket. */
  readonly recorded: readonly number[];
  /** Requests in each bucket, from the same start. */
  readonly refitted: readonly number[];
  readonly facts: readonly FitFact[];
  /** Sentences: what the fit leaves out, what to beware of. */
  readonly notes: readonly string[];
}

/** One measure of both traces, in words. */
export interface FitFact {
  readonly label: string;
  readonly recorded: string;
  readonly refitted: string;
  /** Whether the two agree, and by which test. */
  readonly verdict?: string;
}
