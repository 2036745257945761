import fc from 'fast-check';
import { makeClient, type ClientSpec } from '../../src/engine/client-spec.js';
import type { Client } from '../../src/engine/client.js';
import { JITTERS, RESET_READINGS } from '../../src/engine/client-retry.js';
import { MINUTE, SECOND } from '../../src/time.js';

const duration = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 2 * MINUTE }),
  fc.constantFrom(SECOND, 10 * SECOND, MINUTE),
);

const spec: fc.Arbitrary<ClientSpec> = fc.record({
  policy: fc.constantFrom('wait', 'retry', 'retry'),
  maxWait: fc.option(duration, { nil: undefined }),
  retry: fc.record({
    attempts: fc.integer({ min: 1, max: 5 }),
    base: duration,
    factor: fc.constantFrom(1, 1.5, 2),
    cap: fc.oneof(duration, fc.constant(Infinity)),
    jitter: fc.constantFrom(...JITTERS),
    reset: fc.constantFrom(...RESET_READINGS),
    budget: fc.option(duration, { nil: undefined, freq: 2 }),
  }),
  pacing: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('spacing' as const), gap: duration }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('share' as const), share: fc.constantFrom(0.5, 1) }),
    },
  ),
  concurrency: fc.option(fc.record({ limit: fc.integer({ min: 1, max: 2 }), latency: duration }), {
    nil: undefined,
    freq: 2,
  }),
});

const seed = fc.integer({ min: 0, max: 9 });

/** Clients that do more than drop: all policies, jitters and readings of a reset, open and closed loops, pacing. */
export const clients: fc.Arbitrary<Client> = fc
  .tuple(spec, seed)
  .map(([one, drawn]) => makeClient(one, drawn));

/** Clients that send every request at its timestamp, and do nothing but retry. */
export const retryingClients: fc.Arbitrary<Client> = fc
  .tuple(spec, seed)
  .map(([{ retry }, drawn]) => makeClient({ policy: 'retry', retry }, drawn));
