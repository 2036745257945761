import { cpus, release, totalmem, type } from 'node:os';
import manifest from '../../package.json' with { type: 'json' };
import { accessLogRows } from './access-log.js';
import { columnsRows } from './columns.js';
import { endToEndRows } from './end-to-end.js';
import { keepsBound, type Row } from './measure.js';
import { partsRows } from './parts.js';
import { planRows } from './plan.js';
import { readingRows } from './reading.js';
import { replayRows } from './replay.js';
import { startRows } from './start.js';
import { waitRows } from './wait.js';
import { workloadRows } from './workload.js';

/** Every group of rows, by the word that picks it on the command line. */
const groups: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  'access-log': accessLogRows,
  columns: columnsRows,
  'end-to-end': endToEndRows,
  parts: partsRows,
  plan: planRows,
  reading: readingRows,
  replay: replayRows,
  start: startRows,
  wait: waitRows,
  workload: workloadRows,
};

/** Packages that some row is measured against. */
const PEERS = [
  '@duckdb/node-api',
  '@sapphire/ratelimits',
  'apache-arrow',
  'csv-parse',
  'limiter',
  'rate-limiter-flexible',
];

const [word] = process.argv.slice(2);
if (word !== undefined && !Object.keys(groups).some((name) => name.includes(word))) {
  throw new Error(`no benchmark "${word}"; there are ${Object.keys(groups).join(', ')}`);
}
const { dependencies, devDependencies } = manifest;
const versions = Object.entries({ ...dependencies, ...devDependencies })
  .filter(([name]) => PEERS.includes(name))
  .map(([name, version]) => `${name} ${version}`);
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
    `${type()} ${release()}, Node ${process.version}; ${versions.join(', ')}; medians of five\n`,
);
console.log('| what | against | ratio | bound | |\n|---|---|---:|---:|---|');
let missed = 0;
for (const [name, rows] of Object.entries(groups)) {
  if (word !== undefined && !name.includes(word)) continue;
  for (const row of await rows()) {
    const kept = keepsBound(row);
    if (!kept) missed++;
    const { what, against, ratio, bound } = row;
    console.log(
      `| ${what} | ${against} | ${ratio.toFixed(2)} | ${bound.kind} ${bound.ratio} | ${kept ? 'kept' : 'MISSED'} |`,
    );
  }
}
process.exitCode = missed === 0 ? 0 : 1;
