import { describe, expect, it } from 'vitest';
import type { OracleRequest } from '../../oracle/oracle-types.js';
import { DAY, MINUTE, SECOND } from '../../../src/time.js';
import { at, requests } from '../../engine/requests.js';
import { limit, modelWith } from '../../engine/small-tier.js';
import { columnsOf } from '../../oracle/random-trace.js';
import { adviceOf, pinterest } from './advice-on.js';

const NIGHT = at('2026-06-10T02:00');

function spread(trace: readonly OracleRequest[], tier = 'standard') {
  return adviceOf('spread-burst', { columns: columnsOf(trace, pinterest), tiers: [tier] });
}

/** Three nights on which 300 trends_read come at once; standard takes 60 a minute. */
const nightly = [0, 1, 2].flatMap((night) =>
  requests(300, NIGHT + night * DAY, 0, 'trends_read', { app: 'agency', user: 'anna' }),
);

describe('spreading bursts', () => {
  it('names the burst and the fewest minutes at which its limit throttles nothing', async () => {
    const [advice] = await spread(nightly);
    expect(advice).toMatchObject({
      id: 'spread-burst',
      tier: 'standard',
      because:
        'trends_read allows 60 requests a minute for each app and user, and throttles 720 requests. 3 bursts go beyond it: the largest sends 300 requests at once from 2026-06-10 02:00:00 UTC (app agency, user anna).',
      change:
        'Send the requests of each burst evenly over 5 minutes from its start, in their order. 4 minutes would not be enough.',
      before: { ok: false, totals: { offered: 900, throttled: 720, dropped: 720 } },
      after: { ok: true, totals: { offered: 900, throttled: 0, dropped: 0 }, delayP99Ms: 0 },
    });
  });

  it('takes bursts together that come too close to be spread apart', async () => {
    const twice = [
      ...requests(300, NIGHT, 0, 'trends_read'),
      ...requests(300, NIGHT + 3 * MINUTE, 0, 'trends_read'),
    ];
    const [advice] = await spread(twice);
    expect(advice!.because).toContain('2 bursts go beyond it');
    expect(advice!.change).toContain('evenly over 10 minutes');
    expect(advice!.after.ok).toBe(true);
  });

  it('leaves the requests between bursts where they are', async () => {
    const background = requests(1000, NIGHT, 60 * SECOND, 'trends_read');
    const burst = requests(600, NIGHT + 30 * SECOND, 0, 'trends_read');
    const trace = [...background, ...burst].sort((a, b) => a.timestamp - b.timestamp);
    const [advice] = await spread(trace);
    expect(advice!.because).toContain(
      '1 burst goes beyond it: it sends 602 requests within 1 min from 2026-06-10 02:00:00 UTC',
    );
    expect(advice!.change).toContain('evenly over 11 minutes');
    expect(advice!.after).toMatchObject({ ok: true, totals: { offered: 1600, throttled: 0 } });
  });

  it('names the fewest whole minutes, and one less', async () => {
    const over = async (size: number) => {
      const [advice] = await spread(requests(size, NIGHT, 0, 'trends_read'));
      return advice!.change.slice('Send the requests of each burst evenly '.length);
    };
    expect(await over(420)).toBe(
      'over 7 minutes from its start, in their order. 6 minutes would not be enough.',
    );
    expect(await over(121 * 60)).toBe(
      'over 2 hours 1 minute from its start, in their order. 2 hours would not be enough.',
    );
  });

  it('finds the fewest minutes, as trying every minute does', async () => {
    const model = modelWith([limit('calls', 7, { window: MINUTE })]);
    for (const size of [8, 20, 50, 133, 411, 1000, 1700]) {
      const timesOver = (over: number): number[] =>
        Array.from({ length: size }, (_, i) => NIGHT + Math.floor((i * over) / size));
      const fits = (over: number): boolean => {
        const counts = new Map<number, number>();
        for (const t of timesOver(over)) {
          const window = Math.floor(t / MINUTE);
          counts.set(window, (counts.get(window) ?? 0) + 1);
        }
        return [...counts.values()].every((count) => count <= 7);
      };
      let fewest = 1;
      while (!fits(fewest * MINUTE)) fewest++;
      const [advice] = await adviceOf('spread-burst', {
        columns: columnsOf(requests(size, NIGHT, 0, ''), model),
        tiers: ['tier'],
        model,
      });
      const named = /evenly over (?:(\d+) hours? ?)?(?:(\d+) minutes?)? ?from/.exec(
        advice!.change,
      )!;
      expect(Number(named[1] ?? 0) * 60 + Number(named[2] ?? 0)).toBe(fewest);
    }
  });

  it('is not given where the day alone brings more than the limit lets through', async () => {
    const model = modelWith([limit('calls', 1, { window: MINUTE })]);
    const ask = (size: number) =>
      adviceOf('spread-burst', {
        columns: columnsOf(requests(size, at('2026-06-10T00:00'), 0, ''), model),
        tiers: ['tier'],
        model,
      });
    expect((await ask(1440))[0]!.change).toContain('evenly over 24 hours');
    expect(await ask(1441)).toEqual([]);
  });

  it('is not given for limits of a day, nor where nothing is throttled', async () => {
    expect(await spread(requests(1500, NIGHT, 0, 'org_read'), 'trial')).toEqual([]);
    expect(await spread(requests(60, NIGHT, 0, 'trends_read'))).toEqual([]);
  });

  it('speaks of each limit that throttles', async () => {
    const model = modelWith(
      [
        limit('a', 10, { window: MINUTE, appliesTo: { category: 'a' } }),
        limit('b', 10, { window: MINUTE, appliesTo: { category: 'b' } }),
      ],
      ['a', 'b'],
    );
    const trace = [...requests(40, NIGHT, 0, 'a'), ...requests(20, NIGHT, 0, 'b')];
    const advice = await adviceOf('spread-burst', {
      columns: columnsOf(trace, model),
      tiers: ['tier'],
      model,
    });
    expect(
      advice.map(({ change, after }) => [/over (.*?) from/.exec(change)![1], after.totals.dropped]),
    ).toEqual([
      ['4 minutes', 10],
      ['2 minutes', 30],
    ]);
  });
});
