import fc from 'fast-check';
import {
  ALGORITHM_NAMES,
  DENIED_MODES,
  SCOPE_KEYS,
  TOKEN_KINDS,
  type Exemption,
  type Limit,
  type RateModel,
  type RequestMatch,
} from '../../src/model/rate-model.js';
import { MINUTE, SECOND } from '../../src/time.js';
import {
  categoryTable,
  FLAG_CONVERSION,
  FLAG_TEST,
  type AppScopedName,
  type Columns,
} from '../../src/trace/columns.js';
import type { OraclePolicy, OracleRequest, OracleSettings, OracleTier } from './oracle-types.js';

/** A small trace, a small tier and settings, made so that limits bind and windows' edges are met. */
export interface RandomScenario {
  readonly requests: readonly OracleRequest[];
  readonly tier: OracleTier;
  readonly settings: OracleSettings;
}

/** 2026-01-01T00:00:00Z: a start of every window. */
const MIDNIGHT = 1_767_225_600_000_000;

const CATEGORIES = ['a', 'b', 'c'];
const TIER_NAME = 'tier';

/** The limits to choose from, and what each applies to. Category `a` tells test requests apart. */
const APPLIES_TO: Readonly<Record<string, RequestMatch>> = {
  universal: {},
  a: { category: 'a', isTest: false },
  a_test: { category: 'a', isTest: true },
  b: { category: 'b' },
  b_again: { category: 'b' },
  c: { category: 'c' },
  conversion_token: { token: 'conversion' },
};

const EXEMPTIONS: readonly Exemption[] = [
  { appliesTo: { category: 'a', isTest: false, token: 'conversion' }, reason: 'unlimited' },
  { appliesTo: { category: 'c', isTest: true }, reason: 'tests of c are free' },
];

/**
 * Scenarios of at most 40 requests.
 * @param windows the limits' windows, in whole microseconds.
 */
export function randomScenario(
  windows: readonly number[] = [SECOND, 10 * SECOND, MINUTE],
): fc.Arbitrary<RandomScenario> {
  return fc
    .record({ requests: requestsOf(windows), tier: tierOf(windows), policy: policyOf(windows) })
    .chain(({ requests, tier, policy }) =>
      settingsOf(tier, policy).map((settings) => ({ requests, tier, settings })),
    );
}

/** A model whose only tier, `tier`, is the scenario's. */
export function modelOf({ tier, settings }: RandomScenario): RateModel {
  return {
    name: 'random',
    title: 'Random',
    basePath: '',
    algorithm: settings.algorithm,
    denied: settings.denied,
    categories: CATEGORIES.map((name) => ({ name, description: '' })),
    operations: [],
    exemptions: tier.exemptions,
    tiers: [{ name: TIER_NAME, title: 'Tier', limits: tier.limits }],
    assumptions: [],
  };
}

/**
 * A trace in columns.
 * @param model knows every category of the trace but the empty one.
 */
export function columnsOf(requests: readonly OracleRequest[], model: RateModel): Columns {
  const categories = categoryTable(model);
  const apps = [...new Set(requests.map(({ app }) => app))];
  const scoped = (names: readonly string[]): AppScopedName[] =>
    [...new Set(names)].map((name) => JSON.parse(name) as AppScopedName);
  const indexes = <T extends Uint16Array | Uint32Array>(column: T, cells: readonly string[]): T => {
    const table = [...new Set(cells)];
    cells.forEach((cell, seq) => {
      column[seq] = table.indexOf(cell);
    });
    return column;
  };
  const length = requests.length;
  const pair = (app: string, name: string): string =>
    JSON.stringify({ app: apps.indexOf(app), name });
  const users = requests.map(({ app, user }) => pair(app, user));
  const adAccounts = requests.map(({ app, adAccount }) => pair(app, adAccount));
  return {
    length,
    timestamp: Float64Array.from(requests, ({ timestamp }) => timestamp),
    app: Uint32Array.from(requests, ({ app }) => apps.indexOf(app)),
    user: indexes(new Uint32Array(length), users),
    adAccount: indexes(new Uint32Array(length), adAccounts),
    category: Uint16Array.from(requests, ({ category }) => categories.indexOf(category)),
    flags: Uint8Array.from(
      requests,
      ({ isTest, token }) =>
        (isTest ? FLAG_TEST : 0) | (token === 'conversion' ? FLAG_CONVERSION : 0),
    ),
    cost: Float64Array.from(requests, ({ cost }) => cost),
    names: { apps, users: scoped(users), adAccounts: scoped(adAccounts), categories },
  };
}

