import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { afterAll, beforeAll } from 'vitest';
import { run } from '../../src/cli/run.js';
import type { ExitStatus, Shell } from '../../src/cli/shell.js';

/** What a command line came to. */
export interface Ran {
  readonly status: ExitStatus;
  readonly out: string;
  readonly err: string;
}

/** A temporary folder, and command lines run in this process with paths in it. */
export interface Workbench {
  /** The path of a file in the folder. */
  readonly path: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => void;
  readonly read: (name: string) => string;
  readonly files: () => string[];
  /**
   * Runs a command line. Words that begin with `@` are files of the folder; its path is cut from what is
   * printed.
   */
  readonly run: (words: readonly string[], machine?: Machine) => Promise<Ran>;
}

/** What else of the machine a command line meets. */
export interface Machine {
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly debug?: boolean;
  readonly colors?: boolean;
}

/** A workbench for the tests of one file, filled with files before the first. */
export function createWorkbench(content: Record<string, string | Uint8Array> = {}): Workbench {
  const folder = mkdtempSync(join(tmpdir(), 'quotasim-'));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, text: string | Uint8Array): void => {
    writeFileSync(path(name), text);
  };
  beforeAll(() => {
    for (const [name, text] of Object.entries(content)) write(name, text);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return {
    path,
    write,
    read: (name) => readFileSync(path(name), 'utf8'),
    files: () => readdirSync(folder).sort(),
    async run(words, { stdin = textStream(''), debug = false, colors = false } = {}) {
      let out = '';
      let err = '';
      const shell: Shell = {
        out: (text) => (out += text),
        err: (text) => (err += text),
        stdin,
        colors: pc.createColors(colors),
        errColors: pc.createColors(colors),
        showsProgress: false,
        now: () => 0,
        argv: words.map((word) => word.replace(/^@/, `${folder}/`)),
      };
      const status = await run(shell, debug);
      const local = (text: string): string => text.replaceAll(`${folder}/`, '');
      return { status, out: local(out), err: local(err) };
    },
  };
}

/** A text as standard input gives it. */
// eslint-disable-next-line @typescript-eslint/require-await -- a source of bytes is asynchronous
export async function* textStream(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** Two tiers of an API: one search a second for each app, or ten. */
export const SMALL_MODEL = `
format: quotasim/model
version: 1
name: small
title: Small API
algorithm: fixed-window
denied: free
sources: { docs: { title: Limits, url: https://example.com/limits, read: 2026-01-01 } }
categories: { search: Looking things up, save: Storing things }
tiers:
  - name: free
    title: Free
    defaults: { window: 1s, scope: [app], source: docs }
    limits:
      - { id: universal, applies_to: all, limit: 3 }
      - { id: search, limit: 1 }
  - name: paid
    title: Paid
    defaults: { window: 1s, scope: [app], source: docs }
    limits:
      - { id: universal, applies_to: all, limit: 30 }
      - { id: search, limit: 10 }
`;

/** Four requests in one second, of which the free tier refuses the second search. */
export const SMALL_TRACE = `timestamp,category,user
2026-01-01T00:00:00Z,search,ann
2026-01-01T00:00:00.25Z,search,"bob, ""the"" second"
2026-01-01T00:00:00.5Z,save,ann
2026-01-01T00:00:00.75Z,odd,ann
`;
