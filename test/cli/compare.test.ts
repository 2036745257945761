import { expect, test } from 'vitest';
import type { Result } from '../../src/result/result.js';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE } from './workbench.js';

const { run, read, path } = createWorkbench({ 'm.yaml': SMALL_MODEL, 'a.csv': SMALL_TRACE });

const compare = (words: readonly string[]) =>
  run(['compare', '--model', path('m.yaml'), '@a.csv', ...words]);

async function resultOf(words: readonly string[]): Promise<Result> {
  return JSON.parse((await compare([...words, '--json'])).out) as Result;
}

test('compare replays every tier, in the model’s order, and tells which it takes', async () => {
  const result = await resultOf([]);
  expect(result.scenarios.map(({ tier }) => tier)).toEqual(['free', 'paid']);
  expect(result.requiredTier).toMatchObject({ tier: 'paid' });
  const { status, out, err } = await compare([]);
  expect([status, err]).toEqual([0, '']);
  expect(out).toMatch(/paid/i);
});

test('compare takes the tiers that are named, in the model’s order', async () => {
  const tiers = async (names: string) =>
    (await resultOf(['--tiers', names])).scenarios.map(({ tier }) => tier);
  expect(await tiers('free')).toEqual(['free']);
  expect(await tiers('paid, free')).toEqual(['free', 'paid']);
});

test.each([
  ['fre', 'no tier "fre" in small; did you mean "free"?'],
  ['free,', 'no tier "" in small; there are free, paid'],
])('compare refuses the tiers %j', async (tiers, message) => {
  const ran = await compare(['--tiers', tiers]);
  expect(ran).toEqual({ status: 2, out: '', err: `${message}\n` });
});

test('compare ends with status 3 only if no tier meets the thresholds of the command line', async () => {
  const threshold = ['--threshold', 'throttled==0'];
  expect((await compare(threshold)).status).toBe(0);
  expect((await compare([...threshold, '--tiers', 'free'])).status).toBe(3);
  expect((await compare(['--tiers', 'free'])).status).toBe(0);
});

test('compare writes the outcomes of each tier to a file of its own', async () => {
  const { err } = await compare(['-q', '--outcomes', '@o.csv']);
  expect(err).toBe('');
  expect(read('o.free.csv').split('\n')[2]).toContain(',dropped,');
  expect(read('o.paid.csv').split('\n')[2]).toContain(',admitted,');
  const loud = await compare(['--outcomes', '@o.csv']);
  expect(loud.err).toBe('wrote o.free.csv\nwrote o.paid.csv\n');
});

test('an example of the help works in any folder: its trace comes with the program', async () => {
  const { status, out } = await run(['compare', 'traces/indie-planner-week.csv', '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ requiredTier: { tier: 'trial' } });
});

test('says what raise would do under an objective of one’s own, and what to ask for', async () => {
  // Of 500 requests a day, 400 let through are too few for one in ten refused: 450 are just enough.
  const words = ['compare', 'traces/500-a-day.csv', '--tiers', 'trial', '--json'];
  const limit = ['--limit', 'trial.universal=400', '--threshold', 'throttled<=10%'];
  const { status, out } = await run([...words, ...limit]);
  expect(status).toBe(3);
  expect((JSON.parse(out) as Result).requiredTier).toMatchObject({
    tier: null,
    raise: [{ limit: 'trial.universal', from: 400, to: 450, ask: 450 }],
    raiseHolds: true,
  });
});
