import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { InputError, placedIn } from '../errors.js';
import { parseYaml } from '../model/parse-yaml.js';
import type { TraceOptions } from '../trace/options.js';
import { selectSpan } from '../trace/select.js';
import { parseWorkload } from '../workload/profile/parse-workload.js';
import type { GenerateOptions, WorkloadColumns } from '../workload/generate/generate-workload.js';
import { synthesize } from '../workload/generate/synthesize.js';
import type { Workload } from '../workload/profile/workload.js';
import { workloadTrace } from '../workload/generate/workload-trace.js';
import { workloadWarnings } from '../workload/generate/workload-warnings.js';
import { readText } from './files.js';
import type { LoadedTrace } from './load-trace.js';

/** A workload profile, and the digest of its bytes. */
export interface LoadedWorkload {
  readonly workload: Workload;
  readonly sha256: string;
}

/** Reads a workload profile. @throws InputError with everything that is wrong with it. */
export async function loadWorkload(file: string): Promise<LoadedWorkload> {
  const text = await readText(file);
  const { document, lineOf } = parseYaml(text, file);
  return {
    workload: parseWorkload(document, { file, lineOf }),
    sha256: createHash('sha256').update(text).digest('hex'),
  };
}

/** Generates the trace of a workload profile, as if it had been read. @throws InputError if the selected span has no request. */
export async function generateTrace(
  file: string,
  { model, from = -Infinity, to = Infinity }: TraceOptions,
  seed: number,
): Promise<LoadedTrace> {
  const { workload, sha256 } = await loadWorkload(file);
  const columns = selectSpan(synthesizeFile(file, workload, { model, seed }), from, to);
  if (columns.length === 0) {
    throw new InputError('no request in the selected span', { location: { file } });
  }
  const origin = { name: workload.name, seed };
  return {
    trace: workloadTrace(columns, origin, workloadWarnings(workload, model)),
    name: basename(file),
    sha256,
    workload: { columns, title: workload.title, profile: workload, from, to, ...origin },
  };
}

function synthesizeFile(
  file: string,
  workload: Workload,
  options: GenerateOptions,
): WorkloadColumns {
  try {
    return synthesize(workload, options);
  } catch (error) {
    throw placedIn(file, error);
  }
}