/** A window or a part of one, or a microsecond off it. */
function aboutWindow(windows: readonly number[]): fc.Arbitrary<number> {
  return fc
    .record({
      window: fc.constantFrom(...windows),
      share: fc.constantFrom(1 / 6, 1 / 4, 1 / 3, 1 / 2, 1, 1, 2),
      nudge: fc.constantFrom(-1, 0, 0, 1),
    })
    .map(({ window, share, nudge }) => Math.max(0, Math.floor(window * share) + nudge));
}

/** Bursts at one instant, neighbouring microseconds, and steps of about a window or a part of one. */
function gapOf(windows: readonly number[]): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 3, arbitrary: aboutWindow(windows) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: Math.min(...windows) }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: Math.max(...windows) }) },
  );
}

function requestsOf(windows: readonly number[]): fc.Arbitrary<OracleRequest[]> {
  const step = fc.record({
    gap: gapOf(windows),
    app: fc.constantFrom('app0', 'app0', 'app1'),
    user: fc.constantFrom('u0', 'u0', 'u1'),
    adAccount: fc.constantFrom('a0', 'a1'),
    category: fc.constantFrom('', ...CATEGORIES),
    token: fc.constantFrom(...TOKEN_KINDS),
    isTest: fc.boolean(),
    cost: fc.constantFrom(1, 1, 1, 1, 1, 1, 2, 2, 3, 5),
  });
  return fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }).map((steps) => {
    let timestamp = MIDNIGHT - Math.min(...windows);
    return steps.map(({ gap, ...request }) => ({ timestamp: (timestamp += gap), ...request }));
  });
}

function tierOf(windows: readonly number[]): fc.Arbitrary<OracleTier> {
  const limits = Object.entries(APPLIES_TO).map(([id, appliesTo]) =>
    fc.record<Limit>({
      id: fc.constant(id),
      appliesTo: fc.constant(appliesTo),
      counts: fc.constantFrom('requests', 'requests', 'units'),
      limit: fc.integer({ min: 1, max: 6 }),
      window: fc.constantFrom(...windows),
      scope: fc.subarray([...SCOPE_KEYS]),
      provenance: fc.constant({ title: 'Random', status: 'assumed' }),
    }),
  );
  return fc
    .tuple(...limits)
    .chain((all) => fc.shuffledSubarray(all, { minLength: 1 }))
    .chain((some) =>
      fc.subarray([...EXEMPTIONS]).map((exemptions) => ({ limits: some, exemptions })),
    );
}

function policyOf(windows: readonly number[]): fc.Arbitrary<OraclePolicy> {
  const duration = aboutWindow(windows);
  return fc.oneof(
    fc.constant({ name: 'drop' } as const),
    fc.constant({ name: 'wait' } as const),
    fc.record({ name: fc.constant('wait' as const), maxWait: duration }),
    fc.record({
      name: fc.constant('retry' as const),
      attempts: fc.integer({ min: 1, max: 5 }),
      base: duration,
      factor: fc.constantFrom(1, 1.5, 2, 3),
      cap: duration,
      honourReset: fc.boolean(),
      jitter: fc.constant('none' as const),
    }),
  );
}

function settingsOf(tier: OracleTier, policy: OraclePolicy): fc.Arbitrary<OracleSettings> {
  const ids = tier.limits.map(({ id }) => id);
  const used = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.integer({ min: 0, max: 8 })), {
      selector: ([id]) => id,
      maxLength: 3,
    })
    .map((entries) => new Map(entries));
  return fc
    .record({
      algorithm: fc.constantFrom(...ALGORITHM_NAMES),
      denied: fc.constantFrom(...DENIED_MODES),
      policy: fc.constant(policy),
      burst: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined, freq: 2 }),
      used: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: used },
      ),
    })
    .map(({ burst, used: some, ...settings }) => ({
      ...settings,
      ...(burst === undefined ? {} : { burst }),
      ...(some === undefined ? {} : { used: some }),
    }));
}
