import { expect, test } from 'vitest';
import { requestPath } from '../../src/workload/generate/request-path.js';

test('an ad account is filled in, escaped where it must be', () => {
  expect(requestPath('/ad_accounts/{ad_account_id}/ads', 'shops-1-1', 1, 0)).toBe(
    '/ad_accounts/shops-1-1/ads',
  );
  expect(requestPath('/ad_accounts/{ad_account_id}', 'a/b', 1, 0)).toBe('/ad_accounts/a%2Fb');
});

test('any other parameter is a number of its own for each request, the same every time', () => {
  const path = (seq: number): string => requestPath('/boards/{board_id}/pins/{pin_id}', '', 1, seq);
  expect(path(7)).toMatch(/^\/boards\/\d{12}\/pins\/\d{12}$/);
  expect(path(7)).toBe(path(7));
  expect(new Set([...path(7).match(/\d{12}/g)!, ...path(8).match(/\d{12}/g)!]).size).toBe(4);
});
