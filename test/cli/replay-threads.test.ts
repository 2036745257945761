import { expect, it } from 'vitest';
import { createReplayThreads } from '../../src/cli/replay-threads.js';
import { DEFAULT_RETRY, makeClient, type ClientSpec } from '../../src/engine/client-spec.js';
import { planLimits } from '../../src/engine/limit-plan.js';
import { replayByParts } from '../../src/engine/replay-by-parts.js';
import { zoneWindows } from '../../src/limiter/zone-windows.js';
import type { Limit, ScopeKey } from '../../src/model/rate-model.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/time.js';
import { columnsOf } from '../oracle/random-trace.js';
import { modelWith } from '../engine/small-tier.js';

function limit(id: string, figure: number, window: number, scope: readonly ScopeKey[]): Limit {
  const provenance = { title: 'Limits', status: 'documented' } as const;
  return { id, appliesTo: {}, counts: 'requests', limit: figure, window, scope, provenance };
}

/** Ten users of two apps, of whom two by two share ad accounts; each sends 30 requests at once, three times an hour apart. */
const requests = [0, HOUR, 2 * HOUR].flatMap((later) =>
  Array.from({ length: 300 }, (_, i) => ({
    timestamp: 1_767_225_600 * SECOND + later + Math.floor(i / 10) * 1000,
    app: `app${i % 2}`,
    user: `user${i % 10}`,
    adAccount: `account${(i % 10) >> 1}`,
    category: '',
    token: 'oauth' as const,
    isTest: false,
    cost: 1,
  })),
);
const retry = DEFAULT_RETRY;

it.each<[string, readonly Limit[], ClientSpec, string | undefined]>([
  [
    'users that retry with jitter',
    [limit('m', 10, MINUTE, ['app', 'user'])],
    { policy: 'retry', retry },
    undefined,
  ],
  [
    'users that wait, of ad accounts that some share, under days of a zone',
    [limit('u', 5, MINUTE, ['app', 'user']), limit('d', 40, DAY, ['ad_account'])],
    { policy: 'wait', retry, maxWait: 2 * DAY },
    'Europe/Berlin',
  ],
  [
    'an app, which has no parts, beside another run',
    [limit('a', 10, MINUTE, [])],
    { policy: 'retry', retry, concurrency: { limit: 2, latency: SECOND } },
    undefined,
  ],
])('the same comes of %s on three threads as on one', async (_, limits, spec, resetZone) => {
  const model = modelWith(limits);
  const tier = model.tiers[0]!;
  const columns = columnsOf(requests, model);
  const splitting = { mostParts: 4, leastRequests: 1 };
  const settings = {
    algorithm: 'fixed-window',
    denied: 'charged',
    client: makeClient(spec, 7),
    resetWindows: resetZone === undefined ? undefined : zoneWindows(resetZone)!,
  } as const;
  const options = { threads: 3, simulations: 2, resetZone, leastRequests: 1, splitting };
  const threads = createReplayThreads(columns, model, options);
  try {
    const onThreads = await threads.simulate(tier, settings);
    const onOne = replayByParts(columns, planLimits(columns, model, tier), settings, splitting);
    expect(onOne.responses429).toBeGreaterThan(100);
    expect(onThreads).toEqual(onOne);
  } finally {
    await threads.close();
  }
});
