import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies } from '../../src/engine/client.js';
import { DEFAULT_RETRY } from '../../src/engine/client-spec.js';
import type { SimulationSettings } from '../../src/engine/settings.js';
import { simulate } from '../../src/engine/simulate.js';
import { withLimits } from '../../src/model/limits.js';
import { ALGORITHM_NAMES, DENIED_MODES, type RateModel } from '../../src/model/rate-model.js';
import { raiseOfJob, raiseOfRun, type Raise } from '../../src/plan/raise.js';
import { checkObjective, type Objective } from '../../src/plan/required-tier.js';
import { inlineRunner } from '../../src/plan/runner.js';
import { parseThreshold } from '../../src/plan/threshold.js';
import { DEFAULT_OBJECTIVE } from '../../src/result/objective.js';
import { HOUR, MINUTE, SECOND } from '../../src/time.js';
import { engineSettings, replay } from '../engine/replay.js';
import { at, requests } from '../engine/requests.js';
import { limit, modelWith } from '../engine/small-tier.js';
import { RUNS } from '../laws/runs.js';
import { loadModel } from '../model/shipped-models.js';
import type { OraclePolicy, OracleRequest } from '../oracle/oracle-types.js';
import { columnsOf } from '../oracle/random-trace.js';

const MANY = 10_000;
const pinterest = loadModel('pinterest-v5.yaml');
const morning = at('2026-06-10T00:00');

function objectiveOf(texts: readonly string[], model: RateModel, allowEmpty = false): Objective {
  const names = {
    categories: model.categories.map(({ name }) => name),
    limits: model.tiers.flatMap(({ limits }) => limits.map(({ id }) => id)),
  };
  return { thresholds: texts.map((text) => parseThreshold(text, names)), allowEmpty };
}

interface Question {
  readonly objective?: readonly string[];
  readonly settings?: Partial<SimulationSettings>;
  readonly model?: RateModel;
  readonly mostRuns?: number;
}

/** The raise of a model's last tier, and whether a run with the figures it names meets the objective. */
async function raiseOf(
  trace: readonly OracleRequest[],
  {
    objective = DEFAULT_OBJECTIVE,
    settings = {},
    model = pinterest,
    mostRuns = MANY,
  }: Question = {},
): Promise<Raise & { holdsWith: (key: 'to' | 'ask') => boolean }> {
  const tier = model.tiers.at(-1)!;
  const judge = objectiveOf(objective, model);
  const complete = {
    ...engineSettings({ algorithm: 'fixed-window', denied: 'free', policy: { name: 'drop' } }),
    ...settings,
  };
  const run = replay(trace, model, tier, complete);
  const raise = await raiseOfRun(run, model, complete, judge, mostRuns);
  const holdsWith = (key: 'to' | 'ask'): boolean => {
    const figures = new Map(raise.raise.map((one) => [one.limit.split('.')[1]!, one[key]!]));
    const outcome = replay(trace, model, withLimits(tier, figures), complete);
    return checkObjective(judge, outcome, model).every(({ ok }) => ok);
  };
  return { ...raise, holdsWith };
}

describe('the raise under the default objective', () => {
  it('is of every limit below its required limit, to that, with a figure to ask for', async () => {
    // 130 trends_read of one user in a minute, 110 of them in one second.
    const trace = [
      ...requests(110, morning, 0, 'trends_read'),
      ...requests(23, morning + MINUTE / 2, 0, 'trends_read'),
      ...requests(900, morning + HOUR, MINUTE / 20, 'org_read'),
    ];
    const { raise, raiseHolds, raiseIsLeast, holdsWith } = await raiseOf(trace);
    expect(raise).toEqual([
      { limit: 'standard.universal', from: 100, to: 110, ask: 110 },
      { limit: 'standard.trends_read', from: 60, to: 133, ask: 140 },
    ]);
    expect({ raiseHolds, raiseIsLeast }).toEqual({ raiseHolds: true, raiseIsLeast: true });
    expect(holdsWith('to')).toBe(true);
    expect(holdsWith('ask')).toBe(true);
  });

  it('has no figure where no limit would do', async () => {
    // A bucket of one token refuses the second of two at once, whatever its rate.
    const settings = { algorithm: 'token-bucket', burst: 1 } as const;
    const { raise, raiseHolds } = await raiseOf(requests(2, morning, 0, 'org_read'), { settings });
    expect(raise).toEqual([
      { limit: 'standard.universal', from: 100, to: null, ask: null },
      { limit: 'standard.org_read', from: 1000, to: null, ask: null },
    ]);
    expect(raiseHolds).toBe(false);
  });

  it('says where it does not hold, since the client delays its requests itself', async () => {
    const client = { ...policies.drop(), pacing: { kind: 'spacing', gap: SECOND } } as const;
    const trace = requests(70, morning, MINUTE / 100, 'trends_read');
    const { raise, raiseHolds } = await raiseOf(trace, { settings: { client } });
    expect(raise).toEqual([{ limit: 'standard.trends_read', from: 60, to: 70, ask: 70 }]);
    expect(raiseHolds).toBe(false);
  });
});

