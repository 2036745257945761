import { expect, it } from 'vitest';
import { DEFAULT_RETRY, makeClient, type ClientSpec } from '../../src/engine/client-spec.js';
import { summarizeScenario } from '../../src/result/summarize.js';
import { MINUTE, SECOND } from '../../src/time.js';
import { play } from './play.js';
import { replay } from './replay.js';
import { at, request, requests } from './requests.js';
import { limit, modelWith } from './small-tier.js';

const noon = at('2026-06-10T12:00');
const enough = [limit('calls', 1000)];
const oneAMinute = [limit('calls', 1, { window: MINUTE })];

function closed(inFlight: number, latency: number, change: Partial<ClientSpec> = {}): ClientSpec {
  return {
    policy: 'drop',
    retry: { ...DEFAULT_RETRY, attempts: 3, base: 5 * SECOND, factor: 1, jitter: 'none' },
    concurrency: { limit: inFlight, latency },
    ...change,
  };
}

function seconds(times: readonly number[]): number[] {
  return times.map((t) => (t - noon) / SECOND);
}

it.each([
  [1, [0, 0.2, 0.4, 0.6, 0.8]],
  [2, [0, 0, 0.2, 0.2, 0.4]],
  [5, [0, 0, 0, 0, 0]],
])('with %i in flight, sends the next request when one is answered', (inFlight, sent) => {
  const { admittedAt } = play(closed(inFlight, SECOND / 5), requests(5, noon, 0, ''), enough);
  expect(seconds(admittedAt)).toEqual(sent);
});

it('sends at its timestamp what no request is in the way of, and goes on without a pause', () => {
  const trace = [0, 0.1, 0.9, 5].map((s) => request(noon + s * SECOND, ''));
  const { admittedAt } = play(closed(1, SECOND), trace, enough);
  expect(seconds(admittedAt)).toEqual([0, 1, 2, 5]);
});

it('sends at once, one after the other, where answers take no time', () => {
  const { admittedAt } = play(closed(1, 0), requests(3, noon, 0, ''), enough);
  expect(seconds(admittedAt)).toEqual([0, 0, 0]);
});

it('counts each user apart', () => {
  const trace = ['a', 'a', 'b', 'b'].map((user) => request(noon, '', { user }));
  expect(seconds(play(closed(1, SECOND), trace, enough).admittedAt)).toEqual([0, 1, 0, 1]);
});

it('counts delays from the timestamp, not from when the request was sent', () => {
  const model = modelWith(enough);
  const run = replay(requests(5, noon, 0, ''), model, model.tiers[0]!, {
    client: makeClient(closed(1, SECOND), 1),
  });
  const { totals, delayMs } = summarizeScenario(run);
  expect(totals).toMatchObject({ admitted: 5, throttled: 0, delayed: 4 });
  expect(delayMs).toMatchObject({ p50: 2000, max: 4000 });
});

it('hands on the place of a dropped request at once', () => {
  const { admittedAt, droppedAt } = play(closed(1, SECOND), requests(4, noon, 0, ''), oneAMinute);
  expect(seconds(admittedAt)).toEqual([0, NaN, NaN, NaN]);
  expect(seconds(droppedAt)).toEqual([NaN, 1, 1, 1]);
});

it('hands on the place of a request that costs more than a limit can hold', () => {
  const trace = [request(noon, '', { cost: 9 }), request(noon, '')];
  const units = [limit('units', 5, { counts: 'units' })];
  const { admittedAt, droppedAt } = play(closed(1, SECOND), trace, units);
  expect(seconds(droppedAt)).toEqual([0, NaN]);
  expect(seconds(admittedAt)).toEqual([NaN, 0]);
});

it('keeps the place of a request that is being retried', () => {
  const retrying = closed(1, SECOND, { policy: 'retry' });
  const { refusedAt } = play(retrying, requests(3, noon, 0, ''), oneAMinute);
  expect(refusedAt.map(seconds)).toEqual([[], [1, 6, 11], [11, 16, 21]]);
});

it('keeps the place of a request that is held, and gives up one whose time is over unsent', () => {
  const holding = closed(1, SECOND, { policy: 'wait', maxWait: 90 * SECOND });
  const { admittedAt, droppedAt, refusedAt } = play(holding, requests(4, noon, 0, ''), oneAMinute);
  expect(seconds(admittedAt)).toEqual([0, 60, NaN, NaN]);
  expect(refusedAt.map(seconds)).toEqual([[], [1], [61], []]);
  expect(seconds(droppedAt)).toEqual([NaN, NaN, 90.000001, 90.000001]);
});
