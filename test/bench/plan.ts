import { workerRunner } from '../../src/cli/worker-runner.js';
import { DEFAULT_RETRY } from '../../src/engine/client-spec.js';
import type { PlanContext } from '../../src/plan/job.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { parseThreshold } from '../../src/plan/threshold.js';
import { namedStream } from '../../src/random.js';
import { DEFAULT_OBJECTIVE } from '../../src/result/objective.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { benchLimit, benchModel } from './bench-model.js';
import type { Row } from './measure.js';

const REQUESTS = 100_000;
const USERS = 50;
const START = 1_767_225_600 * SECOND;
const WEEK = 7 * DAY;
const CATEGORIES = ['read', 'write', 'report'];
/** Seconds that a plan may take on two threads. */
const AIM = 60;

/** A tier that counts a day per app and is full at about twice the load, and one that counts a minute per user. */
const model = benchModel(CATEGORIES, {
  tiers: [
    {
      name: 'small',
      title: 'Small',
      limits: [
        benchLimit('universal', 30_000, DAY, ['app']),
        benchLimit('write', 12_000, DAY, ['app'], 'write'),
      ],
    },
    {
      name: 'large',
      title: 'Large',
      limits: [
        benchLimit('universal', 100, SECOND, ['app', 'user']),
        benchLimit('read', 1000, MINUTE, ['app', 'user'], 'read'),
        benchLimit('write', 100, MINUTE, ['app', 'user'], 'write'),
        benchLimit('report', 60, MINUTE, ['app', 'user'], 'report'),
      ],
    },
  ],
});

/** A week of requests at random times, of users by Zipf's law, each with an ad account, of three categories at random. */
function week(): Columns {
  const draw = namedStream(1, 'bench', 'plan');
  const upTo: number[] = [];
  for (let i = 0, sum = 0; i < USERS; i++) upTo.push((sum += 1 / (i + 1)));
  const timestamp = Float64Array.from({ length: REQUESTS }, () =>
    Math.floor(START + draw() * WEEK),
  ).sort();
  const user = Uint32Array.from({ length: REQUESTS }, () => {
    const drawn = draw() * upTo.at(-1)!;
    return upTo.findIndex((sum) => drawn < sum);
  });
  return {
    length: REQUESTS,
    timestamp,
    app: new Uint32Array(REQUESTS),
    user,
    adAccount: user,
    category: Uint16Array.from(
      { length: REQUESTS },
      () => 1 + Math.floor(draw() * CATEGORIES.length),
    ),
    flags: new Uint8Array(REQUESTS),
    names: {
      apps: ['app'],
      users: Array.from({ length: USERS }, (_, i) => ({ app: 0, name: `user-${i}` })),
      adAccounts: Array.from({ length: USERS }, (_, i) => ({ app: 0, name: `account-${i}` })),
      categories: ['', ...CATEGORIES],
    },
  };
}

/** A whole plan, once on each number of threads: it takes too long for more. */
export async function planRows(): Promise<Row[]> {
  const columns = week();
  const one = await planOn(1, columns);
  const two = await planOn(2, columns);
  if (one.answer !== two.answer) throw new Error('a plan differs on two threads');
  const what = 'plan, 100,000 requests in a week, once';
  return [
    {
      what: `${what}, speed on two threads (${two.seconds.toFixed(1)} s)`,
      against: `on one (${one.seconds.toFixed(1)} s)`,
      ratio: one.seconds / two.seconds,
      bound: { kind: 'at least', ratio: 1.5 },
    },
    {
      what: `${what}, time on two threads`,
      against: `${AIM} s`,
      ratio: two.seconds / AIM,
      bound: { kind: 'at most', ratio: 1 },
    },
  ];
}

async function planOn(
  threads: number,
  columns: Columns,
): Promise<{ readonly seconds: number; readonly answer: string }> {
  const thresholds = DEFAULT_OBJECTIVE.map((text) =>
    parseThreshold(text, { categories: CATEGORIES, limits: [] }),
  );
  const context: PlanContext = {
    model,
    origin: { kind: 'trace', columns },
    objective: { thresholds, allowEmpty: false },
    growth: { userSpread: HOUR, userStep: MINUTE, rateSpread: MINUTE, sharedAdAccounts: false },
    used: new Map(),
  };
  globalThis.gc?.();
  const start = performance.now();
  const runner = await workerRunner(context, threads);
  try {
    const plan = await makePlan(runner, context, {
      algorithm: 'fixed-window',
      denied: 'free',
      clients: [{ spec: { policy: 'drop', retry: DEFAULT_RETRY } }],
      seed: 1,
      today: {
        requests: REQUESTS,
        start: columns.timestamp[0]!,
        end: columns.timestamp[REQUESTS - 1]!,
      },
      precision: 0.01,
      mostRequests: 5e6,
      required: { tier: 'small', met: [] },
      onProgress: () => undefined,
    });
    return { seconds: (performance.now() - start) / 1000, answer: JSON.stringify(plan) };
  } finally {
    await runner.close();
  }
}
