import { makeClient, DEFAULT_RETRY } from '../../src/engine/client-spec.js';
import { policies, type Client } from '../../src/engine/client.js';
import { planLimits } from '../../src/engine/limit-plan.js';
import type { Outcome } from '../../src/engine/outcome.js';
import { replay } from '../../src/engine/replay.js';
import { simulate } from '../../src/engine/simulate.js';
import {
  ALGORITHM_NAMES,
  type AlgorithmName,
  type Limit,
  type RateModel,
} from '../../src/model/rate-model.js';
import { namedStream } from '../../src/random.js';
import { MILLISECOND, MINUTE, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { medianSeconds, type Row } from './measure.js';
import {
  withLimiter,
  withoutLimits,
  withRateLimiterFlexible,
  withSapphire,
  withStringKeys,
  type Refusals,
} from './replay-peers.js';

const MILLION = 1_000_000;
const USERS = 10_000;
const START = 1_767_225_600 * SECOND;
const GAP = 4 * MILLISECOND;
/** Turns of each peer; the first warms up and does not count. */
const TURNS = 6;
const CATEGORIES = ['a', 'b', 'c'];

/** Windows in which the rates of `limiter`, in tokens a millisecond, are exact: 2⁻⁷. */
const BUCKET = { points: 512, window: 65_536 * MILLISECOND };
const WINDOW = { points: 600, window: MINUTE };

function limit(id: string, figure: number, window: number, category?: string): Limit {
  return {
    id,
    appliesTo: category === undefined ? {} : { category },
    counts: 'requests',
    limit: figure,
    window,
    scope: ['app', 'user'],
    provenance: { title: 'Benchmark', status: 'assumed' },
  };
}

function modelWith(limits: readonly Limit[]): RateModel {
  return {
    name: 'bench',
    title: 'Benchmark',
    basePath: '',
    algorithm: 'fixed-window',
    denied: 'free',
    categories: CATEGORIES.map((name) => ({ name, description: '' })),
    operations: [],
    exemptions: [],
    tiers: [{ name: 'tier', title: 'Tier', limits }],
    assumptions: [],
  };
}

const two = modelWith([
  limit('universal', 20, SECOND),
  ...CATEGORIES.map((category) => limit(category, 300, MINUTE, category)),
]);
const one = modelWith([limit('universal', WINDOW.points, WINDOW.window)]);
const bucket = modelWith([limit('universal', BUCKET.points, BUCKET.window)]);
/** Refuses about a fifth of the requests. */
const tight = modelWith([limit('universal', 60, MINUTE)]);

/** A request every 4 milliseconds, of 10,000 users by Zipf's law, of three categories at random. */
function traceOf(length: number): Columns {
  const draw = namedStream(1, 'bench', 'replay');
  const upTo = new Float64Array(USERS);
  for (let i = 0, sum = 0; i < USERS; i++) upTo[i] = sum += 1 / (i + 1);
  const user = new Uint32Array(length);
  const category = new Uint16Array(length);
  for (let seq = 0; seq < length; seq++) {
    const drawn = draw() * upTo[USERS - 1]!;
    let low = 0;
    let high = USERS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! < drawn) low = middle + 1;
      else high = middle;
    }
    user[seq] = low;
    category[seq] = 1 + Math.floor(draw() * CATEGORIES.length);
  }
  return {
    length,
    timestamp: Float64Array.from({ length }, (_, seq) => START + seq * GAP),
    app: new Uint32Array(length),
    user,
    adAccount: new Uint32Array(length),
    category,
    flags: new Uint8Array(length),
    names: {
      apps: ['app'],
      users: Array.from({ length: USERS }, (_, i) => ({ app: 0, name: `user-${i}` })),
      adAccounts: [{ app: 0, name: 'account' }],
      categories: ['', ...CATEGORIES],
    },
  };
}

/** The first requests of a trace. */
function firstOf(columns: Columns, length: number): Columns {
  return { ...columns, length };
}

function run(
  columns: Columns,
  model: RateModel,
  algorithm: AlgorithmName = 'fixed-window',
  client: Client = policies.drop(),
): Outcome {
  return simulate(columns, model, model.tiers[0]!, { algorithm, denied: 'free', client });
}

/** Replay in memory, against other ways to the same decisions, and as the trace grows. */
export async function replayRows(): Promise<Row[]> {
  const whole = traceOf(10 * MILLION);
  const million = firstOf(whole, MILLION);
  checkAgainstEvents(firstOf(whole, MILLION / 10));
  return [
    ...limitRows(whole),
    ...(await peerRows(million)),
    ...algorithmRows(whole),
    retryRow(million),
    ...growthRows(whole),
  ];
}

