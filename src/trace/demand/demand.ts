import type { Columns } from '../columns.js';
import { findRetries, retryRule, TOO_MANY_REQUESTS, type Retries } from './retries.js';
import type { Trace, Unmapped } from '../trace.js';
import { createUnmappedCounter } from '../unmapped.js';

/** Requests with their retries folded, and what was folded. */
export interface Demand {
  readonly columns: Columns;
  /** Absent where no request was refused: nothing is folded then. */
  readonly retries?: Retries;
}

/**
 * What a recorded trace asked for, rather than how often it had to ask: retries of refused requests are left out,
 * so that a first attempt stands for them, at the time at which it was sent first.
 * @param span how long after a refusal a request counts as its retry, in microseconds.
 */
export function demandOf(columns: Columns, span: number): Demand {
  const found = findRetries(columns, span);
  if (found === undefined) return { columns };
  const { facts, isRetry } = found;
  return { columns: keepUnmarked(columns, isRetry, facts.retries), retries: facts };
}

function keepUnmarked<C extends Columns>(columns: C, marks: Uint8Array, marked: number): C {
  if (marked === 0) return columns;
  const length = columns.length - marked;
  const places = new Uint32Array(length);
  let kept = 0;
  marks.forEach((mark, seq) => {
    if (mark === 0) places[kept++] = seq;
  });
  const keep = (column: unknown): unknown => {
    if (column instanceof Float64Array) return Float64Array.from(places, (seq) => column[seq]!);
    if (column instanceof Uint32Array) return places.map((seq) => column[seq]!);
    if (column instanceof Uint16Array) return Uint16Array.from(places, (seq) => column[seq]!);
    if (column instanceof Uint8Array) return Uint8Array.from(places, (seq) => column[seq]!);
    return column;
  };
  const kinds = Object.entries(columns).map(([name, column]) => [name, keep(column)]);
  const { rateLimitHeaders: headers } = columns;
  return {
    ...(Object.fromEntries(kinds) as C),
    length,
    ...(headers && {
      rateLimitHeaders: Object.fromEntries(
        Object.entries(headers).map(([name, column]) => [name, keep(column)]),
      ),
    }),
  };
}

/** A trace whose requests are its demand, with a warning that says what was folded. */
export function foldRetries(trace: Trace, span: number): Trace {
  const { columns, retries } = demandOf(trace.columns, span);
  return {
    ...trace,
    columns,
    unmapped: unmappedOf(columns) ?? trace.unmapped,
    ...(retries && { folded: retries }),
    warnings: [...trace.warnings, foldingWords(trace.columns, retries)],
  };
}

/** Requests whose recorded answer is a 429. */
export function countRefused({ status }: Columns): number {
  return status?.reduce((sum, code) => sum + (code === TOO_MANY_REQUESTS ? 1 : 0), 0) ?? 0;
}

/** The same trace, with a warning if answers 429 are recorded in it. */
export function noteThrottling<T extends Pick<Trace, 'warnings'>>(trace: T, refused: number): T {
  if (refused === 0) return trace;
  const words =
    `${counted(refused, 'recorded answer')} ${refused === 1 ? 'is' : 'are'} 429: the trace is already ` +
    'throttled, and retries in it count as requests of their own (--demand folds them into their first attempts).';
  return { ...trace, warnings: [...trace.warnings, words] };
}

/** Unmapped requests by name; undefined where the columns do not tell names. */
function unmappedOf({ category, request, names, length }: Columns): Unmapped | undefined {
  if (request === undefined || names.unmappedRequests === undefined) return undefined;
  const { texts, nameOf } = names.unmappedRequests;
  const counter = createUnmappedCounter();
  for (let seq = 0; seq < length; seq++) {
    if (category[seq] === 0) counter.count(texts[nameOf[request[seq]!]!]!);
  }
  return counter.finish();
}

/** From this share on, the same request made again after other answers is worth a word. */
const OFTEN = 0.05;

function foldingWords({ length, status }: Columns, retries: Retries | undefined): string {
  if (retries === undefined) {
    const why =
      status === undefined ? 'the trace records no status' : 'no recorded answer is a 429';
    return `--demand folded nothing: ${why}.`;
  }
  const rule = `(${retryRule(retries)})`;
  const { refused, retries: folded, otherwise } = retries;
  if (folded === 0) {
    return `--demand folded nothing: of ${counted(refused, 'request')} answered 429 none came again ${rule}.`;
  }
  const share = otherwise.repeated / otherwise.requests;
  return (
    `Retries are folded (--demand): ${folded.toLocaleString('en-US')} of ${counted(length, 'recorded request')} ` +
    `came again after an answer 429 ${rule} and count as one with their first attempt; ` +
    `${(length - folded).toLocaleString('en-US')} are left.` +
    (share >= OFTEN
      ? ` After other answers, ${Math.round(share * 100)}% of the same requests came again as soon, so that some of these may have been no retries.`
      : '')
  );
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
