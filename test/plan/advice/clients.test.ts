import { describe, expect, it } from 'vitest';
import type { RetrySettings } from '../../../src/engine/client-retry.js';
import { DEFAULT_RETRY, type ClientSpec } from '../../../src/engine/client-spec.js';
import { MINUTE, SECOND } from '../../../src/time.js';
import { at, requests } from '../../engine/requests.js';
import { limit, modelWith } from '../../engine/small-tier.js';
import { columnsOf } from '../../oracle/random-trace.js';
import { adviceOf, dropping } from './advice-on.js';

const NOON = at('2026-06-10T12:00');
const model = modelWith([limit('calls', 60, { window: MINUTE })]);

function retrying(change: Partial<RetrySettings>): ClientSpec {
  return { policy: 'retry', retry: { ...DEFAULT_RETRY, ...change } };
}

/** 120 requests at noon, of which 60 fit into the minute. */
function on(id: string, client: ClientSpec, size = 120) {
  const columns = columnsOf(requests(size, NOON, 0, ''), model);
  return adviceOf(id, { columns, tiers: ['tier'], model, client });
}

describe('pacing', () => {
  it('lets nothing be refused, and says how long requests then wait', async () => {
    // 57 a minute: one each ⌈60/57 s⌉ = 1,052,632 µs, the 119th of 120 (their 99th percentile) 118 times that after noon.
    expect(await on('pace', dropping)).toMatchObject([
      {
        title: 'Pace the client at 95% of each limit',
        because:
          'The client does not hold itself back, and 60 of 120 requests are refused at first: calls throttles 60 requests.',
        change:
          'Before each request, wait for room in a token bucket for each limit that fills at 95% of the limit and lets no burst through. 99% of the requests are then admitted within 2 min 5 s of their time.',
        before: { totals: { throttled: 60, dropped: 60 }, delayP99Ms: 0 },
        after: { ok: false, totals: { throttled: 0, dropped: 0 }, delayP99Ms: 124210.576 },
      },
    ]);
  });

  it('is not given to a client that paces itself, nor where nothing is refused', async () => {
    const spaced: ClientSpec = { ...dropping, pacing: { kind: 'spacing', gap: 1 } };
    expect(await on('pace', spaced)).toEqual([]);
    expect(await on('pace', dropping, 60)).toEqual([]);
  });
});

describe('honouring the reset', () => {
  it('waits for the reset where retries before it are refused again', async () => {
    // Tries after 1, 2 and 4 s, all within the minute, are refused; the reset is 60 s after noon.
    const client = retrying({ attempts: 4, jitter: 'none' });
    expect(await on('honour-reset', client)).toMatchObject([
      {
        because:
          'The client retries without looking at the reset: 60 requests are refused at first, and 180 retries are refused again.',
        change:
          'After an answer 429, retry no earlier than the reset that it names in whole seconds (x-ratelimit-reset). 99% of the requests are then admitted within 1 min of their time.',
        before: { totals: { dropped: 60, attempts: 300 } },
        after: { totals: { dropped: 0, attempts: 180 }, delayP99Ms: 60000 },
      },
    ]);
  });

  it('is not given to a client that honours it, does not retry, or is not refused again', async () => {
    expect(await on('honour-reset', retrying({ attempts: 1 }))).toEqual([]);
    expect(await on('honour-reset', retrying({ reset: 'exact', attempts: 4 }))).toEqual([]);
    expect(await on('honour-reset', dropping)).toEqual([]);
    expect(await on('honour-reset', retrying({ base: MINUTE, jitter: 'none' }))).toEqual([]);
  });
});

describe('jitter', () => {
  /** 600 requests, 60 a minute, all tried again together each minute: 60 of them get through each time. */
  const together = retrying({ attempts: 5, base: MINUTE, factor: 1, jitter: 'none' });

  it('is not given where it does not help', async () => {
    // With or without it, five minutes let 300 of 600 through; with it, a few more attempts come too early.
    expect(await on('add-jitter', together, 600)).toEqual([]);
  });

  it('spreads retries that come back together', async () => {
    const second = modelWith([limit('calls', 5)]);
    const client = retrying({ attempts: 4, base: 10 * SECOND, factor: 1, jitter: 'none' });
    const advice = await adviceOf('add-jitter', {
      columns: columnsOf(requests(40, NOON, 0, ''), second),
      tiers: ['tier'],
      model: second,
      client,
    });
    expect(advice).toMatchObject([
      {
        because:
          "The client's delays are not spread, so that requests refused together come back together: 35 requests are refused at first, and 75 retries are refused again.",
        change: 'Draw each delay at random between 0 and the backoff (full jitter).',
        before: { totals: { dropped: 20 } },
      },
    ]);
    expect(advice[0]!.after.totals.dropped).toBe(0);
  });

  it('gives a backoff to a client that comes back all at once at the reset', async () => {
    const second = modelWith([limit('calls', 5)]);
    const client = retrying({ attempts: 4, base: 0, factor: 2, jitter: 'none', reset: 'header' });
    const advice = await adviceOf('add-jitter', {
      columns: columnsOf(requests(40, NOON, 0, ''), second),
      tiers: ['tier'],
      model: second,
      client,
    });
    expect(advice[0]!.change).toBe(
      'Back off by 1 s, 2 times as long each time. Draw each delay at random between 0 and the backoff (full jitter). After a reset, wait for a further time at random between 0 and 1 s.',
    );
    expect(advice[0]!.after.totals.dropped).toBeLessThan(advice[0]!.before.totals.dropped);
  });

  it('is not given to a client that has it', async () => {
    expect(await on('add-jitter', retrying({ jitter: 'equal' }))).toEqual([]);
  });
});
