import { expect, test } from 'vitest';
import { emptyResult, noTierResult, oneRequestResult, reservedResult } from './edge-results.js';
import { expectValidResult } from './expect-valid-result.js';
import { sampleResult } from './sample-result.js';
import { weekResult } from './week-result.js';

test.each([
  ['a week', weekResult()],
  ['no tier suffices', noTierResult()],
  ['a reservation', reservedResult()],
  ['one request', oneRequestResult()],
  ['empty parts', emptyResult()],
])('the schema takes a Result: %s', (_, result) => {
  expectValidResult(result);
});

test.each([
  ['another version', { version: 2 }],
  ['an unknown member', { verdict: 'yes' }],
  ['null for an absent part', { requiredTier: null }],
  ['no scenarios', { scenarios: undefined }],
])('the schema refuses %s', (_, change) => {
  expect(() => {
    expectValidResult({ ...sampleResult(), ...change });
  }).toThrow();
});
