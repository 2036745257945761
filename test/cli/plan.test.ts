import { describe, expect, test } from 'vitest';
import type { PlanHeadroom } from '../../src/result/plan.js';
import type { Result } from '../../src/result/result.js';
import { expectValidResult } from '../report/expect-valid-result.js';
import { createWorkbench } from './workbench.js';

const PROFILE = `
format: quotasim/workload
version: 1
name: busy
title: A busy app
start: 2026-03-02
length: 1d
populations: [{ name: people, users: 5 }]
sources:
  - name: looks
    population: people
    arrivals: { rate: 10/h }
    calls: [{ call: GET /pins }]
`;

const { run, read } = createWorkbench({ 'busy.workload.yaml': PROFILE });

async function planned(...words: string[]): Promise<Result> {
  const { status, out, err } = await run(['plan', ...words, '--workers', '1', '--json']);
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out) as Result;
}

function headroomOf({ plan }: Result, growth: string, tier: string): PlanHeadroom {
  return plan!.headroom.find((one) => one.growth === growth && one.tier === tier)!;
}

describe('a plan', () => {
  test('of five hundred requests a day by ten users in turn is what a hand works out', async () => {
    const result = await planned('traces/500-a-day.csv', '--spread', '0');
    expectValidResult(result);
    // Trial counts 1,000 a day per app, of which 500 are used: the 21st user is one too many.
    expect(headroomOf(result, 'users', 'trial')).toMatchObject({
      factor: 2.09,
      breaksAt: 2.1,
      breaksBy: { limit: 'universal', scope: { app: 'default' }, throttledMost: 'universal' },
    });
    // Twice each request is 1,000; at 2.01 some are there a third time.
    expect(headroomOf(result, 'rate', 'trial')).toMatchObject({ factor: 2, breaksAt: 2.01 });
    // Twice as fast, the first day has 1,000 of the 1,500.
    expect(headroomOf(result, 'speed', 'trial')).toMatchObject({ factor: 2, breaksAt: 2.01 });
    // Standard counts per user: users do not feel each other.
    expect(headroomOf(result, 'users', 'standard')).not.toHaveProperty('breaksAt');
    // A hundred of each request in one second are the 100 a second that one user has.
    expect(headroomOf(result, 'rate', 'standard')).toMatchObject({
      factor: 100,
      breaksAt: 101,
      breaksBy: { limit: 'universal', throttledMost: 'universal' },
    });
    expect(headroomOf(result, 'speed', 'standard')).not.toHaveProperty('breaksAt');
    // Nothing that must be assumed matters: no window holds more than its limit wherever it starts.
    expect(result.band).toMatchObject({
      settings: 102,
      tiers: [
        { tier: 'trial', settings: 102, holds: 102 },
        { tier: 'standard', settings: 10, holds: 10 },
      ],
      flips: [],
    });
  });

  test.each([
    [['traces/500-a-day.csv', '--growth', '8%/month']],
    [['@busy.workload.yaml', '--limit', 'trial.universal=500', '--replications', '6']],
    [
      ['traces/500-a-day.csv', '--limit', 'trial.universal=400', '--tiers', 'trial'].concat([
        '--policy',
        'retry',
        '--replications',
        '2',
        '--threshold',
        'dropped<=1%',
      ]),
    ],
  ])('of %j says the same on one thread and on three', async (words) => {
    const answer = async (workers: string): Promise<string> => {
      const options = ['--most-requests', '5000', '--json', '--workers', workers];
      const { out, err } = await run(['plan', ...words, ...options]);
      expect(err).toBe('');
      expect(out).toContain('"plan"');
      return out.replace(`--workers ${workers}`, '');
    };
    expect(await answer('3')).toBe(await answer('1'));
  });

  test('says when growth reaches a limit', async () => {
    const words = ['traces/500-a-day.csv', '--spread', '0', '--growth', '100%/year'];
    const { plan } = await planned(...words, '--most-requests', '5000');
    expect(plan!.growthRate).toBe('100%/year');
    const { reachedAt } = plan!.headroom.find(({ growth }) => growth === 'rate')!;
    // Doubled a year of 365.2425 days after the trace’s end; 2.01 times 2.6 days later.
    expect(reachedAt).toMatch(/^2027-03-07T/);
  });

  test('of a synthetic workload is drawn again with other seeds, and says from which', async () => {
    const result = await planned(
      '@busy.workload.yaml',
      '--replications',
      '6',
      '--most-requests',
      '3000',
      '--spread',
      '0',
    );
    expectValidResult(result);
    const { seeds, random, figures, differences } = result.replications!;
    expect(seeds).toEqual([1, 2, 3, 4, 5, 6]);
    expect(random).toEqual(['the workload']);
    expect(figures.find(({ figure }) => figure === 'throttled share')).toMatchObject({
      tier: 'trial',
      method: 'mean, Student’s t',
    });
    expect(differences.map(({ from, to }) => [from, to])).toContainEqual(['trial', 'standard']);
  });

  test('is written as a page too', async () => {
    const words = ['plan', 'traces/500-a-day.csv', '--workers', '1', '--most-requests', '3000'];
    const { status, out } = await run([...words, '--html', '@plan.html']);
    expect(status).toBe(0);
    expect(out).toContain('users');
    expect(read('plan.html')).toContain('<!doctype html>');
  });

  test.each([
    [['--growth', '8'], '--growth'],
    [['--spread', 'far'], '--spread far: expected a duration'],
    [['--precision', '0%'], '--precision 0%: expected a percentage'],
    [['--most-requests', '0'], '--most-requests 0: expected a whole number'],
    [['--replications', '1'], '--replications 1: expected a whole number of at least 2'],
    [['--workers', '0'], '--workers 0: expected a whole number'],
  ])('refuses %j', async (words, message) => {
    const { status, out, err } = await run(['plan', 'traces/500-a-day.csv', ...words]);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