function limitRows(columns: Columns): Row[] {
  const plan = planLimits(columns, two, two.tiers[0]!);
  expectSame(run(columns, two), withStringKeys(plan, columns));
  const [ours, strings] = medianSeconds(
    () => run(columns, two),
    () => withStringKeys(plan, columns),
  );
  const [single, bare] = medianSeconds(
    () => run(columns, one),
    () => {
      withoutLimits(columns);
    },
  );
  return [
    {
      what: 'replay, drop, universal and category, fixed windows, 10 million',
      against: 'string-keyed maps',
      ratio: strings! / ours!,
      bound: { kind: 'at least', ratio: 20 },
    },
    {
      what: 'replay, drop, one limit, fixed windows, 10 million, its time',
      against: 'a bare pass that touches one counter a request and writes as much',
      ratio: single! / bare!,
      bound: { kind: 'at most', ratio: 3 },
    },
  ];
}

async function peerRows(columns: Columns): Promise<Row[]> {
  const anchored = ['fixed-window-anchored', one, WINDOW] as const;
  const peers = [
    ['rate-limiter-flexible in memory', withRateLimiterFlexible, ...anchored, 30],
    ['@sapphire/ratelimits', withSapphire, ...anchored, 8],
    ['limiter', withLimiter, 'token-bucket', bucket, BUCKET, 8],
  ] as const;
  const rows: Row[] = [];
  for (const [against, peer, algorithm, model, { points, window }, least] of peers) {
    const theirs: number[] = [];
    const ours: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const start = performance.now();
      const refusals = await peer(columns, points, window);
      const middle = performance.now();
      const outcome = run(columns, model, algorithm);
      theirs.push(middle - start);
      ours.push(performance.now() - middle);
      expectSame(outcome, refusals);
    }
    rows.push({
      what: `replay, drop, one limit, ${algorithm}, a million`,
      against,
      ratio: medianOf(theirs) / medianOf(ours),
      bound: { kind: 'at least', ratio: least },
    });
  }
  return rows;
}

function algorithmRows(columns: Columns): Row[] {
  const bounds = { 'token-bucket': 1.5, 'sliding-counter': 2, 'sliding-log': 4 } as const;
  return (Object.keys(bounds) as (keyof typeof bounds)[]).map((algorithm) => {
    const [other, fixed] = medianSeconds(
      () => run(columns, one, algorithm),
      () => run(columns, one),
    );
    return {
      what: `replay, drop, one limit, ${algorithm}, 10 million, its time`,
      against: 'fixed-window',
      ratio: other! / fixed!,
      bound: { kind: 'at most', ratio: bounds[algorithm] },
    };
  });
}

function retryRow(columns: Columns): Row {
  const client = makeClient({ policy: 'retry', retry: DEFAULT_RETRY }, 1);
  let sent = 0;
  for (const attempts of run(columns, tight, 'fixed-window', client).attempts) sent += attempts;
  const { responses429 } = run(columns, tight);
  const [retry, drop] = medianSeconds(
    () => run(columns, tight, 'fixed-window', client),
    () => run(columns, tight),
  );
  const share = ((100 * responses429) / columns.length).toFixed(0);
  return {
    what: `retry with full jitter, ${share} % throttled, a million, time an attempt`,
    against: 'drop, time a request',
    ratio: retry! / sent / (drop! / columns.length),
    bound: { kind: 'at most', ratio: 8 },
  };
}

function growthRows(whole: Columns): Row[] {
  const million = firstOf(whole, MILLION);
  return [3, 10].map((millions) => {
    const larger = firstOf(whole, millions * MILLION);
    const [large, small] = medianSeconds(
      () => run(larger, two),
      () => {
        for (let i = 0; i < millions; i++) run(million, two);
      },
    );
    return {
      what: `replay, drop, universal and category, ${millions} million, time a request`,
      against: 'a million',
      ratio: large! / small!,
      bound: { kind: 'at most', ratio: 2 },
    };
  });
}

/** @throws Error if a peer refused other requests. */
function expectSame({ bindingLimit }: Outcome, refusals: Refusals): void {
  const seq = refusals.findIndex((refused, i) => (bindingLimit[i] !== -1) !== (refused === 1));
  if (seq !== -1) throw new Error(`request ${seq}: two ways of replay give two answers`);
}

/** @throws Error if a replay without events differs from that by events. */
function checkAgainstEvents(columns: Columns): void {
  const client = policies.drop();
  for (const algorithm of ALGORITHM_NAMES) {
    const plan = planLimits(columns, two, two.tiers[0]!);
    const byEvents = replay(columns, plan, { algorithm, denied: 'free', client });
    const outcome = run(columns, two, algorithm);
    for (const key of ['admittedAt', 'bindingLimit', 'peakUse'] as const) {
      if (!outcome[key].every((value, i) => Object.is(value, byEvents[key][i]))) {
        throw new Error(`${algorithm}: two ways of replay differ in ${key}`);
      }
    }
  }
}

function medianOf(values: readonly number[]): number {
  return values.slice(1).toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
}
