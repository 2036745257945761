import { describe, expect, it, test } from 'vitest';
import type { RetrySettings } from '../../src/engine/client-retry.js';
import type { ClientSpec } from '../../src/engine/client-spec.js';
import { parseClients } from '../../src/engine/parse-clients.js';
import { ALGORITHM_NAMES } from '../../src/model/rate-model.js';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { uniformAt } from '../../src/random.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/time.js';
import { readShipped } from '../model/shipped-models.js';
import { play, type Played } from './play.js';
import { at, request, requests } from './requests.js';
import { limit } from './small-tier.js';

const clients = parseClients(parseYaml(readShipped('clients.yaml'), 'clients.yaml').document, {
  file: 'clients.yaml',
});
const noon = at('2026-06-10T12:00');
const oneADay = [limit('calls', 1, { window: DAY })];
const oneAMinute = [limit('calls', 1, { window: MINUTE })];

function spec(name: string, change: Partial<RetrySettings> = {}): ClientSpec {
  const found = clients.get(name)!.spec;
  return { ...found, retry: { ...found.retry, ...change } };
}

/** The first request takes the day's only place; the others ask at noon and are refused for good. */
function refused(client: ClientSpec, count = 1, seed?: number): Played {
  const trace = [request(noon - HOUR, ''), ...requests(count, noon, 0, '')];
  return play(client, trace, oneADay, seed === undefined ? {} : { seed });
}

/** How long after the first refusal of a request each was. */
function since([first, ...more]: readonly number[]): number[] {
  return [0, ...more.map((t) => t - first!)];
}

function gaps(times: readonly number[]): number[] {
  return times.slice(1).map((t, index) => t - times[index]!);
}

test('every named client has a test here', () => {
  expect([...clients.keys()]).toEqual([
    'no-retry',
    'api-quickstart',
    'exponential',
    'reset-header',
    'airbyte',
    'singer',
    'fixed-5s',
    'clamped-reset',
    'epoch-misread',
    'paced',
  ]);
});

it.each(['no-retry', 'api-quickstart'])('%s gives up at once', (name) => {
  const { refusedAt, droppedAt } = refused(spec(name));
  expect(refusedAt[1]).toEqual([noon]);
  expect(droppedAt[1]).toBe(noon);
});

describe.each([
  { name: 'exponential', bounds: [1, 2, 4, 8] },
  { name: 'singer', bounds: [5, 10, 20, 40] },
])('$name', ({ name, bounds }) => {
  const seconds = bounds.map((bound) => bound * SECOND);

  it('spreads each delay over [0, bound], and drops after the fifth refusal', () => {
    const { refusedAt, droppedAt } = refused(spec(name), 200);
    const delays = refusedAt.slice(1).map(gaps);
    seconds.forEach((bound, k) => {
      const ofAttempt = delays.map((ladder) => ladder[k]!);
      expect(Math.min(...ofAttempt)).toBeGreaterThanOrEqual(0);
      expect(Math.min(...ofAttempt)).toBeLessThan(0.05 * bound);
      expect(Math.max(...ofAttempt)).toBeLessThanOrEqual(bound);
      expect(Math.max(...ofAttempt)).toBeGreaterThan(0.95 * bound);
    });
    expect(delays.every((ladder) => ladder.length === 4)).toBe(true);
    expect(droppedAt[1]).toBe(refusedAt[1]![4]);
  });

  it('draws each delay from (seed, seq, attempt) alone, in whole microseconds', () => {
    const { refusedAt } = refused(spec(name), 3, 42);
    for (const seq of [1, 2, 3]) {
      expect(gaps(refusedAt[seq]!)).toEqual(
        seconds.map((bound, k) => Math.floor(bound * uniformAt(42, seq, k + 1, 0))),
      );
    }
    expect(refused(spec(name), 300, 42).refusedAt.slice(1, 4)).toEqual(refusedAt.slice(1));
    expect(refused(spec(name), 3, 43).refusedAt[1]).not.toEqual(refusedAt[1]);
  });
});

