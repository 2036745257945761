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
import { fiveHundredADay } from './make/500-a-day.js';
import { adsAgencyWeek } from './make/ads-agency-week.js';
import { indiePlannerWeek } from './make/indie-planner-week.js';

/** The traces: file name, and what makes its text. */
export const TRACES = {
  '500-a-day.csv': fiveHundredADay,
  'ads-agency-week.csv': adsAgencyWeek,
  'indie-planner-week.csv': indiePlannerWeek,
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
