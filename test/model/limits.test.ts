import { expect, test } from 'vitest';
import { parseLimitOptions, withLimits } from '../../src/model/limits.js';
import { loadModel } from './shipped-models.js';
import { inputErrorOf } from './input-error-of.js';

const model = loadModel('pinterest-v5.yaml');
const standard = model.tiers[1]!;

test('figures are read by tier and limit; the later one counts', () => {
  const texts = ['standard.org_write=200', 'trial.universal=5000', 'standard.org_write=300'];
  expect(parseLimitOptions(model, texts, '--limit')).toEqual(
    new Map([
      ['standard', new Map([['org_write', 300]])],
      ['trial', new Map([['universal', 5000]])],
    ]),
  );
});

test('a window can have begun with nothing used', () => {
  expect(parseLimitOptions(model, ['trial.universal=0'], '--used')).toEqual(
    new Map([['trial', new Map([['universal', 0]])]]),
  );
});

test('replaces the figures named and no others, in a new tier', () => {
  const raised = withLimits(standard, new Map([['org_write', 200]]));
  expect(raised.limits.map(({ id, limit }) => [id, limit])).toEqual(
    standard.limits.map(({ id, limit }) => [id, id === 'org_write' ? 200 : limit]),
  );
  expect(standard.limits.find(({ id }) => id === 'org_write')?.limit).toBe(100);
});

test.each([
  ['--limit', 'standard.org_write', 'expected TIER.ID=N, such as trial.universal=100'],
  ['--limit', 'org_write=5', 'expected TIER.ID=N, such as trial.universal=100'],
  [
    '--limit',
    'standrd.org_write=5',
    'no tier "standrd" in model pinterest-v5; expected one of trial, standard. Did you mean "standard"?',
  ],
  [
    '--used',
    'trial.org_wirte=5',
    'no limit "org_wirte" in tier trial; expected one of universal, ads_analytics, ads_conversions, ads_read, ads_write, advanced_auction_read, advanced_auction_write, catalogs_read, catalogs_write, org_analytics, org_read, org_write, trends_read, ads_conversions_test. Did you mean "org_write"?',
  ],
  ['--limit', 'trial.universal=0', '"0" is no figure; expected a whole number of at least 1'],
  ['--limit', 'trial.universal=1.5', '"1.5" is no figure; expected a whole number of at least 1'],
  ['--used', 'trial.universal=-1', '"-1" is no figure; expected a whole number of at least 0'],
  ['--used', 'trial.universal=', '"" is no figure; expected a whole number of at least 0'],
] as const)('%s %s is an error', (option, text, message) => {
  expect(inputErrorOf(() => parseLimitOptions(model, [text], option))).toBe(
    `${option} ${text}: ${message}`,
  );
});

test('every wrong value is told', () => {
  expect(() => parseLimitOptions(model, ['a', 'b'], '--limit')).toThrow(
    /--limit a: .*\n--limit b: /,
  );
});
