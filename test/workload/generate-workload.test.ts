import { expect, test } from 'vitest';
import {
  generateWorkload,
  type WorkloadColumns,
} from '../../src/workload/generate/generate-workload.js';
import { unmappedRequests } from '../../src/workload/generate/unmapped-requests.js';
import {
  model,
  parse,
  requestsOf,
  run,
  runSource,
  small,
  source,
  START,
} from './small-workload.js';

const users = { name: 'u', users: 5, ad_accounts: 2 };

const events = source({
  name: 'events',
  arrivals: { rate: '30/h', process: { bursts: { factor: 8, length: '5m', every: '1h' } } },
  calls: [{ category: 'write', times: { poisson: 2 } }],
  conversion: 0.5,
  test: 0.1,
  cost: { geometric: 3 },
});
const visits = source({
  name: 'visits',
  arrivals: undefined,
  sessions: {
    rate: '6/h',
    curve: 'evening',
    process: { log_normal: { sigma: 1 } },
    think: { log_normal: { median: '10m', sigma: 1 } },
  },
  calls: undefined,
  mix: [{ category: 'read' }, { category: 'write' }],
  draws: { poisson: 6 },
});
const sync = source({
  name: 'sync',
  arrivals: undefined,
  jobs: { cron: '50 23 * * *', jitter: '20m' },
  calls: [{ each: 'ad_account', category: 'poll', poll: { every: '10s', up_to: '600s' } }],
});
const busy = (change: Record<string, unknown> = {}) => ({
  length: '4d',
  populations: [users],
  sources: [events, visits, sync],
  ...change,
});

/** What most tests look at. */
const whole = run(busy());

function bytesOf(columns: WorkloadColumns): Buffer {
  const { timestamp, app, user, adAccount, category, flags, cost, source, operation } = columns;
  return Buffer.concat(
    [timestamp, app, user, adAccount, category, flags, cost!, source, operation].map((column) =>
      Buffer.from(column.buffer),
    ),
  );
}

test('requests are in time order and within the workload', () => {
  const { timestamp, length } = whole;
  expect(length).toBeGreaterThan(1000);
  expect(timestamp).toHaveLength(length);
  expect(timestamp.every((at, i) => i === 0 || timestamp[i - 1]! <= at)).toBe(true);
  expect(timestamp[0]).toBeGreaterThanOrEqual(START);
  expect(timestamp[length - 1]).toBeLessThan(START + 4 * 8.64e10);
  expect(timestamp.every((at) => Number.isInteger(at))).toBe(true);
});

test('the same seed gives the same bytes, another seed others', () => {
  expect(bytesOf(run(busy())).equals(bytesOf(whole))).toBe(true);
  expect(bytesOf(run(busy(), 2)).equals(bytesOf(whole))).toBe(false);
});

test('chunks are the whole, day by day', () => {
  const workload = parse(small(busy()));
  const chunks = [...generateWorkload(workload, { model, seed: 1 })];
  expect(chunks).toHaveLength(4);
  for (const name of whole.sources) {
    expect(chunks.flatMap((chunk) => requestsOf(chunk, name))).toEqual(requestsOf(whole, name));
  }
  expect(chunks.flatMap(({ timestamp }) => [...timestamp])).toEqual([...whole.timestamp]);
  chunks.forEach(({ timestamp }, day) => {
    expect(Math.floor((timestamp[0]! - START) / 8.64e10)).toBe(day);
    expect(Math.floor((timestamp.at(-1)! - START) / 8.64e10)).toBe(day);
  });
});

test('a shorter workload is the beginning of a longer one', () => {
  const long = whole;
  const short = run(busy({ length: '2d' }));
  expect([...short.timestamp]).toEqual(
    [...long.timestamp].filter((at) => at < START + 2 * 8.64e10),
  );
});

test('another source changes nothing for those that are there', () => {
  const alone = run(busy({ sources: [visits] }));
  const beside = run(busy({ sources: [sync, visits, events] }));
  expect(requestsOf(beside, 'visits')).toEqual(requestsOf(alone, 'visits'));
});

test('another user changes nothing for those that are there', () => {
  const five = whole;
  const six = run(busy({ populations: [{ ...users, users: 6 }] }));
  for (const name of five.sources) {
    const others = requestsOf(six, name).filter((row) => !row.includes('u-6'));
    expect(others).toEqual(requestsOf(five, name));
    expect(requestsOf(six, name).length).toBeGreaterThan(others.length);
  }
});

test('a day without rest changes nothing for the next one of a Poisson source', () => {
  const holidays = [{ name: 'rest', date: '2026-03-03', factor: 0.1 }];
  const [plain, rested] = [undefined, holidays].map((days) =>
    run({ length: '3d', holidays: days }).timestamp.filter((at) => at >= START + 2 * 8.64e10),
  );
  expect(plain!.length).toBeGreaterThan(100);
  expect(rested).toEqual(plain);
});

