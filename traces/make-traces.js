#!/usr/bin/env node
/**
 * Makes the synthetic traces of this folder, the same bytes every time.
 *
 *   node traces/make-traces.js           writes them
 *   node traces/make-traces.js --check   compares instead; exit status 1 if a file differs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { adsAgencyWeek } from './make/ads-agency-week.js';
import { indiePlannerWeek } from './make/indie-planner-week.js';
import { oneASecond } from './make/one-a-second.js';

/** The traces: file name, and what makes its text. */
export const TRACES = {
  'ads-agency-week.csv': adsAgencyWeek,
  'indie-planner-week.csv': indiePlannerWeek,
  'one-a-second.csv': oneASecond,
};

function check(file, text) {
  if (readFileSync(file, 'utf8') === text) return;
  process.stderr.write(
    `${file} is not what its generator makes; run: node traces/make-traces.js\n`,
  );
  process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) {
  const act = process.argv.includes('--check') ? check : writeFileSync;
  for (const [name, make] of Object.entries(TRACES)) act(join(import.meta.dirname, name), make());
}
