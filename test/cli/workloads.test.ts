import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/result/result.js';
import { createWorkbench } from './workbench.js';

const PROFILE = `
format: quotasim/workload
version: 1
name: small
title: A small app
start: 2026-03-02
length: 2d
populations:
  - { name: people, users: 5, ad_accounts: 1 }
sources:
  - name: looks
    population: people
    arrivals: { rate: 20/h }
    calls: [{ call: GET /pins }, { call: 'GET /ad_accounts/{ad_account_id}/ads' }]
  - name: nightly
    population: people
    jobs: { cron: '0 2 * * *' }
    calls: [{ call: GET /boards, pages: { items: 100, page_size: 25 } }]
`;

const { run, read, write, files } = createWorkbench({ 'small.workload.yaml': PROFILE });

async function compared(...words: string[]): Promise<Result> {
  const { status, out } = await run(['compare', ...words, '--json']);
  expect(status).toBe(0);
  return JSON.parse(out) as Result;
}

describe('a workload profile', () => {
  test('stands where a trace can, and the Result names it, its digest and its seed', async () => {
    const { trace, workload, settings } = await compared('@small.workload.yaml', '--seed', '7');
    expect(trace).toMatchObject({ name: 'small.workload.yaml', unmapped: { requests: 0 } });
    expect(trace.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(settings.seed).toBe(7);
    expect(workload).toMatchObject({ name: 'small', title: 'A small app', seed: 7 });
    const sums = Object.values(workload!.sources).map((counts) =>
      counts.reduce((sum, count) => sum + count, 0),
    );
    expect(sums.reduce((sum, count) => sum + count, 0)).toBe(trace.requests);
    expect(sums[1]).toBe(2 * 5 * 4);
  });

  test('written to a file and read back gives the same answer', async () => {
    const { status, err } = await run(['synthesize', '@small.workload.yaml', '-o', '@small.csv']);
    expect([status, err]).toEqual([0, expect.stringMatching(/^wrote small.csv: [\d,]+ requests/)]);
    const [direct, written] = [
      await compared('@small.workload.yaml'),
      await compared('@small.csv'),
    ];
    expect(written.scenarios).toEqual(direct.scenarios);
    expect(read('small.csv')).not.toContain('{');
  });

  test('warns of what the model does not know and of holidays out of time, and goes on', async () => {
    write(
      'odd.workload.yaml',
      PROFILE.replace('GET /pins }', 'GET /pinz }') +
        'holidays: [{ name: fair, date: 2025-03-02, factor: 2 }]\n',
    );
    const { status, err } = await run(['synthesize', '@odd.workload.yaml', '-o', '@odd.csv']);
    const [operation, holiday, done] = err.split('\n');
    expect(status).toBe(0);
    expect(operation).toContain('odd.workload.yaml#/sources/0/calls/0/call: the model');
    expect(operation).toMatch(/does not map GET \/pinz: .* Did you mean "GET \/pins"\?$/);
    expect(holiday).toContain('odd.workload.yaml#/holidays/0: the holiday "fair" is outside');
    expect(done).toMatch(/^wrote odd.csv/);
    const { trace } = await compared('@odd.workload.yaml');
    expect(trace.warnings.filter((text) => text.startsWith('The profile at /'))).toHaveLength(2);
  });

  test('writes the same bytes for a seed, and others for another', async () => {
    await run(['synthesize', '@small.workload.yaml', '-o', '@again.csv']);
    await run(['synthesize', '@small.workload.yaml', '-o', '@other.csv', '--seed', '2']);
    expect(read('again.csv')).toBe(read('small.csv'));
    expect(read('other.csv')).not.toBe(read('small.csv'));
  });

  test('that could never be generated is refused, with its file and the place in it', async () => {
    write('endless.workload.yaml', PROFILE.replace('20/h', '1000000000/s'));
    const message = 'endless.workload.yaml#/sources/0: the source "looks"';
    for (const words of [
      ['compare', '@endless.workload.yaml'],
      ['synthesize', '@endless.workload.yaml', '-o', '@endless.csv'],
    ]) {
      const { status, err } = await run(words);
      expect(status).toBe(2);
      expect(err).toContain(message);
    }
    expect(files()).not.toContain('endless.csv');
  });

  test('is replayed alone', async () => {
    const { status, err } = await run(['compare', '@small.workload.yaml', '@small.csv']);
    expect(status).toBe(2);
    expect(err).toContain('a workload profile is replayed alone');
  });
});

describe('fit', () => {
  test('makes a profile of a trace that can be replayed in its turn', async () => {
    const words = ['fit', '@small.csv', '-o', '@fit.workload.yaml', '--html', '@fit.html'];
    expect((await run(words)).status).toBe(0);
    expect(read('fit.workload.yaml')).toMatch(/^# Made from small.csv: [\d,]+ requests/);
    expect(read('fit.html')).toContain('<!doctype html>');
    const [recorded, refitted] = [
      await compared('@small.csv'),
      await compared('@fit.workload.yaml'),
    ];
    const ratio = refitted.trace.requests / recorded.trace.requests;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
  });

  test('tells the hours of a zone, and refuses one that there is not', async () => {
    const words = ['fit', '@small.csv', '-o', '@berlin.workload.yaml', '--zone'];
    expect((await run([...words, 'Europe/Berlin'])).status).toBe(0);
    expect(read('berlin.workload.yaml')).toContain('zone: Europe/Berlin');
    const { status, err } = await run([...words, 'Europe/Berln']);
    expect(status).toBe(2);
    expect(err).toContain('--zone Europe/Berln: no such time zone; did you mean "Europe/Berlin"?');
  });

  test('never writes over what it reads', async () => {
    const words = ['fit', '@small.workload.yaml', '-o', '@small.workload.yaml'];
    const { status, err } = await run(words);
    expect(status).toBe(2);
    expect(err).toContain('it would be written over what is read');
    expect(read('small.workload.yaml')).toBe(PROFILE);
  });
});
