import { join } from 'node:path';
import { InputError } from '../errors.js';
import { readTrace, type ReadTraceOptions } from '../trace/read-trace.js';
import type { Trace } from '../trace/trace.js';
import type { WorkloadColumns } from '../workload/generate/generate-workload.js';
import type { Workload } from '../workload/profile/workload.js';
import type { WorkloadOrigin } from '../workload/generate/workload-trace.js';
import { sizeOf } from './files.js';
import { packageRoot } from './package-root.js';
import { readFiles, STDIN } from './read-files.js';
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
  const { glob } = await import('tinyglobby');
  const matches = await glob(pattern, { absolute: false, expandDirectories: false });
  if (matches.length === 0)
    throw new InputError('no file matches', { location: { file: pattern } });
  return matches.sort();
}

/** Whether a file is a workload profile, by its name. */
export function isWorkloadFile(file: string): boolean {
  return /\.workload\.(ya?ml|json)$/.test(file);
}

/** How a trace is read, and what of. */
export interface LoadOptions extends ReadTraceOptions {
  /** A query that selects the trace, in place of files. */
  readonly sql?: string | undefined;
}

/**
 * Reads the files that arguments stand for into one trace, with progress; or generates the trace of a workload
 * profile.
 * @param seed of what a profile draws.
 */
export async function loadTrace(
  patterns: readonly string[],
  { sql, ...options }: LoadOptions,
  seed: number,
  shell: Shell,
): Promise<LoadedTrace> {
  if (sql !== undefined) {
    const { loadSql } = await import('./load-sql.js');
    return loadSql(sql, options, shell);
  }
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
    if (options.foldRetries !== undefined) {
      throw new InputError(
        'a workload profile says what is asked for, without retries: leave --demand out',
        { location: { file: profile } },
      );
    }
    const { generateTrace } = await import('./load-workload.js');
    return generateTrace(profile, options, seed);
  }
  const { read, ...source } = await readFiles(files, shell, (sources, reading) =>
    readTrace(sources, { ...options, ...reading }),
  );
  return { trace: read, ...source };
}
