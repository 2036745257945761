import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { medianSeconds, type Row } from './measure.js';

const ROWS = 1000;
const SAMPLE = 'traces/ads-agency-week.csv';
const PROGRAM = 'dist/cli/main.js';

/** How long the built program takes from start to end, against Node itself: processes one after another, in turns. */
export function startRows(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'quotasim-bench-'));
  try {
    const trace = join(folder, 'trace.csv');
    const lines = readFileSync(SAMPLE, 'utf8').split('\n', ROWS + 1);
    writeFileSync(trace, `${lines.join('\n')}\n`);
    const [help, simulate, nothing] = medianSeconds(
      () => {
        node(PROGRAM, '--help');
      },
      () => {
        node(PROGRAM, 'simulate', trace);
      },
      () => {
        node('-e', '0');
      },
    );
    const against = 'node -e 0';
    const bound = { kind: 'at most', ratio: 3 } as const;
    return [
      { what: 'start, --help', against, ratio: help! / nothing!, bound },
      { what: 'start, simulate, a thousand rows', against, ratio: simulate! / nothing!, bound },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function node(...args: readonly string[]): void {
  execFileSync(process.execPath, args, { stdio: 'ignore' });
}
