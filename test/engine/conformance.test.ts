import { createReadStream } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runScenario } from '../../src/plan/run-scenario.js';
import { summarizeScenario } from '../../src/result/summarize.js';
import type { Columns } from '../../src/trace/columns.js';
import { readTrace } from '../../src/trace/read-trace.js';
import { loadModel } from '../model/shipped-models.js';
import {
  CONFORMANCE_NAMES,
  oraclePolicyOf,
  readConformanceCases,
  titleOf,
} from '../oracle/conformance-cases.js';
import { engineSettings, tierNamed } from './replay.js';

/** Expected means are not rounded, ours to the microsecond; a little more than half of one, for the float64. */
const HALF_A_MICROSECOND = 0.0005 + 1e-9;

const model = loadModel('pinterest-v5.yaml');

async function readColumns(name: string): Promise<Columns> {
  const file = new URL(`../conformance/${name}.csv`, import.meta.url);
  const source = { name: `${name}.csv`, chunks: createReadStream(file) };
  const options = { model, map: new Map(), onError: 'stop', allowUnmapped: false } as const;
  return (await readTrace([source], options)).columns;
}

describe.each(CONFORMANCE_NAMES)('%s', (name) => {
  let columns: Columns;
  beforeAll(async () => {
    columns = await readColumns(name);
  });
  const cases = readConformanceCases(name);

  it.each(cases.map((expected) => [titleOf(expected), expected] as const))(
    'meets %s',
    (_, expected) => {
      const { tier, algorithm, denied, policy } = expected;
      const settings = engineSettings({ algorithm, denied, policy: oraclePolicyOf(policy) });
      const run = runScenario(columns, model, tierNamed(model, tier), settings, 1);
      const scenario = summarizeScenario(run);

      expect(scenario.totals).toEqual(expected.totals);
      const { mean, ...percentiles } = expected.delayMs;
      expect(scenario.delayMs).toMatchObject(percentiles);
      if (mean === null) expect(scenario.delayMs.mean).toBeNull();
      else expect(Math.abs(scenario.delayMs.mean! - mean)).toBeLessThan(HALF_A_MICROSECOND);

      const met = scenario.limits.filter(({ tuples }) => tuples > 0);
      expect(met.map(({ id }) => id).sort()).toEqual(Object.keys(expected.limits).sort());
      expect(Object.fromEntries(met.map((limit) => [limit.id, limit]))).toMatchObject(
        expected.limits,
      );

      if (expected.delaysMs === undefined) return;
      const delays = Array.from(run.outcome.admittedAt, (at, seq) =>
        Number.isNaN(at) ? null : (at - columns.timestamp[seq]!) / 1000,
      );
      expect(delays).toEqual(expected.delaysMs);
    },
  );
});
