import { cpus } from 'node:os';
import { keepsBound, type Row } from './measure.js';
import { planRows } from './plan.js';
import { readingRows } from './reading.js';
import { replayRows } from './replay.js';
import { waitRows } from './wait.js';
import { workloadRows } from './workload.js';

/** Every group of rows, by the word that picks it on the command line. */
const groups: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  plan: planRows,
  reading: readingRows,
  replay: replayRows,
  wait: waitRows,
  workload: workloadRows,
};

const [word] = process.argv.slice(2);
if (word !== undefined && !Object.keys(groups).some((name) => name.includes(word))) {
  throw new Error(`no benchmark "${word}"; there are ${Object.keys(groups).join(', ')}`);
}
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}; medians of five\n`,
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