test('two generators taken in turn give what each gives alone', () => {
  const workload = parse(small(busy()));
  const [one, two] = [1, 2].map((seed) => generateWorkload(workload, { model, seed }));
  const taken: [number[], number[]] = [[], []];
  for (const chunk of one!) {
    taken[0].push(...chunk.timestamp);
    taken[1].push(...(two!.next().value?.timestamp ?? []));
  }
  expect(taken[0]).toEqual([...whole.timestamp]);
  expect(taken[1]).toEqual([...run(busy(), 2).timestamp]);
});

test('a large source is run hour by hour, and sends what it would send day by day', () => {
  const arrivals = { rate: '2000/d', curve: 'office', zone: 'Asia/Kolkata' };
  const { zone, ...clock } = arrivals;
  const calls = [{ category: 'read', chance: 0.5 }, { category: 'write' }];
  const think = { exponential: { mean: '20m' } };
  const processes = { bursts: { factor: 5, length: '7m', every: '1h' } };
  const sources = [
    source({ name: 'a', zone, arrivals: clock, calls }),
    source({ name: 'b', zone, arrivals: { ...clock, process: processes }, calls }),
    source({
      name: 'c',
      zone,
      arrivals: { ...clock, process: { log_normal: { sigma: 1 } } },
      calls,
    }),
    source({ name: 'd', arrivals: undefined, sessions: { ...clock, think }, calls }),
    source({
      name: 'e',
      arrivals: undefined,
      jobs: { cron: '*/20 * * * *', jitter: '2h' },
      calls: [{ category: 'read', times: { poisson: 200 } }],
    }),
  ];
  const workload = parse(small({ sources, populations: [{ name: 'u', users: 3 }] }));
  const [parts, days] = [0, Infinity].map((large) => [
    ...generateWorkload(workload, { model, seed: 1, large }),
  ]);
  const [most, mostOfDay] = [parts!, days!].map((chunks) =>
    Math.max(...chunks.map(({ length }) => length)),
  );
  expect(most).toBeLessThan(mostOfDay!);
  expect(parts!.flatMap(rowsOf).sort()).toEqual(days!.flatMap(rowsOf).sort());
  let last = START;
  for (const { timestamp } of parts!) {
    for (const at of timestamp) {
      if (at < last) throw new Error(`${at} comes after ${last}`);
      last = at;
    }
  }
});

/** The requests as texts. */
function rowsOf({ length, timestamp, user, source, operation }: WorkloadColumns): string[] {
  return Array.from(
    { length },
    (_, i) => `${timestamp[i]!} ${user[i]!} ${source[i]!} ${operation[i]!}`,
  );
}

test('another population and app change nothing for those that are there', () => {
  const more = run(
    busy({ apps: ['one', 'two'], populations: [{ name: 'v', users: 3, app: 'two' }, users] }),
  );
  for (const name of more.sources) expect(requestsOf(more, name)).toEqual(requestsOf(whole, name));
});

test('names are numbered in order of first appearance; those that send nothing are left out', () => {
  const { names, user, adAccount, app } = run(
    busy({
      apps: ['idle', 'busy'],
      populations: [
        { name: 'v', users: 9 },
        { ...users, app: 'busy' },
      ],
    }),
  );
  expect(names.apps).toEqual(['busy']);
  expect(names.users).toHaveLength(5);
  expect(names.users.every((pair) => pair.app === 0)).toBe(true);
  expect(new Set(app)).toEqual(new Set([0]));
  expect([...new Set(user)]).toEqual([0, 1, 2, 3, 4]);
  expect([...new Set(adAccount)]).toEqual([...names.adAccounts.keys()]);
});

test('shares of tokens and test requests, and costs, are as given (four standard deviations)', () => {
  const columns = runSource(
    { arrivals: { rate: '10/m' }, conversion: 0.66, test: 0.05, cost: { geometric: 4 } },
    { length: '2d' },
  );
  const n = columns.length;
  const shareOf = (bit: number) => columns.flags.filter((flags) => (flags & bit) !== 0).length / n;
  expect(Math.abs(shareOf(2) - 0.66)).toBeLessThan(4 * Math.sqrt((0.66 * 0.34) / n));
  expect(Math.abs(shareOf(1) - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / n));
  const mean = columns.cost!.reduce((sum, cost) => sum + cost, 0) / n;
  expect(Math.abs(mean - 4)).toBeLessThan(4 * Math.sqrt(12 / n));
});

test('where every request costs 1 there is no column of costs', () => {
  expect(runSource({}).cost).toBeUndefined();
});

test('operations are classified by the model; what it does not know is unmapped, and named', () => {
  const columns = runSource({
    arrivals: { rate: '60/h', process: 'constant' },
    calls: [{ call: 'GET /me' }, { call: 'GET /you' }, { category: 'raed' }],
  });
  expect(columns.operations.map(({ category }) => category)).toEqual([1, 0, 0]);
  expect(columns.names.operations).toEqual(['GET /me', '', '']);
  const { requests, names } = unmappedRequests(columns);
  expect(requests).toBe(names[0]!.requests + names[1]!.requests);
  expect(names.map(({ name }) => name).sort()).toEqual(['GET /you', 'raed']);
});

test('a workload that sends nothing says so', () => {
  expect(() => runSource({ arrivals: { rate: '0/h' } })).toThrow(
    'the workload "small" sends nothing; raise its rates, or lengthen it',
  );
});
