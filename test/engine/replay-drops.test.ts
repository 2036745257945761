import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeClient, DEFAULT_RETRY } from '../../src/engine/client-spec.js';
import { policies } from '../../src/engine/client.js';
import { limiterCounters } from '../../src/engine/counters.js';
import { firstRefusal } from '../../src/engine/first-refusal.js';
import type { Fates, Outcome } from '../../src/engine/outcome.js';
import { replay } from '../../src/engine/replay.js';
import { replayDrops } from '../../src/engine/replay-drops.js';
import { replayFates } from '../../src/engine/replay-fates.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';
import { dropScenarios } from './drop-scenarios.js';

function plainFates({ admittedAt, attempts, bindingLimit, responses429 }: Fates): unknown {
  return {
    admittedAt: [...admittedAt],
    attempts: [...attempts],
    bindingLimit: [...bindingLimit],
    responses429,
  };
}

/** An outcome in one line each, so that the width of its numbers does not count; without wake-ups, as nobody waits. */
function plain(outcome: Outcome): unknown {
  const { timeline, peakUse, admittedUnits, chargedUnits } = outcome;
  return {
    ...(plainFates(outcome) as object),
    limits: outcome.limits,
    unservedAtEnd: outcome.unservedAtEnd,
    perLimit: [peakUse, admittedUnits, chargedUnits].map(String),
    timeline: Object.entries(timeline).map(String),
  };
}

describe('the ways past the events', () => {
  it(
    'give what the events give: the outcome to the last record, the fates alone, the first refusal',
    () => {
      fc.assert(
        fc.property(dropScenarios, ({ columns, plan, settings }) => {
          const slow = replay(columns, plan, settings, limiterCounters);
          const throttled = slow.bindingLimit.findIndex((limit) => limit !== -1);
          expect(plain(replayDrops(columns, plan, settings)!)).toEqual(plain(slow));
          expect(plainFates(replayFates(columns, plan, settings))).toEqual(plainFates(slow));
          expect(firstRefusal(columns, plan, settings)).toEqual(
            throttled === -1 ? null : { seq: throttled, limit: slow.bindingLimit[throttled] },
          );
        }),
        { ...RUNS, numRuns: 3 * RUNS.numRuns },
      );
    },
    TIME_ALLOWED,
  );

  it('find the first refusal, whatever the client does after it', () => {
    const clients = fc.constantFrom(
      policies.wait(),
      makeClient({ policy: 'retry', retry: DEFAULT_RETRY }, 1),
    );
    fc.assert(
      fc.property(dropScenarios, clients, ({ columns, plan, settings }, client) => {
        const slow = { ...settings, client };
        const { bindingLimit } = replay(columns, plan, slow, limiterCounters);
        const seq = bindingLimit.findIndex((limit) => limit !== -1);
        expect(firstRefusal(columns, plan, { ...settings, client })).toEqual(
          seq === -1 ? null : { seq, limit: bindingLimit[seq] },
        );
      }),
      RUNS,
    );
  });

  it('are not taken by a client that holds itself back, or does more than drop', () => {
    fc.assert(
      fc.property(dropScenarios, ({ columns, plan, settings }) => {
        const retry = DEFAULT_RETRY;
        for (const client of [
          policies.wait(),
          makeClient({ policy: 'retry', retry }, 1),
          makeClient({ policy: 'drop', retry, pacing: { kind: 'spacing', gap: 1e6 } }, 1),
          makeClient({ policy: 'drop', retry, concurrency: { limit: 1, latency: 1e6 } }, 1),
        ]) {
          const changed = { ...settings, client };
          expect(replayDrops(columns, plan, changed)).toBeUndefined();
          expect(plainFates(replayFates(columns, plan, changed))).toEqual(
            plainFates(replay(columns, plan, changed)),
          );
        }
      }),
      { ...RUNS, numRuns: RUNS.numRuns / 10 },
    );
  });
});
