import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { glob } from 'tinyglobby';
import { InputError } from '../errors.js';
import { readTrace, type ReadTraceOptions, type TraceSource } from '../trace/read-trace.js';
import type { Trace } from '../trace/trace.js';
import type { WorkloadColumns } from '../workload/generate/generate-workload.js';
import type { Workload } from '../workload/profile/workload.js';
import type { WorkloadOrigin } from '../workload/generate/workload-trace.js';
import { readChunks, sizeOf } from './files.js';
import { packageRoot } from './package-root.js';
import { createProgress } from './progress.js';
import type { Shell } from './shell.js';

/** A trace, and what names it in a result. */
export interface LoadedTrace {
  readonly trace: Trace;
  readonly name: string;
  /** Of the files' bytes, one after another. */
  readonly sha256: string;
  /** What it was generated from, if it was. */
  readonly workload?: GeneratedWorkload;
}

/** A workload that was generated to be replayed. */
export interface GeneratedWorkload extends WorkloadOrigin {
  readonly title: string;
  readonly profile: Workload;
  /** Only its requests from `from` on and before `to`, in whole microseconds. */
  readonly from: number;
  readonly to: number;
  readonly columns: WorkloadColumns;
}

const STDIN = '-';

/**
 * The files that arguments stand for: each as it is, or a glob's matches in order of name. A trace of
 * `traces/` that is not there is the one that comes with the program, so that its examples work anywhere.
 * @throws InputError for a glob that matches nothing.
 */
export async function expandFiles(patterns: readonly string[]): Promise<string[]> {
  return (await Promise.all(patterns.map(filesOf))).flat();
}

async function filesOf(pattern: string): Promise<string[]> {
  if (pattern === STDIN || (await sizeOf(pattern)) !== undefined) return [pattern];
  if (!/[*?[\]{}]/.test(pattern)) {
    const bundled = join(packageRoot(), pattern);
    const isBundled = pattern.startsWith('traces/') && (await sizeOf(bundled)) !== undefined;
    return [isBundled ? bundled : pattern];
  }
  const matches = await glob(pattern, { absolute: false, expandDirectories: false });
  if (matches.length === 0)
    throw new InputError('no file matches', { location: { file: pattern } });
  return matches.sort();
}

/** Whether a file is a workload profile, by its name. */
export function isWorkloadFile(file: string): boolean {
  return /\.workload\.(ya?ml|json)$/.test(file);
}

/**
 * Reads the files that arguments stand for into one trace, with progress; or generates the trace of a workload
 * profile.
 * @param seed of what a profile draws.
 */
export async function loadTrace(
  patterns: readonly string[],
  options: ReadTraceOptions,
  seed: number,
  shell: Shell,
): Promise<LoadedTrace> {
  const files = await expandFiles(patterns);
  const profile = files.find(isWorkloadFile);
  if (profile !== undefined) {
    if (files.length > 1) {
      throw new InputError(
        'a workload profile is replayed alone: write it to a trace first (synthesize)',
        {
          location: { file: profile },
        },
      );
    }
    const { generateTrace } = await import('./load-workload.js');
    return generateTrace(profile, options, seed);
  }
  const sizes = await Promise.all(files.map(sizeOf));
  const totalBytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const hash = createHash('sha256');
  const progress = createProgress(shell);
  const startedAt = shell.now();
  let bytes = 0;
  async function* hashed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const sources: TraceSource[] = files.map((file) => ({
    name: file === STDIN ? 'standard input' : file,
    chunks: hashed(file === STDIN ? shell.stdin : readChunks(file)),
  }));
  try {
    const trace = await readTrace(sources, {
      ...options,
      onProgress: (rows) => {
        progress.update(
          () => {
            const rate = Math.round((rows / (shell.now() - startedAt)) * 1000);
            return `reading: ${rows.toLocaleString('en-US')} rows, ${rate.toLocaleString('en-US')} a second`;
          },
          totalBytes === 0 ? undefined : bytes / totalBytes,
        );
      },
    });
    return { trace, name: nameOf(files), sha256: hash.digest('hex') };
  } finally {
    progress.done();
  }
}

function nameOf(files: readonly string[]): string {
  const [first = '', ...rest] = files.map((file) =>
    file === STDIN ? 'standard input' : basename(file),
  );
  return rest.length === 0 ? first : `${first} and ${rest.length} more`;
}
