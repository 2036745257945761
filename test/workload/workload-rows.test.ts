import { expect, test } from 'vitest';
import { generateWorkload } from '../../src/workload/generate/generate-workload.js';
import { createWorkloadRows } from '../../src/workload/generate/workload-rows.js';
import { model, parse, small, source } from './small-workload.js';

const pins = source({
  name: 'pins',
  arrivals: { rate: '30/h' },
  calls: [{ call: 'GET /pins/{pin_id}', times: { poisson: 3 }, concurrency: 2 }],
});
const boards = source({
  name: 'boards',
  arrivals: { rate: '50/h' },
  calls: [{ call: 'GET /boards/{board_id}/pins/{pin_id}' }, { category: 'write' }],
});
const people = { name: 'u', users: 3, ad_accounts: 1 };
const others = { name: 'v', users: 2 };

/** The rows of one source as texts, of users of one population. */
function rows(sources: readonly object[], name: string, populations: readonly object[] = [people]) {
  const workload = parse(small({ length: '2d', populations, sources }));
  const rowsOf = createWorkloadRows(1);
  return [...generateWorkload(workload, { model, seed: 1 })]
    .flatMap((chunk) => [...rowsOf(chunk)])
    .filter((row) => row.at(-1) === name)
    .map((row) => row.join(','));
}

const alone = rows([pins], 'pins');

test('another source changes no byte of the rows of those that are there', () => {
  expect(alone.length).toBeGreaterThan(1000);
  expect(rows([boards, pins], 'pins')).toEqual(alone);
  expect(rows([pins, boards], 'pins')).toEqual(alone);
});

test('nor does another population or another user, but for rows of its own', () => {
  expect(rows([source({ name: 'w', population: 'v' }), pins], 'pins', [others, people])).toEqual(
    alone,
  );
  const more = rows([pins], 'pins', [{ ...people, users: 4 }]);
  expect(more.filter((row) => !row.includes('u-4'))).toEqual(alone);
});

test('ids differ from request to request', () => {
  const paths = alone.map((row) => row.split(',')[2]);
  expect(new Set(paths).size).toBe(alone.length);
});
