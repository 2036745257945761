import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RETRY, makeClient, type ClientSpec } from '../../src/engine/client-spec.js';
import { simulate } from '../../src/engine/simulate.js';
import { zoneWindows } from '../../src/limiter/zone-windows.js';
import {
  ALGORITHM_NAMES,
  DENIED_MODES,
  type AlgorithmName,
  type DeniedMode,
  type Limit,
  type RateModel,
} from '../../src/model/rate-model.js';
import { findBand } from '../../src/plan/band.js';
import type { PlanContext, Runner } from '../../src/plan/job.js';
import type { Objective } from '../../src/plan/required-tier.js';
import { inlineRunner } from '../../src/plan/runner.js';
import { parseThreshold } from '../../src/plan/threshold.js';
import { verdictOf } from '../../src/plan/verdict-of.js';
import type { BandVerdict, ResultBand } from '../../src/result/plan.js';
import { DEFAULT_OBJECTIVE } from '../../src/result/objective.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { at, requests } from '../engine/requests.js';
import { limit, modelWith } from '../engine/small-tier.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';
import type { OracleRequest } from '../oracle/oracle-types.js';
import { columnsOf } from '../oracle/random-trace.js';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const midnight = at('2026-06-10T00:00');
const drop: ClientSpec = { policy: 'drop', retry: DEFAULT_RETRY };

function modelOf(tiers: Readonly<Record<string, readonly Limit[]>>): RateModel {
  return {
    ...modelWith([], ['a', 'b']),
    tiers: Object.entries(tiers).map(([name, limits]) => ({ name, title: name, limits })),
  };
}

function objectiveOf(texts: readonly string[]): Objective {
  const names = { categories: ['a', 'b'], limits: [] };
  return { thresholds: texts.map((text) => parseThreshold(text, names)), allowEmpty: true };
}

interface Question {
  readonly client?: ClientSpec;
  readonly objective?: readonly string[];
  readonly resetZone?: string;
}

function contextOf(
  trace: readonly OracleRequest[],
  model: RateModel,
  { objective = DEFAULT_OBJECTIVE, resetZone }: Question,
): PlanContext {
  return {
    model,
    origin: { kind: 'trace', columns: columnsOf(trace, model) },
    objective: objectiveOf(objective),
    growth: { userSpread: 0, userStep: 1, rateSpread: 0, sharedAdAccounts: false },
    used: new Map(),
    resetZone,
  };
}

/** The band, and the runner that made it. */
async function band(
  trace: readonly OracleRequest[],
  model: RateModel,
  question: Question = {},
): Promise<ResultBand & { readonly runner: Runner }> {
  const { client = drop, resetZone } = question;
  const runner = await inlineRunner(contextOf(trace, model, question));
  const found = await findBand(runner, {
    tiers: model.tiers,
    load: { seed: 1 },
    client,
    hasResetZone: resetZone !== undefined,
  });
  return { ...found, runner };
}

/** The verdict under one setting, by runs of its own. */
function verdictUnder(
  columns: Columns,
  model: RateModel,
  { client = drop, objective = DEFAULT_OBJECTIVE, resetZone }: Question,
  setting: { algorithm: AlgorithmName; denied: DeniedMode; resetHour?: number },
): BandVerdict {
  const { algorithm, denied, resetHour = 0 } = setting;
  const tiers = model.tiers.map((tier) => {
    const outcome = simulate(columns, model, tier, {
      algorithm,
      denied,
      resetPhase: resetHour * HOUR,
      resetWindows: resetZone === undefined ? undefined : zoneWindows(resetZone)!,
      client: makeClient(client, 1),
    });
    const { ok, totals } = verdictOf({ columns, tier, outcome }, model, objectiveOf(objective));
    return { tier: tier.name, ok, throttledShare: totals.throttled / totals.offered };
  });
  return { ...setting, requiredTier: tiers.find(({ ok }) => ok)?.tier ?? null, tiers };
}

const isAligned = (algorithm: AlgorithmName): boolean =>
  algorithm === 'fixed-window' || algorithm === 'sliding-counter';

function naiveSettings(hours: readonly number[]) {
  return ALGORITHM_NAMES.flatMap((algorithm) =>
    DENIED_MODES.flatMap((denied) =>
      isAligned(algorithm) && hours.length > 0
        ? hours.map((resetHour) => ({ algorithm, denied, resetHour }))
        : [{ algorithm, denied }],
    ),
  );
}

