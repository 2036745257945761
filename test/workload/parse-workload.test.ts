import { expect, test } from 'vitest';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { parseWorkload } from '../../src/workload/profile/parse-workload.js';
import { parse, small, source } from './small-workload.js';

test('a small workload is spelt out: one app, UTC, a Poisson process on a flat curve', () => {
  const workload = parse(small());
  expect(workload).toMatchObject({
    start: Date.UTC(2026, 2, 2) * 1000,
    length: 8.64e10,
    zone: 'UTC',
    apps: ['default'],
    populations: [{ app: 0, users: 1, activity: { kind: 'equal' } }],
    launches: [],
    holidays: [],
  });
  const [s] = workload.sources;
  expect(s).toMatchObject({
    population: 0,
    clock: { kind: 'arrivals', per: 'user', process: { kind: 'poisson' } },
    latency: { kind: 'constant', value: 200_000 },
    growth: null,
    zone: 'UTC',
    path: {
      kind: 'sequence',
      steps: [
        {
          kind: 'call',
          operation: { kind: 'category', category: 'read' },
          fanOut: { kind: 'once' },
          conversion: 0,
          test: 0,
          chance: 1,
          concurrency: 1,
        },
      ],
    },
  });
  expect(s!.clock.kind === 'arrivals' && s!.clock.rate).toBeCloseTo(10 / 3600, 15);
  expect(s!.clock.kind === 'arrivals' && new Set(s!.clock.curve.week)).toEqual(new Set([1]));
});

test('a workload is frozen through and through', () => {
  const workload = parse(small());
  const visit = (part: unknown): boolean =>
    typeof part !== 'object' ||
    part === null ||
    (Object.isFrozen(part) && Object.values(part).every(visit));
  expect(visit(workload)).toBe(true);
});

test('it begins at local midnight of its zone', () => {
  const { start } = parse(small({ zone: 'America/New_York' }));
  expect(start).toBe(Date.UTC(2026, 2, 2, 5) * 1000);
});

test('what a source says of its requests is said of each call, unless the call says otherwise', () => {
  const calls = [{ category: 'a' }, { category: 'b', conversion: 0.1, cost: 7 }];
  const { path } = parse(small({ sources: [source({ conversion: 0.5, cost: 2, calls })] }))
    .sources[0]!;
  expect(path.steps).toMatchObject([
    { conversion: 0.5, cost: { kind: 'constant', value: 2 } },
    { conversion: 0.1, cost: { kind: 'constant', value: 7 } },
  ]);
});

test('thinking goes before every step but the first, unless a step waits by itself', () => {
  const calls = [{ category: 'a' }, { category: 'b' }, { category: 'c', wait: '1s' }];
  const { path } = parse(
    small({
      sources: [source({ arrivals: undefined, sessions: { rate: '1/h', think: '20s' }, calls })],
    }),
  ).sources[0]!;
  expect(path.steps.map(({ wait }) => wait)).toEqual(
    [0, 20e6, 1e6].map((value) => ({ kind: 'constant', value })),
  );
});

test('a curve of its own beats one of the same name that is there already', () => {
  const { clock } = parse(
    small({
      curves: { office: { hours: { '0-12': 1 } } },
      sources: [source({ arrivals: { rate: '1/h', curve: 'office' } })],
    }),
  ).sources[0]!;
  expect(clock.kind === 'arrivals' && clock.curve.week.slice(0, 24)).toEqual([
    ...new Array<number>(12).fill(2),
    ...new Array<number>(12).fill(0),
  ]);
});

test('a profile that a person writes in five minutes is read', () => {
  const text = `
format: quotasim/workload
version: 1
name: agency
title: A small ads agency
start: 2026-03-02
length: 7d
zone: Europe/Berlin
populations:
  - { name: people, users: 5, ad_accounts: { shared: 12 } }
sources:
  - name: dashboards
    population: people
    sessions:
      rate: 12/d
      curve: office
      think: { log_normal: { median: 20s, sigma: 1, most: 10m } }
    mix:
      - { call: 'GET /ad_accounts/{ad_account_id}/analytics', weight: 3 }
      - { call: 'PATCH /ad_accounts/{ad_account_id}/campaigns' }
    draws: { geometric: 8 }
`;
  const { document, lineOf } = parseYaml(text, 'agency.workload.yaml');
  const workload = parseWorkload(document, { file: 'agency.workload.yaml', lineOf });
  expect(workload.sources[0]!.path).toMatchObject({
    kind: 'mix',
    draws: { kind: 'geometric', mean: 8 },
    think: { kind: 'log_normal', median: 20e6, sigma: 1, most: 600e6 },
    steps: [{ weight: 3 }, { weight: 1 }],
  });
});
