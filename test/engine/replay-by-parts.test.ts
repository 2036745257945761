import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeClient, DEFAULT_RETRY, type ClientSpec } from '../../src/engine/client-spec.js';
import { policies } from '../../src/engine/client.js';
import { limiterCounters } from '../../src/engine/counters.js';
import { independentParts } from '../../src/engine/independent-parts.js';
import { kindOf } from '../../src/engine/limit-plan.js';
import {
  completeOutcome,
  mergeOutcomes,
  type PartialOutcome,
} from '../../src/engine/merge-outcomes.js';
import type { Outcome } from '../../src/engine/outcome.js';
import { replay, replayPart } from '../../src/engine/replay.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';
import { clients } from './any-client.js';
import { asText } from './as-text.js';
import { dropScenarios, type DropScenario } from './drop-scenarios.js';
import { slowUse } from './slow-use.js';

/** Each of them replays several times. */
const FEWER = { ...RUNS, numRuns: RUNS.numRuns / 3 };

/** Splits however small a trace is. */
const SMALL = { mostParts: 3, leastRequests: 1 };

/** Scenarios by clients that do more than drop. */
const scenarios = fc.tuple(dropScenarios, clients).map(([scenario, client]): DropScenario => ({
  ...scenario,
  settings: { ...scenario.settings, client },
}));

function partsOf({ columns, plan, settings }: DropScenario): Uint32Array[] {
  return independentParts(columns, plan, settings.client, SMALL);
}

function partial({ columns, plan, settings }: DropScenario, seqs: Uint32Array): PartialOutcome {
  return replayPart(columns, plan, settings, seqs);
}

function complete({ columns, plan }: DropScenario, merged: PartialOutcome): Outcome {
  return completeOutcome(merged, plan.limits, columns.length);
}

/** All but the use over time. */
function withoutUse({ timeline, ...outcome }: Outcome): string {
  return asText({ ...outcome, timeline: { ...timeline, use: [] } });
}

describe('a trace replayed in parts that share nothing', () => {
  it(
    'has the outcome of the whole',
    () => {
      fc.assert(
        fc.property(scenarios, (scenario) => {
          const { columns, plan, settings } = scenario;
          const parts = partsOf(scenario);
          fc.pre(parts.length > 1);
          const outcomes = parts.map((seqs) => partial(scenario, seqs));
          const outcome = complete(scenario, mergeOutcomes(outcomes));
          expect(withoutUse(outcome)).toEqual(
            withoutUse(replay(columns, plan, settings, limiterCounters)),
          );
        }),
        FEWER,
      );
    },
    TIME_ALLOWED,
  );

  it(
    'shows at least the use at every admission, and at most what asking every scope tuple shows; under aligned windows just that',
    () => {
      fc.assert(
        fc.property(scenarios, (scenario) => {
          const { columns, plan, settings } = scenario;
          const free = { ...scenario, settings: { ...settings, denied: 'free' as const } };
          const parts = partsOf(free);
          fc.pre(parts.length > 1);
          const outcomes = parts.map((seqs) => partial(free, seqs));
          const { timeline, admittedAt } = complete(free, mergeOutcomes(outcomes));
          const slow = slowUse(columns, plan, free.settings, admittedAt, timeline);
          const isAligned =
            settings.algorithm === 'fixed-window' &&
            settings.used === undefined &&
            plan.limits.every(({ window }) => window >= 1e6);
          const untilEnd = Math.floor(
            (columns.timestamp[columns.length - 1]! - timeline.start) / timeline.bucket,
          );
          const wrong = timeline.use.flatMap((values, k) => {
            const { [k]: least } = slow.atAdmissions;
            const { [k]: most } = slow.ofAll;
            return [...values].flatMap((use, i) => {
              const atLeast = isAligned && i <= untilEnd ? most![i]! : least![i]!;
              return use >= atLeast && use <= most![i]! ? [] : [{ k, i, use, atLeast }];
            });
          });
          expect(wrong).toEqual([]);
        }),
        FEWER,
      );
    },
    TIME_ALLOWED,
  );

  it(
    'adds up in whatever order and grouping the parts are merged',
    () => {
      fc.assert(
        fc.property(
          scenarios,
          fc.array(fc.nat({ max: 3 }), { minLength: 40, maxLength: 40 }),
          (scenario, partOf) => {
            const seqs = Array.from({ length: scenario.columns.length }, (_, seq) => seq);
            const [a, b, c, d] = [0, 1, 2, 3].map((part) =>
              partial(scenario, Uint32Array.from(seqs.filter((seq) => partOf[seq] === part))),
            ) as [PartialOutcome, PartialOutcome, PartialOutcome, PartialOutcome];
            const merge = (...some: PartialOutcome[]): PartialOutcome => mergeOutcomes(some);
            const left = merge(merge(merge(a, b), c), d);
            expect(asText(merge(a, merge(b, merge(c, d))))).toEqual(asText(left));
            expect(asText(merge(a, b, c, d))).toEqual(asText(left));
            const turned = merge(merge(d, merge(b, a)), c);
            expect(asText(complete(scenario, turned))).toEqual(asText(complete(scenario, left)));
          },
        ),
        FEWER,
      );
    },
    TIME_ALLOWED,
  );
});

describe('the parts of a trace', () => {
  it('hold every request once, in trace order, and share no scope tuple that two requests meet', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { columns, plan, settings } = scenario;
        const parts = partsOf(scenario);
        fc.pre(parts.length > 1);
        expect(parts.flatMap((seqs) => [...seqs]).sort((a, b) => a - b)).toEqual(
          Array.from({ length: columns.length }, (_, seq) => seq),
        );
        const { concurrency, pacing } = settings.client;
        const countsUsers = concurrency !== undefined || pacing?.kind === 'spacing';
        const ownerOf = new Map<string, number>();
        parts.forEach((seqs, part) => {
          expect([...seqs]).toEqual([...seqs].sort((a, b) => a - b));
          for (const seq of seqs) {
            const route = plan.routes[kindOf(columns.category[seq]!, columns.flags[seq]!)]!;
            const met = [...route].map((k) => `limit ${k}: ${plan.tuples[k]!.slot[seq]!}`);
            if (countsUsers) met.push(`user ${columns.user[seq]!}`);
            for (const tuple of met) {
              expect(ownerOf.get(tuple) ?? part).toBe(part);
              ownerOf.set(tuple, part);
            }
          }
        });
      }),
      RUNS,
    );
  });

  it('are none for a client that nobody knows, or whose own bucket is as large as the largest cost', () => {
    const retry = DEFAULT_RETRY;
    const paced: ClientSpec = { policy: 'wait', retry, pacing: { kind: 'share', share: 0.5 } };
    fc.assert(
      fc.property(dropScenarios, ({ columns, plan }) => {
        expect(independentParts(columns, plan, policies.wait(), SMALL)).toEqual([]);
        const countsCosts = columns.cost !== undefined && plan.countsUnits.includes(true);
        const parts = independentParts(columns, plan, makeClient(paced, 1), SMALL);
        if (countsCosts) expect(parts).toEqual([]);
      }),
      RUNS,
    );
  });
});
