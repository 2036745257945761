import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runScenario } from '../../src/plan/run-scenario.js';
import { outcomeRows } from '../../src/result/outcome-rows.js';
import { summarizeScenario, type ScenarioRun } from '../../src/result/summarize.js';
import type { Columns } from '../../src/trace/columns.js';
import { readTrace } from '../../src/trace/read-trace.js';
import { engineSettings } from '../engine/replay.js';
import type { OracleRequest } from '../oracle/oracle-types.js';
import { columnsOf, modelOf, randomScenario, type RandomScenario } from '../oracle/random-trace.js';
import { RUNS, TIME_ALLOWED } from './runs.js';

const scenarios = randomScenario();

function run(scenario: RandomScenario, columns?: Columns): ScenarioRun {
  const model = modelOf(scenario);
  const settings = engineSettings(scenario.settings);
  const replayed = columns ?? columnsOf(scenario.requests, model);
  return runScenario(replayed, model, model.tiers[0]!, settings, 1);
}

/**
 * A run as the Result states it. Of the users listed, equally bad ones may stand in any order, so their figures
 * are sorted, without the names; and a sum of shares may be off in its last digit.
 */
function summaryOf(ran: ScenarioRun): unknown {
  const scenario = summarizeScenario(ran);
  const { worst, fairness, ...counts } = scenario.users!;
  const figures = worst.map(({ offered, throttled, dropped, delayP99Ms }) =>
    [offered, throttled, dropped, delayP99Ms].join(),
  );
  const users = { ...counts, fairness: fairness?.toFixed(9), worst: figures.sort() };
  return { ...scenario, users };
}

/** All that a reader sees of a run. */
function seen(ran: ScenarioRun): unknown {
  return { scenario: summaryOf(ran), rows: [...outcomeRows(ran)] };
}

/** The same columns with every table turned round, so that every name has another number. */
function renumbered(columns: Columns): Columns {
  const { names } = columns;
  const last = { app: names.apps.length - 1, user: names.users.length - 1 };
  const lastAccount = names.adAccounts.length - 1;
  const scoped = (pairs: Columns['names']['users']): Columns['names']['users'] =>
    pairs.map(({ app, name }) => ({ app: last.app - app, name })).reverse();
  return {
    ...columns,
    app: columns.app.map((app) => last.app - app),
    user: columns.user.map((user) => last.user - user),
    adAccount: columns.adAccount.map((account) => lastAccount - account),
    names: {
      ...names,
      apps: [...names.apps].reverse(),
      users: scoped(names.users),
      adAccounts: scoped(names.adAccounts),
    },
  };
}

/** A CSV file of requests, read as a trace. Numbers are microseconds. */
async function readRequests(
  requests: readonly OracleRequest[],
  scenario: RandomScenario,
): Promise<Columns> {
  const rows = requests.map(
    ({ timestamp, app, user, adAccount, category, token, isTest, cost }) =>
      `${timestamp},${app},${user},${adAccount},${category || 'unknown'},${token},${isTest},${cost}\n`,
  );
  const header = 'timestamp,app,user,ad_account,category,token,is_test,cost\n';
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(new TextEncoder().encode(header + rows.join('')));
  }
  const trace = await readTrace([{ name: 'trace.csv', chunks: chunks() }], {
    model: modelOf(scenario),
    map: new Map(),
    onError: 'stop',
    allowUnmapped: true,
  });
  return trace.columns;
}

it('admits or drops every request that is offered', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { totals, categories, limits } = summarizeScenario(run(scenario));
      const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
      expect(totals.offered).toBe(scenario.requests.length);
      expect(totals.admitted + totals.dropped).toBe(totals.offered);
      expect(totals.admitted + totals.responses429).toBe(totals.attempts);
      expect(sum(limits.map(({ throttled }) => throttled))).toBe(totals.throttled);
      expect(sum(categories.map(({ offered }) => offered))).toBe(totals.offered);
      expect(sum(categories.map(({ throttled }) => throttled))).toBe(totals.throttled);
    }),
    RUNS,
  );
});

it('tells in its series what its totals tell', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { totals, series } = summarizeScenario(run(scenario));
      const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
      const { offered, admitted, throttled, refused } = series;
      expect([offered, admitted, throttled, refused].map(sum)).toEqual([
        totals.offered,
        totals.admitted,
        totals.throttled,
        totals.responses429,
      ]);
    }),
    RUNS,
  );
});

it('shows no limit in its series as more used than it ever was', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { limits, series, denied } = summarizeScenario(run(scenario));
      const { burst = 0 } = scenario.settings;
      for (const { id, peakUse, limit } of limits) {
        const most = Math.max(...series.limits[id]!);
        if (denied === 'free') expect(most).toBe(peakUse);
        else expect(most).toBeLessThanOrEqual(Math.max(peakUse, limit, burst));
      }
    }),
    RUNS,
  );
});

it('does not depend on the numbers that names have', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const columns = columnsOf(scenario.requests, modelOf(scenario));
      expect(seen(run(scenario, renumbered(columns)))).toEqual(seen(run(scenario, columns)));
    }),
    RUNS,
  );
});

it('does not depend on what apps, users and ad accounts are called', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const requests = scenario.requests.map((request) => ({
        ...request,
        app: { app0: 'app1', app1: 'app0' }[request.app]!,
        user: { u0: 'zoë', u1: '' }[request.user]!,
        adAccount: `${request.adAccount}…`,
      }));
      const renamed = run({ ...scenario, requests });
      expect(summaryOf(renamed)).toEqual(summaryOf(run(scenario)));
    }),
    RUNS,
  );
});

it(
  'does not depend on the order of the rows where no two have one timestamp',
  async () => {
    const distinct = scenarios.map((scenario) => ({
      ...scenario,
      requests: scenario.requests.map((request, seq) => ({
        ...request,
        timestamp: request.timestamp + seq,
      })),
    }));
    const shuffled = distinct.chain((scenario) => {
      const length = scenario.requests.length;
      return fc
        .shuffledSubarray([...scenario.requests], { minLength: length, maxLength: length })
        .map((rows) => ({ scenario, rows }));
    });
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ scenario, rows }) => {
        const inOrder = run(scenario, await readRequests(scenario.requests, scenario));
        const outOfOrder = run(scenario, await readRequests(rows, scenario));
        expect(seen(outOfOrder)).toEqual(seen(inOrder));
        expect(summaryOf(inOrder)).toEqual(summaryOf(run(scenario)));
      }),
      RUNS,
    );
  },
  TIME_ALLOWED,
);
