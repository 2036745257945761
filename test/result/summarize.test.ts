import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/engine/replay.js';
import { replayDrops } from '../../src/engine/replay-drops.js';
import type { Outcome } from '../../src/engine/outcome.js';
import { summarizeScenario } from '../../src/result/summarize.js';
import { dropScenarios, type DropScenario } from '../engine/drop-scenarios.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';

function summarize({ columns, plan, settings }: DropScenario, outcome: Outcome): unknown {
  const { limits } = plan;
  const demand = { offered: 0, tuples: 0, requiredLimit: 0, busiestTotal: 0, impossible: 0 };
  return summarizeScenario({
    columns,
    tier: { name: 'tier', title: 'Tier', limits },
    ...settings,
    seed: 1,
    outcome,
    demands: limits.map(() => demand),
  });
}

describe('a summary', () => {
  it(
    'is the same whether or not it is known that every request was sent once',
    () => {
      fc.assert(
        fc.property(dropScenarios, (scenario) => {
          const { columns, plan, settings } = scenario;
          const known = replayDrops(columns, plan, settings)!;
          const unknown = replay(columns, plan, settings);
          expect([known.isSentOnce, unknown.isSentOnce]).toEqual([true, undefined]);
          expect(summarize(scenario, known)).toEqual(summarize(scenario, unknown));
        }),
        { ...RUNS, numRuns: RUNS.numRuns / 3 },
      );
    },
    TIME_ALLOWED,
  );
});
