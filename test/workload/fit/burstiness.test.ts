import { expect, test } from 'vitest';
import { namedStream } from '../../../src/random.js';
import { factsOf, fit, ofOneUser, profile, traceOf } from './fitting.js';
import { indexOfDispersion } from './trace-figures.js';

const SECOND = 1e6;
const SPAN = 3600 * SECOND;
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

/**
 * An hour of a service that is called in rushes: rushes begin at random, about 45 s apart, last some seconds, and
 * differ in size by a heavy tail. It is made by another law than those that are fitted.
 */
function rushes(): Float64Array {
  const draw = namedStream(7, 'rushes');
  const times: number[] = [];
  for (let at = 0; at < SPAN; at += -45 * SECOND * Math.log(1 - draw())) {
    const size = Math.min(600, Math.floor(30 / (1 - draw()) ** (1 / 1.5)));
    const length = (3 + 9 * draw()) * SECOND;
    for (let i = 0; i < size; i++) times.push(Math.floor(at + length * draw()));
  }
  return Float64Array.from(times.filter((at) => at < SPAN)).sort();
}

test('a bursty hour keeps its index of dispersion at 1 s and 1 min: the mean of 20 seeds within a fifth, each seed within a factor of 2', () => {
  const like = traceOf(profile({ rate: '1/m' }, { populations: [{ name: 'people', users: 1 }] }));
  const recorded = ofOneUser(like, rushes());
  const fitted = fit(recorded);
  expect(factsOf(fitted).process!.fittedAt).toEqual([SECOND, 60 * SECOND]);
  for (const scale of [SECOND, 60 * SECOND]) {
    const index = indexOfDispersion(recorded, scale, 0, SPAN);
    expect(index).toBeGreaterThan(5);
    const ratios = SEEDS.map((seed) => {
      const made = traceOf(fitted.document, seed);
      const from = Date.parse(fitted.document.start) * 1000;
      return indexOfDispersion(made, scale, from, SPAN) / index;
    });
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.2);
    expect(Math.min(...ratios)).toBeGreaterThan(0.5);
    expect(Math.max(...ratios)).toBeLessThan(2);
  }
});
