import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseYaml } from '../../../src/model/parse-yaml.js';
import { DAY } from '../../../src/time.js';
import { parseWorkload } from '../../../src/workload/profile/parse-workload.js';
import { synthesize } from '../../../src/workload/generate/synthesize.js';
import { fit, PINTEREST } from './fitting.js';
import { figuresOf, largestDifference, meanFigures, totalVariation } from './trace-figures.js';

/**
 * What `synthesize`, `fit`, `synthesize` keeps: how far the mean of traces made from the fitted profile may
 * be off the one trace that it was fitted to. DECISIONS.md states the same.
 */
const TOLERANCES = {
  /** Of the number of requests. */
  requests: 0.1,
  /** The share of requests that would have to move to another hour of the day, and to another day of the week. */
  hours: 0.15,
  days: 0.12,
  /** The index of dispersion at 1 s, 1 min and 1 h: by this factor. */
  dispersion: 1.5,
  /** The share of requests of the busiest k users, for every k. */
  inequality: 0.1,
  /** The share of each category. */
  mix: 0.03,
};

const SEEDS = [2, 3, 4, 5];

/** Profiles of which a week has too few visits to tell hours by are made longer, large ones shorter. */
const LENGTHS: Readonly<Record<string, string>> = {
  'agency.workload.yaml': '4d',
  'indie-app.workload.yaml': '28d',
};

const FOLDER = new URL('../../../traces/', import.meta.url);
const PROFILES = readdirSync(FOLDER).filter((file) => file.endsWith('.workload.yaml'));

test('there are profiles to try', () => {
  expect(PROFILES.length).toBeGreaterThanOrEqual(7);
});

test.each(PROFILES)('%s comes through within the tolerances', (file) => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const { document } = parseYaml(
    text.replace(/^length: .*$/m, (line) =>
      LENGTHS[file] === undefined ? line : `length: ${LENGTHS[file]}`,
    ),
    file,
  );
  const known = parseWorkload(document, { file });
  const days = known.length / DAY + 1;
  const from = Math.floor(known.start / DAY) * DAY;
  const trace = synthesize(known, { model: PINTEREST, seed: 1 });
  const fitted = parseWorkload(fit(trace, { zone: known.zone }).document, { file });
  const recorded = figuresOf(trace, from, days);
  const refitted = meanFigures(
    SEEDS.map((seed) => figuresOf(synthesize(fitted, { model: PINTEREST, seed }), from, days)),
  );
  const off = {
    requests: Math.abs(refitted.requests / recorded.requests - 1),
    hours: totalVariation(recorded.hours, refitted.hours),
    days: totalVariation(recorded.days, refitted.days),
    dispersion: Math.max(
      ...recorded.dispersion.map((index, i) =>
        Math.max(index / refitted.dispersion[i]!, refitted.dispersion[i]! / index),
      ),
    ),
    inequality: largestDifference(recorded.busiest, refitted.busiest, 1),
    mix: largestDifference(recorded.mix, refitted.mix),
  };
  for (const key of Object.keys(TOLERANCES) as (keyof typeof TOLERANCES)[]) {
    expect(off[key], key).toBeLessThanOrEqual(TOLERANCES[key]);
  }
});