/** The names of the assumptions that decide, from the whole grid of algorithms, refusals and hours. */
function naiveFlips(verdicts: readonly BandVerdict[]): string[] {
  const grid = verdicts.flatMap((verdict) =>
    verdict.resetHour === undefined
      ? HOURS.map((resetHour) => ({ ...verdict, resetHour }))
      : [{ ...verdict, resetHour: verdict.resetHour }],
  );
  const names = ['algorithm', 'denied', 'resetHour'] as const;
  return names.filter((name) =>
    grid.some((one) =>
      grid.some(
        (other) =>
          one.requiredTier !== other.requiredTier &&
          names.every((each) => each === name || one[each] === other[each]),
      ),
    ),
  );
}

const daily = limit('daily', 4, { window: DAY });
const tiers = {
  small: [daily, limit('a_hourly', 2, { window: HOUR, appliesTo: { category: 'a' } })],
  large: [limit('minutely', 3, { window: MINUTE })],
};

describe('the band', () => {
  const gaps = fc.constantFrom(0, 0, 0, SECOND, 30 * SECOND, MINUTE, HOUR, 5 * HOUR, 11 * HOUR);
  const traces = fc
    .array(fc.record({ gap: gaps, category: fc.constantFrom('a', 'b') }), {
      minLength: 1,
      maxLength: 10,
      size: 'max',
    })
    .map((steps) => {
      let timestamp = midnight;
      return steps.flatMap(({ gap, category }) => requests(1, (timestamp += gap), 0, category));
    });
  const retry = { ...DEFAULT_RETRY, base: MINUTE, jitter: 'full' } as const;
  const questions = fc.record({
    client: fc.constantFrom<ClientSpec>(
      drop,
      { policy: 'wait', retry },
      { policy: 'retry', retry },
    ),
    objective: fc.constantFrom(DEFAULT_OBJECTIVE, ['throttled<=20%'], ['dropped<=1']),
  });

  it(
    'says of each of 102 settings what a run of its own does',
    async () => {
      await fc.assert(
        fc.asyncProperty(traces, questions, async (trace, question) => {
          const model = modelOf(tiers);
          const { settings, verdicts, flips, runs, runner, ...found } = await band(
            trace,
            model,
            question,
          );
          const columns = columnsOf(trace, model);
          const expected = naiveSettings(HOURS).map((setting) =>
            verdictUnder(columns, model, question, setting),
          );
          expect(settings).toBe(102);
          expect(verdicts).toEqual(expected);
          expect(runs).toBe(runner.runs);
          expect(flips.map(({ assumption }) => assumption).sort()).toEqual(naiveFlips(expected));
          const holds = (k: number): number => expected.filter((one) => one.tiers[k]!.ok).length;
          // The hours are nothing to `large`: its settings are counted without them.
          const ofLarge = expected.filter(({ resetHour = 0 }) => resetHour === 0);
          expect(found.tiers).toEqual([
            { tier: 'small', settings: 102, holds: holds(0) },
            {
              tier: 'large',
              settings: 10,
              holds: ofLarge.filter((one) => one.tiers[1]!.ok).length,
            },
          ]);
        }),
        { ...RUNS, numRuns: RUNS.numRuns / 30 },
      );
    },
    TIME_ALLOWED,
  );

  it('runs once what cannot differ: hours without daily windows, charges without refusals', async () => {
    const quiet = await band(requests(3, midnight, HOUR, 'a'), modelOf(tiers));
    // Of small 2 × 24 + 3, of large 5; all of them free.
    expect([quiet.settings, quiet.runs]).toEqual([102, 56]);
    const busy = await band(requests(9, midnight, 0, 'a'), modelOf(tiers));
    expect([busy.settings, busy.runs]).toEqual([102, 112]);
  });

  it('has 10 settings for a model without daily windows', async () => {
    const { settings, verdicts, runs } = await band(
      requests(3, midnight, 0, 'a'),
      modelOf({ large: tiers.large }),
    );
    expect([settings, verdicts.length, runs]).toEqual([10, 10, 5]);
    expect(verdicts.every(({ resetHour }) => resetHour === undefined)).toBe(true);
  });

  it('takes the hours from a zone where one is named', async () => {
    // 4 before and 4 after the midnight of Berlin, two hours ahead of UTC in June.
    const trace = [
      ...requests(4, midnight - 3 * HOUR, 0, 'b'),
      ...requests(4, midnight - HOUR, 0, 'b'),
    ];
    const model = modelOf({ small: tiers.small });
    const question = { resetZone: 'Europe/Berlin' };
    const { settings, verdicts } = await band(trace, model, question);
    expect(settings).toBe(10);
    expect(verdicts).toEqual(
      naiveSettings([]).map((setting) =>
        verdictUnder(columnsOf(trace, model), model, question, setting),
      ),
    );
    expect(verdicts[0]).toMatchObject({ algorithm: 'fixed-window', requiredTier: 'small' });
  });
});

