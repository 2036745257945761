import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findQuirks } from '../../src/trace/quirks/quirks.js';
import { TRACES } from '../../traces/make-traces.js';
import { loadModel } from '../model/shipped-models.js';
import { readFiles } from '../trace/reading.js';

test.each(Object.keys(TRACES))('nothing is odd about %s', async (name) => {
  const text = readFileSync(new URL(`../../traces/${name}`, import.meta.url), 'utf8');
  const model = loadModel('pinterest-v5.yaml');
  const trace = await readFiles({ [name]: text }, { model, keepRequests: true });
  expect(findQuirks(trace)).toEqual([]);
});