describe('the raise under another objective', () => {
  const small = modelWith(
    [limit('first', 2, { appliesTo: { category: 'a' } }), limit('second', 3, { window: MINUTE })],
    ['a', 'b'],
  );

  it('is no more than it takes', async () => {
    // 10 of a at once: 2 pass. For at most 50 % throttled, 5 must, by both limits.
    const { raise, raiseHolds, holdsWith } = await raiseOf(requests(10, 0, 0, 'a'), {
      model: small,
      objective: ['throttled<=50%'],
    });
    expect(raise).toEqual([
      { limit: 'tier.first', from: 2, to: 5, ask: 5 },
      { limit: 'tier.second', from: 3, to: 5, ask: 5 },
    ]);
    expect(raiseHolds).toBe(true);
    expect(holdsWith('to')).toBe(true);
  });

  it('leaves alone a limit that another one’s raise makes do', async () => {
    const trace = [...requests(3, 0, 0, 'a'), ...requests(7, SECOND, SECOND, 'b')];
    const { raise } = await raiseOf(trace, { model: small, objective: ['throttled<=1'] });
    // One of the three of a may be throttled: only the universal limit has to move, from 3 to 9.
    expect(raise).toEqual([{ limit: 'tier.second', from: 3, to: 9, ask: 9 }]);
  });

  it('helps a client that waits, though its bucket has no figure for no throttling at all', async () => {
    const model = modelWith([limit('bucket', 1)]);
    const question = {
      model,
      objective: ['delay.max<=500ms'],
      settings: { algorithm: 'token-bucket', burst: 1, client: policies.wait() },
    } as const;
    // 6 at once through a bucket of one token: the last one waits for 5 tokens, within 500 ms at 10 a second.
    const { raise, raiseHolds, raiseIsLeast } = await raiseOf(requests(6, 0, 0, ''), question);
    expect(raise).toEqual([{ limit: 'tier.bucket', from: 1, to: 10, ask: 10 }]);
    expect([raiseHolds, raiseIsLeast]).toEqual([true, true]);
  });

  it('helps a client that paces itself by the limits', async () => {
    const client = { ...policies.drop(), pacing: { kind: 'share', share: 1 } } as const;
    const trace = requests(6, 0, 0, '');
    const objective = ['delay.max<=500ms'];
    const model = modelWith([limit('all', 5)]);
    const { raise, holdsWith } = await raiseOf(trace, { model, objective, settings: { client } });
    expect(raise).toEqual([{ limit: 'tier.all', from: 5, to: 10, ask: 10 }]);
    expect(holdsWith('to')).toBe(true);
  });

  it('has no figure where none would do', async () => {
    const model = modelWith([limit('bucket', 1)]);
    const { raise, raiseHolds } = await raiseOf(requests(6, 0, 0, ''), {
      model,
      objective: ['throttled<=1'],
      settings: { algorithm: 'token-bucket', burst: 1 },
    });
    expect(raise).toEqual([{ limit: 'tier.bucket', from: 1, to: null, ask: null }]);
    expect(raiseHolds).toBe(false);
    const nothing = await raiseOf(requests(6, 0, 0, 'a'), {
      model: small,
      objective: ['throttled{category=b}<=1'],
    });
    expect(nothing).toMatchObject({ raise: [], raiseHolds: false });
  });

  it('holds also where the search for less is cut short, and says so', async () => {
    const question = { model: small, objective: ['throttled<=50%'], mostRuns: 5 };
    const { raise, raiseHolds, raiseIsLeast, holdsWith } = await raiseOf(
      requests(100, 0, 0, 'a'),
      question,
    );
    expect(raise.length).toBeGreaterThan(0);
    expect([raiseHolds, raiseIsLeast]).toEqual([true, false]);
    expect(holdsWith('to')).toBe(true);
    expect(holdsWith('ask')).toBe(true);
  });
});

const wait: OraclePolicy = { name: 'wait' };
const retries: OraclePolicy = {
  name: 'retry',
  attempts: 3,
  base: SECOND / 4,
  factor: 2,
  cap: SECOND,
  honourReset: false,
  jitter: 'none',
};