describe('the assumptions that flip a verdict', () => {
  it('are the algorithm alone where a trace fits fixed windows and none that open or slide', async () => {
    const trace = [
      ...requests(3, midnight + 59 * SECOND, 0, 'a'),
      ...requests(3, midnight + 61 * SECOND, 0, 'a'),
    ];
    const { flips, tiers: found } = await band(trace, modelOf({ large: tiers.large }));
    const failing = ['fixed-window-anchored', 'sliding-log', 'sliding-counter', 'token-bucket'];
    expect(flips).toEqual([
      {
        assumption: 'algorithm',
        values: [
          { value: 'fixed-window', requiredTiers: ['large'] },
          ...failing.map((value) => ({ value, requiredTiers: [null] })),
        ],
      },
    ]);
    expect(found).toEqual([{ tier: 'large', settings: 10, holds: 2 }]);
  });

  it('are the hour too where it fits only if days start at some', async () => {
    // Four at 23:00 and four at 01:00: one day may not hold both.
    const trace = [
      ...requests(4, midnight - HOUR, 0, 'b'),
      ...requests(4, midnight + HOUR, 0, 'b'),
    ];
    const model = modelOf({ small: [daily], large: [limit('minutely', 4, { window: MINUTE })] });
    const { flips, tiers: found, verdicts } = await band(trace, model);
    expect(found).toEqual([
      { tier: 'small', settings: 102, holds: 4 },
      { tier: 'large', settings: 10, holds: 10 },
    ]);
    const fitting = verdicts.filter(({ requiredTier }) => requiredTier === 'small');
    expect(fitting.map(({ algorithm, resetHour }) => [algorithm, resetHour])).toEqual([
      ['fixed-window', 0],
      ['fixed-window', 1],
      ['fixed-window', 0],
      ['fixed-window', 1],
    ]);
    expect(flips.map(({ assumption }) => assumption)).toEqual(['resetHour', 'algorithm']);
    const [byHour] = flips;
    expect(byHour!.values.slice(0, 3)).toEqual([
      { value: '0', requiredTiers: ['small', 'large'] },
      { value: '1', requiredTiers: ['small', 'large'] },
      { value: '2', requiredTiers: ['large'] },
    ]);
  });

  it('are the charges alone where the retries of some eat the quota of others', async () => {
    // Two of three of a are refused, three times each; charged, they leave too little for four of b.
    const model = modelOf({
      only: [
        limit('all', 5, { window: MINUTE }),
        limit('a', 1, { window: MINUTE, appliesTo: { category: 'a' } }),
      ],
    });
    const trace = [
      ...requests(3, midnight, 0, 'a'),
      ...requests(4, midnight + 30 * SECOND, 0, 'b'),
    ];
    const retry = { ...DEFAULT_RETRY, attempts: 3, base: SECOND, jitter: 'none' } as const;
    const client: ClientSpec = { policy: 'retry', retry };
    const { flips } = await band(trace, model, { client, objective: ['dropped<=2'] });
    expect(flips).toEqual([
      {
        assumption: 'denied',
        values: [
          { value: 'free', requiredTiers: ['only'] },
          { value: 'charged', requiredTiers: [null] },
        ],
      },
    ]);
  });

  it('are none where the required tier is the same under all', async () => {
    const { flips } = await band(requests(3, midnight, HOUR, 'b'), modelOf(tiers));
    expect(flips).toEqual([]);
  });
});
