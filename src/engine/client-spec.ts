import type { Client, Concurrency, PolicyName } from './client.js';
import { drop } from './client-drop.js';
import { retry, type Jitter, type RetrySettings } from './client-retry.js';
import { wait } from './client-wait.js';
import type { Pacing } from './pacing.js';

/** A whole client in plain data: its policy and how it sends. Times are whole microseconds. */
export interface ClientSpec {
  /** The name under which a person knows it, where it has one. */
  readonly client?: string | undefined;
  readonly policy: PolicyName;
  /** Policy `wait`: for how long a request is held. */
  readonly maxWait?: number | undefined;
  /** Policy `retry`. */
  readonly retry: RetrySettings;
  readonly pacing?: Pacing | undefined;
  readonly concurrency?: Concurrency | undefined;
}

/** What a client does unless it says otherwise: 5 attempts, 1 s, doubled each time, 60 s at most, full jitter. */
export const DEFAULT_RETRY: RetrySettings = {
  attempts: 5,
  base: 1e6,
  factor: 2,
  cap: 6e7,
  jitter: 'full',
  reset: 'ignored',
};

/** Makes a client. @param seed of its jitter. */
export function makeClient(spec: ClientSpec, seed: number): Client {
  const { client, pacing, concurrency } = spec;
  const policy = makePolicy(spec, seed);
  return {
    ...policy,
    recipe: { spec, seed },
    ...(spec.policy === 'retry' && spec.retry.base > 0
      ? { withOtherJitter: () => otherJitter(spec, seed) }
      : {}),
    settings: {
      ...(client === undefined ? {} : { client }),
      ...policy.settings,
      ...(pacing === undefined ? {} : describePacing(pacing)),
      loop: concurrency === undefined ? 'open' : 'closed',
      ...(concurrency === undefined
        ? {}
        : { concurrency: concurrency.limit, latencyMs: concurrency.latency / 1000 }),
    },
    ...(pacing === undefined ? {} : { pacing }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

function otherJitter(spec: ClientSpec, seed: number): { jitter: Jitter; client: Client } {
  const jitter = spec.retry.jitter === 'none' ? 'full' : 'none';
  return { jitter, client: makeClient({ ...spec, retry: { ...spec.retry, jitter } }, seed) };
}

function makePolicy(spec: ClientSpec, seed: number): Client {
  switch (spec.policy) {
    case 'drop':
      return drop();
    case 'wait':
      return wait({ maxWait: spec.maxWait });
    case 'retry':
      return retry(spec.retry, seed);
  }
}

function describePacing(pacing: Pacing): Record<string, number> {
  return pacing.kind === 'spacing' ? { spacingMs: pacing.gap / 1000 } : { paceShare: pacing.share };
}
