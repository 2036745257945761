import { describe, expect, it } from 'vitest';
import type { Tally } from '../../src/result/tally.js';
import { sentOnce } from '../../src/result/tally.js';
import { summarizeUsers } from '../../src/result/users.js';
import type { ResultUsers } from '../../src/result/result.js';

function usersOf(tallies: readonly Tally[]): ResultUsers {
  const users = tallies.map((_, i) => ({ app: 0, name: `user-${String(i)}` }));
  return summarizeUsers({ apps: ['hub'], users, adAccounts: [], categories: [''] }, tallies);
}

const NONE = new Array<number>(10).fill(0);

describe('users by the share of their requests that was throttled', () => {
  it('stand at 0, or in tenths that hold their upper end', () => {
    const shares = [0, 1, 100, 101, 200, 300, 700, 999, 1000];
    const tallies = shares.map((throttled) => ({ ...sentOnce(1000, throttled), admitted: 1 }));
    expect(usersOf(tallies)).toMatchObject({
      byShare: { never: 1, tenths: [2, 2, 1, 0, 0, 0, 1, 0, 0, 2], starved: 0 },
      medianShare: 0.2,
      worstShare: 1,
    });
  });

  it('count the starved apart, once', () => {
    const users = usersOf([sentOnce(10, 10), sentOnce(10, 0), sentOnce(10, 3)]);
    expect(users.byShare).toEqual({ never: 1, tenths: NONE.with(2, 1), starved: 1 });
    expect(users).toMatchObject({ count: 3, throttled: 2, starved: 1, medianShare: 0.3 });
  });

  it('are not starved where nobody has anything', () => {
    const users = usersOf([sentOnce(10, 10), sentOnce(3, 3)]);
    expect(users.byShare).toEqual({ never: 0, tenths: NONE.with(9, 2), starved: 0 });
  });

  it('tell thirds from tenths exactly', () => {
    const users = usersOf([sentOnce(30, 9), sentOnce(30, 10), sentOnce(3, 1)]);
    expect(users.byShare?.tenths).toEqual(NONE.with(2, 1).with(3, 2));
  });
});
