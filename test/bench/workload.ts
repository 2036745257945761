import { createHash } from 'node:crypto';
import { generateWorkload } from '../../src/workload/generate/generate-workload.js';
import { parseWorkload } from '../../src/workload/profile/parse-workload.js';
import type { Workload } from '../../src/workload/profile/workload.js';
import { benchModel } from './bench-model.js';
import { medianSeconds, type Row } from './measure.js';

const MILLION = 1_000_000;
const SIZES = [1, 3, 10];
/** Requests a second that one core has to generate. */
const AIM = 2 * MILLION;
const DAYS = 7;
const OPTIONS = { seed: 1 };

const model = benchModel(['read', 'write', 'poll']);

/** What a source of one kind says so that a thousand users send so many requests in a week. */
type Shape = (requests: number) => { source: object; users?: number; exact?: boolean };

const perDay = (requests: number): string => `${requests / DAYS}/d`;
const one = [{ category: 'read' }];

/** The calls of a job: lists of three pages, reports watched for a minute and batches, for each of ten ad accounts. */
const FAN_OUT = [
  { category: 'read' },
  {
    each: 'ad_account',
    concurrency: 4,
    calls: [
      { category: 'read', pages: { items: 700, page_size: 250 }, pace: '100ms' },
      { category: 'poll', poll: { every: '10s', up_to: '60s', ready: '55s' } },
      { category: 'write', batches: { items: 5000, size: 1000 } },
    ],
  },
];
const CALLS_A_JOB = 1 + 10 * (3 + 6 + 5);
const JOBS_A_USER = DAYS * 24;

const shapes: Readonly<Record<string, Shape>> = {
  'Poisson arrivals': (requests) => ({
    source: { arrivals: { rate: perDay(requests), per: 'population' }, calls: one },
  }),
  'a curve': (requests) => ({
    source: {
      zone: 'America/New_York',
      arrivals: { rate: perDay(requests), per: 'population', curve: 'office' },
      calls: one,
    },
  }),
  bursts: (requests) => ({
    source: {
      arrivals: {
        rate: perDay(requests),
        per: 'population',
        process: { bursts: { factor: 10, length: '5m', every: '1h' } },
      },
      calls: one,
    },
  }),
  sessions: (requests) => ({
    source: {
      sessions: {
        rate: perDay(requests / 8),
        per: 'population',
        think: { log_normal: { median: '20s', sigma: 1 } },
      },
      mix: [
        { category: 'read', weight: 3 },
        { category: 'write', weight: 1 },
      ],
      draws: { geometric: 8 },
    },
  }),
  'jobs with fan-out': (requests) => ({
    users: Math.round(requests / CALLS_A_JOB / JOBS_A_USER),
    exact: true,
    source: { jobs: { cron: '0 * * * *', jitter: '10m' }, calls: FAN_OUT },
  }),
};

/** Generating whole weeks into columns, in requests a second on one core, against what it has to be. */
export function workloadRows(): Row[] {
  return Object.entries(shapes).flatMap(([name, shape]) =>
    SIZES.map((millions) => row(name, shape, millions)),
  );
}

function row(name: string, shape: Shape, millions: number): Row {
  const { source, users = 1000, exact = false } = shape(millions * MILLION);
  const workload = profile(source, users);
  const expected = exact ? users * JOBS_A_USER * CALLS_A_JOB : millions * MILLION;
  const { requests, digest } = check(workload, expected, exact ? 0 : 0.02);
  const [seconds] = medianSeconds(() => {
    let generated = 0;
    for (const { length } of generateWorkload(workload, { model, ...OPTIONS })) generated += length;
    if (generated !== requests) throw new Error(`${name}: ${generated} requests, not ${requests}`);
  });
  if (check(workload, expected, 0.02).digest !== digest) {
    throw new Error(`${name}: two runs of one seed differ`);
  }
  return {
    what: `generation, ${name}, ${millions} million, requests a second`,
    against: '2 million a second',
    ratio: requests / seconds! / AIM,
    bound: { kind: 'at least', ratio: 1 },
  };
}

function profile(source: object, users: number): Workload {
  const document = {
    format: 'quotasim/workload',
    version: 1,
    name: 'bench',
    title: 'Benchmark',
    start: '2026-03-02',
    length: `${DAYS}d`,
    populations: [{ name: 'u', users, ad_accounts: 10 }],
    sources: [{ name: 's', population: 'u', ...source }],
  };
  return parseWorkload(document, { file: 'bench.workload.yaml' });
}

/** Counts and digests what is generated; refuses what is out of order, or too far from the expected number. */
function check(
  workload: Workload,
  expected: number,
  tolerance: number,
): { requests: number; digest: string } {
  const hash = createHash('sha256');
  let requests = 0;
  let last = -Infinity;
  for (const chunk of generateWorkload(workload, { model, ...OPTIONS })) {
    for (const at of chunk.timestamp) {
      if (at < last) throw new Error(`${at} comes after ${last}`);
      last = at;
    }
    const { timestamp, user, adAccount, operation, flags } = chunk;
    for (const column of [timestamp, user, adAccount, operation, flags]) hash.update(column);
    requests += chunk.length;
  }
  if (Math.abs(requests - expected) > tolerance * expected) {
    throw new Error(`${requests} requests, where ${expected} were expected`);
  }
  return { requests, digest: hash.digest('hex') };
}