test('exponential never waits longer than its cap', () => {
  const { refusedAt } = refused(spec('exponential', { attempts: 9, jitter: 'none' }));
  expect(gaps(refusedAt[1]!).map((us) => us / SECOND)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test('singer has no cap', () => {
  const { refusedAt } = refused(spec('singer', { attempts: 7, jitter: 'none' }));
  expect(gaps(refusedAt[1]!).map((us) => us / SECOND)).toEqual([5, 10, 20, 40, 80, 160]);
});

describe('reset-header', () => {
  it.each([
    ['12:00:10', '12:01:00'],
    ['12:00:10.000001', '12:01:00.000001'],
    ['12:00:01.25', '12:01:00.25'],
    ['12:00:59.999999', '12:01:00.999999'],
  ])('refused at %s, sends again whole seconds later, at %s', (asked, sentAgain) => {
    const trace = [request(noon, ''), request(at(`2026-06-10T${asked}`), '')];
    const { admittedAt, refusedAt } = play(spec('reset-header'), trace, oneAMinute);
    expect(refusedAt[1]).toHaveLength(1);
    expect(admittedAt[1]).toBe(at(`2026-06-10T${sentAgain}`));
  });

  it('would send at the very edge of the window if it knew the reset exactly', () => {
    const trace = [request(noon, ''), request(noon + 1.25 * SECOND, '')];
    const { admittedAt } = play(spec('reset-header', { reset: 'exact' }), trace, oneAMinute);
    expect(admittedAt[1]).toBe(noon + MINUTE);
  });

  it('gives up after five refusals', () => {
    const { admittedAt, refusedAt, droppedAt } = play(
      spec('reset-header'),
      requests(6, noon, 0, ''),
      oneAMinute,
    );
    expect(admittedAt.slice(0, 5)).toEqual([0, 1, 2, 3, 4].map((n) => noon + n * MINUTE));
    expect(since(refusedAt[5]!)).toEqual([0, 1, 2, 3, 4].map((n) => n * MINUTE));
    expect(droppedAt[5]).toBe(noon + 4 * MINUTE);
  });
});

test('airbyte waits until midnight: 67,150 s, more than 18 hours', () => {
  const asked = at('2026-06-10T05:20:50');
  const trace = [request(asked - HOUR, ''), request(asked, '')];
  const { admittedAt, refusedAt } = play(spec('airbyte'), trace, oneADay);
  expect(refusedAt[1]).toEqual([asked]);
  expect(admittedAt[1]).toBe(at('2026-06-11T00:00'));
  expect(admittedAt[1]! - asked).toBe(67_150 * SECOND);
});

test('fixed-5s tries three times, 5 s apart', () => {
  const { refusedAt, droppedAt } = refused(spec('fixed-5s'));
  expect(since(refusedAt[1]!)).toEqual([0, 5 * SECOND, 10 * SECOND]);
  expect(droppedAt[1]).toBe(noon + 10 * SECOND);
});

describe('clamped-reset', () => {
  it('waits 30 s for a later reset, and until the reset where that is nearer', () => {
    const trace = [request(noon, ''), request(noon + 10 * SECOND, '')];
    const { admittedAt, refusedAt } = play(spec('clamped-reset'), trace, oneAMinute);
    expect(refusedAt[1]).toEqual([noon + 10 * SECOND, noon + 40 * SECOND]);
    expect(admittedAt[1]).toBe(noon + MINUTE);
  });

  it('waits 1 s for a nearer reset', () => {
    const trace = [request(noon, ''), request(noon + 59.9 * SECOND, '')];
    const exact = { ...spec('clamped-reset', { reset: 'exact' }), pacing: undefined };
    expect(play(exact, trace, oneAMinute).admittedAt[1]).toBe(noon + 60.9 * SECOND);
  });

  it.each([3, 9])('stops at 60 s, inclusive, with %i attempts', (attempts) => {
    const { refusedAt, droppedAt } = refused(spec('clamped-reset', { attempts }));
    expect(since(refusedAt[1]!)).toEqual([0, 30 * SECOND, 60 * SECOND]);
    expect(droppedAt[1]).toBe(noon + 60 * SECOND);
  });

  it('sends nothing after its 60 s, even where spacing puts a retry off', () => {
    const trace = [
      request(noon, ''),
      request(noon, ''),
      ...requests(100, noon + 31 * SECOND, 0, ''),
    ];
    const { refusedAt, droppedAt } = play(spec('clamped-reset'), trace, oneADay);
    expect(refusedAt[1]).toEqual([noon + 1.1 * SECOND]);
    expect(droppedAt[1]).toBe(noon + 31.1 * SECOND);
  });

  it('keeps 1.1 s between the requests of a user, and users apart', () => {
    const trace = ['a', 'a', 'b', 'a'].map((user) => request(noon, '', { user }));
    const { admittedAt } = play(spec('clamped-reset'), trace, [limit('calls', 100)]);
    expect(admittedAt.map((t) => (t - noon) / SECOND)).toEqual([0, 1.1, 0, 2.2]);
  });

  it('keeps 1.1 s between retries and new requests, in the order in which they become due', () => {
    const trace = [...requests(3, noon, 0, ''), request(noon + 31.5 * SECOND, '')];
    const { refusedAt } = play(spec('clamped-reset'), trace, oneADay);
    const sent = refusedAt.map((times) => times.map((t) => (t - noon) / SECOND));
    expect(sent).toEqual([[], [1.1, 31.1, 61.1], [2.2, 33.3], [32.2, 62.2, 92.2]]);
  });
});

describe('epoch-misread', () => {
  it('waits 2, 4 and 8 s, then gives up', () => {
    const { refusedAt, droppedAt } = refused(spec('epoch-misread'));
    expect(since(refusedAt[1]!)).toEqual([0, 2 * SECOND, 6 * SECOND, 14 * SECOND]);
    expect(droppedAt[1]).toBe(noon + 14 * SECOND);
  });

  it('makes nothing of a reset that is near', () => {
    const trace = [request(noon, ''), request(noon + 59 * SECOND, '')];
    expect(play(spec('epoch-misread'), trace, oneAMinute).admittedAt[1]).toBe(noon + 61 * SECOND);
  });
});

describe('paced', () => {
  const start = noon + 3_333_333;

  it.each(ALGORITHM_NAMES)(
    'is never refused, and sends every ⌈w / ⌊0.95·L⌋⌉, under %s',
    (algorithm) => {
      const limits = [limit('calls', 100, { window: 10 * SECOND })];
      const { admittedAt, responses429 } = play(
        spec('paced'),
        requests(300, start, 0, ''),
        limits,
        {
          algorithm,
        },
      );
      expect(responses429).toBe(0);
      expect(admittedAt).toEqual(
        Array.from({ length: 300 }, (_, n) => start + n * Math.ceil((10 * SECOND) / 95)),
      );
    },
  );

  it('rounds the share of a small limit down: 6 of 7', () => {
    const limits = [limit('calls', 7, { window: MINUTE })];
    const { admittedAt, responses429 } = play(spec('paced'), requests(20, start, 0, ''), limits);
    expect(responses429).toBe(0);
    expect(new Set(gaps(admittedAt))).toEqual(new Set([10 * SECOND]));
  });

  it('sends at once what comes no faster than that', () => {
    const trace = requests(20, start, 10 * SECOND, '');
    const { admittedAt } = play(spec('paced'), trace, [limit('calls', 7, { window: MINUTE })]);
    expect(admittedAt).toEqual(trace.map(({ timestamp }) => timestamp));
  });
});
