import { expect, it } from 'vitest';
import { reservationsOf } from '../../src/plan/reservations.js';
import type { Reservation } from '../../src/result/result.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/time.js';
import { replay, tierNamed } from '../engine/replay.js';
import { at, request, requests } from '../engine/requests.js';
import { loadModel } from '../model/shipped-models.js';
import type { OracleRequest } from '../oracle/oracle-types.js';

const model = loadModel('pinterest-v5.yaml');
const start = at('2026-06-10T00:00');

function reservations(trace: readonly OracleRequest[], tier = 'trial'): Reservation[] {
  const times = trace.map(({ timestamp }) => timestamp);
  const span = { start: times[0]!, end: times.at(-1)! };
  return reservationsOf(span, replay(trace, model, tierNamed(model, tier)));
}

it('names every limit that is met and whose window is longer than the trace, with its figure scaled', () => {
  // 61 reads in one hour, 24 of which would make 61 · 24 = 1,464 a day.
  const hour = requests(61, start, MINUTE, 'org_read');
  const common = { tier: 'trial', windowMs: 86_400_000, spanMs: 3_600_000, allowed: 1000 };
  expect(reservations(hour)).toEqual([
    { ...common, limit: 'universal', measured: 61, scaled: 1464 },
    { ...common, limit: 'org_read', measured: 61, scaled: 1464 },
  ]);
  expect(reservations(hour, 'standard')).toEqual([]);
});

it('rounds the scaled figure up', () => {
  // 2 requests in 7 s are 2 · 60 / 7 = 17.1… a minute.
  const trace = [request(start, 'org_read'), request(start + 7 * SECOND, 'org_read')];
  const [perMinute] = reservations(trace, 'standard');
  expect(perMinute).toMatchObject({ limit: 'org_read', measured: 2, scaled: 18 });
});

it('takes the busiest scope tuple, and all it asks for, refused or not', () => {
  const busy = requests(150, start, SECOND / 10, 'trends_read', { user: 'busy' });
  const calm = requests(3, start + 15 * SECOND, 0, 'trends_read', { user: 'calm' });
  // 150 in 15 s are 600 a minute.
  const [perMinute] = reservations([...busy, ...calm], 'standard');
  expect(perMinute).toMatchObject({ limit: 'trends_read', measured: 150, scaled: 600 });
});

it('scales nothing where the trace is one instant', () => {
  const [universal] = reservations(requests(5, start, 0, 'org_read'), 'standard');
  expect(universal).toMatchObject({ windowMs: 1000, spanMs: 0, measured: 5, scaled: null });
});

it('has none once the trace is as long as the window', () => {
  const whole = [request(start, 'org_read'), request(start + DAY, 'org_read')];
  expect(reservations(whole)).toEqual([]);
  const short = [request(start, 'org_read'), request(start + DAY - HOUR, 'org_read')];
  expect(reservations(short)).toHaveLength(2);
});
