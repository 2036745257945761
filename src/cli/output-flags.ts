import type { Options } from 'yargs';
import { RESULT_ENDINGS } from './report-formats.js';

const OUTPUT = 'Output:';

/** Whose times a page tells beside those of UTC. */
export const zoneFlag = {
  zone: {
    string: true,
    requiresArg: true,
    describe: 'Tell the times of this zone beside those of UTC on a page, as in Europe/Berlin',
    group: OUTPUT,
  },
} as const;

export const runOutputFlags = {
  json: {
    boolean: true,
    default: false,
    describe: 'Print the Result as JSON, and nothing else',
    group: OUTPUT,
  },
  output: {
    alias: 'o',
    string: true,
    requiresArg: true,
    describe: `Write the Result to a file: ${RESULT_ENDINGS}`,
    group: OUTPUT,
  },
  html: { string: true, requiresArg: true, describe: 'Write the HTML report', group: OUTPUT },
  ...zoneFlag,
  outcomes: {
    string: true,
    requiresArg: true,
    describe: 'Write what became of each request, a row each: .csv, .jsonl, .arrow or .parquet',
    group: OUTPUT,
  },
  junit: {
    string: true,
    requiresArg: true,
    describe: 'Write how the thresholds fared as a JUnit report, for CI',
    group: OUTPUT,
  },
  quiet: { boolean: true, alias: 'q', default: false, describe: 'Print no text', group: OUTPUT },
  seed: {
    number: true,
    requiresArg: true,
    default: 1,
    describe: 'Seed of all chance',
    group: OUTPUT,
  },
} as const satisfies Record<string, Options>;

export const workersFlag = {
  workers: {
    number: true,
    requiresArg: true,
    describe: 'Threads to run on; one a core if absent',
    group: OUTPUT,
  },
} as const satisfies Record<string, Options>;

export const colorFlag = {
  color: { boolean: true, default: true, describe: 'Colour on a terminal', group: OUTPUT },
} as const satisfies Record<string, Options>;
