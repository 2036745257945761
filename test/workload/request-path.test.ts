import { expect, test } from 'vitest';
import { createNextPath } from '../../src/workload/generate/request-path.js';

const BOARD_PIN = '/boards/{board_id}/pins/{pin_id}';

test('an ad account is filled in, escaped where it must be', () => {
  const nextPath = createNextPath(1);
  expect(nextPath('/ad_accounts/{ad_account_id}/ads', 'shops-1-1', 's', 'u-1')).toBe(
    '/ad_accounts/shops-1-1/ads',
  );
  expect(nextPath('/ad_accounts/{ad_account_id}', 'a/b', 's', 'u-1')).toBe('/ad_accounts/a%2Fb');
});

test('any other parameter is a number of its own for each request, source, user and seed', () => {
  const ids = [1, 2].flatMap((seed) => {
    const nextPath = createNextPath(seed);
    const paths = ['s', 't'].flatMap((source) =>
      ['u-1', 'u-2'].flatMap((user) => [1, 2].map(() => nextPath(BOARD_PIN, '', source, user))),
    );
    for (const path of paths) expect(path).toMatch(/^\/boards\/\d{12}\/pins\/\d{12}$/);
    return paths.flatMap((path) => path.match(/\d{12}/g)!);
  });
  expect(new Set(ids).size).toBe(2 * 8 * 2);
});

test('ids depend on how many requests of the source and user came before alone', () => {
  const [alone, among] = [createNextPath(1), createNextPath(1)];
  for (let i = 0; i < 5; i++) {
    among(BOARD_PIN, '', 'other', 'u-1');
    among(BOARD_PIN, '', 's', 'u-2');
    among('/ad_accounts/{ad_account_id}', 'a', 's', 'u-1');
    expect(among(BOARD_PIN, '', 's', 'u-1')).toBe(alone(BOARD_PIN, '', 's', 'u-1'));
  }
});
