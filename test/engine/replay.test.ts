import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bankCounters, limiterCounters } from '../../src/engine/counters.js';
import { replay } from '../../src/engine/replay.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';
import { clients } from './any-client.js';
import { asText } from './as-text.js';
import { dropScenarios } from './drop-scenarios.js';

it(
  'has the same outcome by banks as by limiters, to the last record, whatever the client does',
  () => {
    fc.assert(
      fc.property(dropScenarios, clients, ({ columns, plan, settings }, client) => {
        const outcomeBy = (makeCounters: typeof bankCounters): string =>
          asText(replay(columns, plan, { ...settings, client }, makeCounters));
        expect(outcomeBy(bankCounters)).toBe(outcomeBy(limiterCounters));
      }),
      { ...RUNS, numRuns: RUNS.numRuns / 3 },
    );
  },
  TIME_ALLOWED,
);
