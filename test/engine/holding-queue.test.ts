import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies, type Client } from '../../src/engine/client.js';
import { ALGORITHM_NAMES, type AlgorithmName, type Limit } from '../../src/model/rate-model.js';
import { MINUTE, SECOND } from '../../src/time.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';
import { oracle } from '../oracle/oracle.js';
import type { OracleRequest } from '../oracle/oracle-types.js';
import { clientOf } from './client-of.js';
import { replay } from './replay.js';
import { at, request } from './requests.js';
import { limit, modelWith } from './small-tier.js';

const noon = at('2026-06-10T12:00');

/** Limits whose scopes cross: no one of them divides another's tuples. */
const crossing: readonly Limit[] = [
  limit('user', 3, { scope: ['app', 'user'] }),
  limit('account', 5, { scope: ['app', 'ad_account'], counts: 'units' }),
  limit('a', 6, { appliesTo: { category: 'a' }, window: 3 * SECOND }),
  limit('all', 10, { scope: ['app'], window: 2 * SECOND }),
];

/** Bursts of requests that the limits cannot keep up with. */
const bursts = fc
  .array(
    fc.record({
      gap: fc.constantFrom(0, 0, 0, 1, 20_000, 300_000),
      user: fc.constantFrom('u0', 'u1', 'u2', 'u3', 'u4', 'u5'),
      adAccount: fc.constantFrom('a0', 'a1', 'a2'),
      category: fc.constantFrom('', 'a', 'a', 'b'),
      cost: fc.constantFrom(1, 1, 2, 5),
    }),
    { minLength: 80, maxLength: 160, size: 'max' },
  )
  .map((steps) => {
    let t = noon;
    return steps.map(({ gap, category, ...rest }) => request((t += gap), category, rest));
  });

describe('behind limits whose scopes cross', () => {
  it.each(ALGORITHM_NAMES)(
    'lets go of a long backlog whom the slow twin lets go, and when: %s',
    (algorithm) => {
      const maxWaits = fc.option(fc.nat({ max: MINUTE }), { nil: undefined });
      const law = fc.property(
        bursts,
        fc.shuffledSubarray([...crossing], { minLength: 2 }),
        maxWaits,
        (trace, limits, maxWait) => {
          const policy = { name: 'wait', ...(maxWait === undefined ? {} : { maxWait }) } as const;
          const settings = { algorithm, denied: 'free', policy } as const;
          const expected = oracle(trace, { limits, exemptions: [] }, settings);
          const model = modelWith(limits, ['a', 'b']);
          const { outcome } = replay(trace, model, model.tiers[0]!, {
            algorithm,
            client: clientOf(policy),
          });
          expect(Array.from(outcome.admittedAt, (t) => (Number.isNaN(t) ? null : t))).toEqual(
            expected.requests.map(({ admittedAt }) => admittedAt),
          );
        },
      );
      fc.assert(law, { ...RUNS, numRuns: Math.min(RUNS.numRuns / 60, 30) });
    },
    TIME_ALLOWED,
  );
});

/** Requests of three categories and of one user for ten requests, a millisecond apart. */
function crowd(count: number): OracleRequest[] {
  return Array.from({ length: count }, (_, i) =>
    request(noon + i * 1000, ['a', 'b', 'c'][i % 3]!, { user: `u${(i * 7919) % (count / 10)}` }),
  );
}

/** `wait`, which counts how often limits are asked. */
function watched(): { readonly client: Client; readonly asked: () => number } {
  const wait = policies.wait();
  let asked = 0;
  const client: Client = {
    ...wait,
    begin(run, send) {
      const { counters } = run.gate;
      const isFull = counters.isFull.bind(counters);
      const next = counters.next.bind(counters);
      counters.isFull = (...args) => {
        asked++;
        return isFull(...args);
      };
      counters.next = (...args) => {
        asked++;
        return next(...args);
      };
      return wait.begin(run, send);
    },
  };
  return { client, asked: () => asked };
}

it.each<AlgorithmName>(['token-bucket', 'sliding-counter'])(
  'asks the limits no more often a request, however long the backlog and however many users: %s',
  (algorithm) => {
    const model = modelWith(
      [
        limit('all', 100, { scope: ['app'], window: MINUTE }),
        limit('a', 30, { scope: ['app'], window: MINUTE, appliesTo: { category: 'a' } }),
        limit('user', 2, { scope: ['app', 'user'], window: MINUTE }),
      ],
      ['a', 'b', 'c'],
    );
    const askedARequest = (count: number): number => {
      const { client, asked } = watched();
      replay(crowd(count), model, model.tiers[0]!, { algorithm, client });
      return asked() / count;
    };
    expect(askedARequest(6000)).toBeLessThan(1.2 * askedARequest(600));
  },
);
