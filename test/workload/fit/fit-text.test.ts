import { expect, test } from 'vitest';
import { parseYaml } from '../../../src/model/parse-yaml.js';
import { formatWorkload } from '../../../src/workload/fit/fit-text.js';
import { fit, profile, traceOf } from './fitting.js';

const fitted = fit(traceOf(profile({ rate: '8/h', curve: 'office' }, { length: '7d' })));

test('the text says from which trace it was made, and how good it is', () => {
  const text = formatWorkload(fitted);
  expect(text).toMatch(/^# Made from known\.csv: \d+ requests, 2026-03-02T/);
  expect(text).toContain('Kolmogorov-Smirnov');
  expect(text).toContain('chi-square');
  expect(text).toContain('Dispersion');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
});

test('the text reads back as the document', () => {
  expect(parseYaml(formatWorkload(fitted), 'fitted.yaml').document).toEqual(fitted.document);
});
