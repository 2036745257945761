import { describe, expect, test } from 'vitest';
import { delayDistributionData } from '../../src/report/charts/delay-distribution-data.js';
import { usersShareData } from '../../src/report/charts/users-share-data.js';
import { sampleScenario } from './sample-result.js';
import { lateScenario, sampleUsers } from './sample-spread.js';

describe('the distribution of delays', () => {
  test('is a row a bin, as a share of all requests, and says what no bar shows', () => {
    const { bins, rest } = delayDistributionData(lateScenario)!;
    expect(bins[0]).toEqual({
      from: 680,
      to: 1000,
      words: '680 ms to 1 s',
      requests: 200,
      share: 0.2,
    });
    expect(bins.map(({ requests }) => requests)).toEqual([200, 0, 400, 200]);
    expect(rest).toEqual([{ label: '10.0% at once, 10.0% never admitted, the rest as drawn' }]);
  });

  test('marks the percentiles that are not 0, each on a line of its own', () => {
    expect(delayDistributionData(lateScenario)!.marks).toEqual([
      { delay: 1600, label: 'median 1.6 s', side: 'left', line: 0 },
      { delay: 2500, label: '90% 2.5 s', side: 'left', line: 1 },
      { delay: 3200, label: '99% 3.2 s', side: 'left', line: 2 },
    ]);
    const delayMs = { ...lateScenario.delayMs, p50: 0, p90: 700 };
    expect(delayDistributionData({ ...lateScenario, delayMs })!.marks).toMatchObject([
      { delay: 700, side: 'right' },
      { delay: 3200, side: 'left' },
    ]);
  });

  test('draws what is below a millisecond left of it', () => {
    const delayHistogram = { atOnce: 0, edgesMs: [0, 1, 1.5], counts: [3, 1] };
    const { bins, rest } = delayDistributionData({
      ...lateScenario,
      delayHistogram,
      totals: { ...lateScenario.totals, dropped: 0 },
    })!;
    expect(bins.map(({ from, words }) => [from, words])).toEqual([
      [0.7, 'below 1 ms'],
      [1, '1 ms to 1.5 ms'],
    ]);
    expect(rest).toEqual([{ label: 'all requests late' }]);
  });

  test('is undefined where nothing waited, or a Result does not tell', () => {
    expect(delayDistributionData(sampleScenario())).toBeUndefined();
  });
});

describe('users by throttled share', () => {
  test('are a row a bin, the starved last, and every user is in one', () => {
    const { bins } = usersShareData(sampleUsers)!;
    expect(bins.map(({ bin, users }) => [bin, users])).toEqual([
      ['none', 1],
      ['≤10%', 2],
      ...[20, 30].map((to) => [`≤${String(to)}%`, 0]),
      ['≤40%', 9],
      ...[50, 60, 70, 80, 90].map((to) => [`≤${String(to)}%`, 0]),
      ['≤100%', 6],
      ['starved', 2],
    ]);
    expect(bins.reduce((sum, { users }) => sum + users, 0)).toBe(sampleUsers.count);
    expect(bins[4]).toEqual({
      bin: '≤40%',
      words: 'above 30%, up to 40%',
      kind: 'throttled',
      users: 9,
      label: '9',
      mark: 'median 34%',
    });
  });

  test('mark the worst where nobody is starved, beside the median if it is in the same bin', () => {
    const byShare = { never: 2, tenths: [0, 0, 3, 0, 0, 0, 0, 0, 0, 0], starved: 0 };
    const shares = { medianShare: 0.25, worstShare: 0.3 };
    const marks = usersShareData({ ...sampleUsers, count: 5, byShare, ...shares })!;
    expect(marks.bins.map(({ mark }) => mark).filter((mark) => mark !== '')).toEqual([
      'median 25%\nworst 30%',
    ]);
    expect(marks.bins).toHaveLength(11);
  });

  test('put the median with the starved where most are', () => {
    const byShare = { never: 9, tenths: new Array<number>(10).fill(0), starved: 11 };
    const { bins } = usersShareData({ ...sampleUsers, byShare, medianShare: 1 })!;
    expect(bins.at(-1)).toMatchObject({ bin: 'starved', mark: 'median 100%' });
  });

  test('are undefined where a Result does not tell', () => {
    const { count, throttled, starved, fairness, worst } = sampleUsers;
    expect(usersShareData({ count, throttled, starved, fairness, worst })).toBeUndefined();
  });
});
