import { fitWorkload, type FitOptions } from '../../../src/workload/fit/fit-workload.js';
import type { SourceFacts, WorkloadFit } from '../../../src/workload/fit/fit-facts.js';
import { parseWorkload } from '../../../src/workload/profile/parse-workload.js';
import { synthesize } from '../../../src/workload/generate/synthesize.js';
import type {
  SourceDocument,
  WorkloadDocument,
} from '../../../src/workload/profile/workload-document.js';
import type { Columns } from '../../../src/trace/columns.js';
import { loadModel } from '../../model/shipped-models.js';

export const PINTEREST = loadModel('pinterest-v5.yaml');

/** A profile of one source of `org_read` whose users are alike, unless told otherwise. */
export function profile(
  arrivals: SourceDocument['arrivals'],
  rest: Partial<WorkloadDocument> = {},
): unknown {
  return {
    format: 'quotasim/workload',
    version: 1,
    name: 'known',
    title: 'Known',
    start: '2026-03-02',
    length: '6h',
    populations: [{ name: 'people', users: 5 }],
    sources: [{ name: 'reads', population: 'people', arrivals, calls: [{ category: 'org_read' }] }],
    ...rest,
  };
}

/** The trace of a profile. */
export function traceOf(document: unknown, seed = 1): Columns {
  const workload = parseWorkload(document, { file: 'known.yaml' });
  return synthesize(workload, { model: PINTEREST, seed });
}

export function fit(columns: Columns, options: Partial<FitOptions> = {}): WorkloadFit {
  return fitWorkload(columns, { model: PINTEREST, trace: 'known.csv', ...options });
}

export function sourceOf(fitted: WorkloadFit, name = 'org_read'): SourceDocument {
  return fitted.document.sources.find((source) => source.name === name)!;
}

export function factsOf(fitted: WorkloadFit, name = 'org_read'): SourceFacts {
  return fitted.facts.sources.find((source) => source.name === name)!;
}

/** A trace of these instants, all else as in the first request of another. */
export function ofOneUser(like: Columns, timestamp: Float64Array): Columns {
  const { length } = timestamp;
  return {
    length,
    timestamp,
    app: new Uint32Array(length),
    user: new Uint32Array(length),
    adAccount: new Uint32Array(length),
    category: new Uint16Array(length).fill(like.category[0]!),
    flags: new Uint8Array(length),
    names: like.names,
  };
}
