import { makeClient, DEFAULT_RETRY } from '../../src/engine/client-spec.js';
import { policies, type Client } from '../../src/engine/client.js';
import { planLimits } from '../../src/engine/limit-plan.js';
import type { Fates, Outcome } from '../../src/engine/outcome.js';
import { replayFates } from '../../src/engine/replay-fates.js';
import { replay } from '../../src/engine/replay.js';
import { simulate } from '../../src/engine/simulate.js';
import { ALGORITHM_NAMES, type AlgorithmName, type RateModel } from '../../src/model/rate-model.js';
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
import { BUCKET, bucket, firstOf, one, tight, traceOf, two, WINDOW } from './replay-trace.js';

const MILLION = 1_000_000;
/** Turns of each peer; the first warms up and does not count. */
const TURNS = 6;
function run(
  columns: Columns,
  model: RateModel,
  algorithm: AlgorithmName = 'fixed-window',
  client: Client = policies.drop(),
): Outcome {
  return simulate(columns, model, model.tiers[0]!, { algorithm, denied: 'free', client });
}

/** What became of every request, with no record beside: as much as the peers tell, or more. */
function decide(
  columns: Columns,
  model: RateModel,
  algorithm: AlgorithmName = 'fixed-window',
): Fates {
  const plan = planLimits(columns, model, model.tiers[0]!);
  return replayFates(columns, plan, { algorithm, denied: 'free', client: policies.drop() });
}

/** Replay in memory, against other ways to the same decisions, and as the trace grows. */
export async function replayRows(): Promise<Row[]> {
  const whole = traceOf(10 * MILLION);
  const million = firstOf(whole, MILLION);
  checkAgainstEvents(firstOf(whole, MILLION / 10));
  return [
    ...limitRows(whole),
    ...(await peerRows(whole)),
    ...algorithmRows(whole),
    retryRow(million),
    ...growthRows(whole),
  ];
}

function limitRows(columns: Columns): Row[] {
  const plan = planLimits(columns, two, two.tiers[0]!);
  expectSame(decide(columns, two), withStringKeys(plan, columns));
  const [ours, strings] = medianSeconds(
    () => decide(columns, two),
    () => withStringKeys(plan, columns),
  );
  const [single, bare] = medianSeconds(
    () => decide(columns, one),
    () => {
      withoutLimits(columns);
    },
  );
  return [
    {
      what: 'decisions, drop, universal and category, fixed windows, 10 million',
      against: 'string-keyed maps',
      ratio: strings! / ours!,
      bound: { kind: 'at least', ratio: 20 },
    },
    {
      what: 'decisions, drop, one limit, fixed windows, 10 million, their time',
      against: 'a bare pass that reads time, kind and user and writes a counter and a decision',
      ratio: single! / bare!,
      bound: { kind: 'at most', ratio: 3 },
    },
  ];
}

async function peerRows(whole: Columns): Promise<Row[]> {
  const anchored = ['fixed-window-anchored', one, WINDOW] as const;
  const peers = [
    ['rate-limiter-flexible in memory', withRateLimiterFlexible, ...anchored, 1, 30],
    ['@sapphire/ratelimits', withSapphire, ...anchored, 10, 8],
    ['limiter', withLimiter, 'token-bucket', bucket, BUCKET, 10, 8],
  ] as const;
  const rows: Row[] = [];
  for (const [against, peer, algorithm, model, { points, window }, millions, least] of peers) {
    const columns = firstOf(whole, millions * MILLION);
    const theirs: number[] = [];
    const ours: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const start = performance.now();
      const refusals = await peer(columns, points, window);
      const middle = performance.now();
      const fates = decide(columns, model, algorithm);
      theirs.push(middle - start);
      ours.push(performance.now() - middle);
      expectSame(fates, refusals);
    }
    rows.push({
      what: `decisions, drop, one limit, ${algorithm}, ${millions} million`,
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
  let refused = 0;
  const { attempts, bindingLimit } = run(columns, tight, 'fixed-window', client);
  for (const count of attempts) sent += count;
  for (const limit of bindingLimit) if (limit !== -1) refused++;
  const [retry, drop] = medianSeconds(
    () => run(columns, tight, 'fixed-window', client),
    () => run(columns, tight),
  );
  const share = ((100 * refused) / columns.length).toFixed(0);
  return {
    what: `retry with full jitter, ${share} % of first attempts refused, a million, time an attempt`,
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
function expectSame({ bindingLimit }: Fates, refusals: Refusals): void {
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
