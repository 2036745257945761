import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies } from '../../../src/engine/client.js';
import { runScenario } from '../../../src/plan/run-scenario.js';
import { checkObjective, checkSamples } from '../../../src/plan/required-tier.js';
import { openTraceStream, type ReadPieces } from '../../../src/plan/stream/trace-stream.js';
import { parseThreshold } from '../../../src/plan/threshold.js';
import { stateScenario, summarizeScenario } from '../../../src/result/summarize.js';
import type { Columns } from '../../../src/trace/columns.js';
import { factsOf, type TraceFacts } from '../../../src/trace/trace.js';
import { columnsOf, modelOf, randomScenario } from '../../oracle/random-trace.js';
import { engineSettings } from '../../engine/replay.js';
import { RUNS, TIME_ALLOWED } from '../../laws/runs.js';

function factsFor(columns: Columns): TraceFacts {
  return factsOf({
    columns,
    sourceColumns: [],
    unmapped: { requests: 0, names: [] },
    skipped: { rows: 0, reasons: {}, examples: [] },
    unselected: 0,
    outOfOrder: 0,
    warnings: [],
  });
}

/** The requests `from` to `to − 1`, in arrays of their own. */
function slice(columns: Columns, from: number, to: number): Columns {
  const { cost } = columns;
  return {
    length: to - from,
    timestamp: columns.timestamp.slice(from, to),
    app: columns.app.slice(from, to),
    user: columns.user.slice(from, to),
    adAccount: columns.adAccount.slice(from, to),
    category: columns.category.slice(from, to),
    flags: columns.flags.slice(from, to),
    ...(cost && { cost: cost.slice(from, to) }),
    names: columns.names,
  };
}

/** Reads columns in pieces of so many requests. */
function inPieces(columns: Columns, size: number): ReadPieces {
  return (take) => {
    for (let from = 0; from < columns.length; from += size) {
      take(slice(columns, from, Math.min(columns.length, from + size)));
    }
    return Promise.resolve(factsFor(columns));
  };
}

const METRICS = [
  'throttled<=1%',
  'dropped==0',
  'delay.p99<=1s',
  'starved==0',
  'attempts/offered<=1',
];

describe('a trace that is read again rather than kept', () => {
  it(
    'gives the scenario and the thresholds of the trace in memory',
    async () => {
      const pieces = fc.integer({ min: 1, max: 9 });
      await fc.assert(
        fc.asyncProperty(randomScenario(), pieces, async (scenario, size) => {
          const model = modelOf(scenario);
          const tier = model.tiers[0]!;
          const columns = columnsOf(scenario.requests, model);
          const settings = { ...engineSettings(scenario.settings), client: policies.drop() };
          const names = {
            categories: model.categories.map(({ name }) => name),
            limits: tier.limits.map(({ id }) => id),
          };
          const selectors = [
            '',
            '{user=worst}',
            '{user=p50}',
            ...names.categories.map((name) => `{category=${name}}`),
            ...names.limits.map((id) => `{limit=${id}}`),
          ];
          const texts = METRICS.flatMap((text) =>
            selectors
              .filter((selector) => !text.startsWith('starved') || !selector.includes('user'))
              .map((selector) => text.replace(/[<=]/, (operator) => selector + operator)),
          );
          const thresholds = texts.map((text) => parseThreshold(text, names));
          const objective = { thresholds, allowEmpty: false };

          const whole = runScenario(columns, model, tier, settings, 1);
          const stream = await openTraceStream(inPieces(columns, size), model, thresholds);
          const [streamed] = await stream.replay([{ tier, settings, seed: 1 }]);
          expect(stateScenario(streamed!.figures)).toEqual(summarizeScenario(whole));
          expect(streamed!.figures.demands).toEqual(whole.demands);
          expect(checkSamples(objective, tier.name, streamed!.samples)).toEqual(
            checkObjective(objective, whole, model),
          );
        }),
        { ...RUNS, numRuns: RUNS.numRuns / 5 },
      );
    },
    TIME_ALLOWED,
  );
});