describe.each(ALGORITHM_NAMES)('the raise under %s', (algorithm) => {
  const steps = fc.array(
    fc.record({
      gap: fc.constantFrom(0, 0, 0, 1, SECOND / 4, SECOND),
      category: fc.constantFrom('a', 'b'),
    }),
    { minLength: 4, maxLength: 14 },
  );
  const questions = fc.record({
    trace: steps.map((all) => {
      let timestamp = 0;
      return all.flatMap(({ gap, category }) => requests(1, (timestamp += gap), 0, category));
    }),
    figures: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    denied: fc.constantFrom(...DENIED_MODES),
    policy: fc.constantFrom<OraclePolicy>({ name: 'drop' }, wait, retries),
    objective: fc.constantFrom(
      ['throttled<=25%'],
      ['throttled==0'],
      ['dropped<=1'],
      ['delay.max<=500ms', 'dropped<=2'],
      ['throttled{category=a}<=1'],
      ['attempts/offered<=1.2'],
    ),
  });

  it('holds, and no combination of figures that is as low in all and lower in one does', async () => {
    let raised = 0;
    await fc.assert(
      fc.asyncProperty(questions, async ({ trace, figures, denied, policy, objective }) => {
        const model = modelWith(
          [
            limit('a', figures[0], { appliesTo: { category: 'a' } }),
            limit('all', figures[1], { window: 2 * SECOND }),
          ],
          ['a', 'b'],
        );
        const judge = objectiveOf(objective, model, true);
        const settings = engineSettings({ algorithm, denied, policy });
        const tier = model.tiers[0]!;
        const columns = columnsOf(trace, model);
        const holds = (a: number, all: number): boolean => {
          const changed = withLimits(tier, new Map(Object.entries({ a, all })));
          const outcome = simulate(columns, model, changed, settings);
          const run = { columns, tier: changed, outcome };
          return checkObjective(judge, run, model).every(({ ok }) => ok);
        };
        fc.pre(!holds(...figures));
        raised++;
        const run = replay(trace, model, tier, settings);
        const { raise, raiseHolds } = await raiseOfRun(run, model, settings, judge, MANY);
        const grid = trace.flatMap((_, i) =>
          trace.map((__, j) => [figures[0] + i, figures[1] + j] as const),
        );
        expect(raiseHolds).toBe(grid.some((pair) => holds(...pair)));
        const figureOf = (id: string, k: 0 | 1, key: 'to' | 'ask'): number =>
          raise.find(({ limit: name }) => name === `tier.${id}`)?.[key] ?? figures[k];
        const to = [figureOf('a', 0, 'to'), figureOf('all', 1, 'to')] as const;
        expect(holds(...to)).toBe(true);
        expect(holds(figureOf('a', 0, 'ask'), figureOf('all', 1, 'ask'))).toBe(true);
        // In tier order: the other limit stood at its final figure when `all` was lowered.
        if (to[1] > figures[1]) expect(holds(to[0], to[1] - 1)).toBe(false);
        if (policy.name === 'drop' && denied === 'free') {
          const lower = grid.filter(([a, all]) => a <= to[0] && all <= to[1]);
          const holding = lower.filter((pair) => holds(...pair));
          expect(holding).toEqual([to]);
        }
      }),
      { ...RUNS, numRuns: 25 },
    );
    expect(raised).toBe(25);
  });
});

it('is the same on a runner as on the run itself', async () => {
  const trace = requests(150, morning, 0, 'trends_read');
  const objective = objectiveOf(['throttled<=10%'], pinterest);
  const tier = pinterest.tiers.at(-1)!;
  const runner = await inlineRunner({
    model: pinterest,
    origin: { kind: 'trace', columns: columnsOf(trace, pinterest) },
    objective,
    growth: { userSpread: 0, userStep: 1, rateSpread: 0, sharedAdAccounts: false },
    used: new Map(),
  });
  const client = { policy: 'drop', retry: DEFAULT_RETRY } as const;
  const scenario = { tier: tier.name, algorithm: 'fixed-window', denied: 'free', client } as const;
  const job = { load: { seed: 1 }, scenario };
  const onRunner = await raiseOfJob(runner, job, { tier, objective, mostRuns: MANY });
  const { holdsWith, ...onRun } = await raiseOf(trace, { objective: ['throttled<=10%'] });
  expect(onRunner).toEqual(onRun);
  expect(holdsWith('ask')).toBe(true);
  expect(onRunner.raise).toEqual([
    { limit: 'standard.universal', from: 100, to: 135, ask: 140 },
    { limit: 'standard.trends_read', from: 60, to: 135, ask: 140 },
  ]);
});
