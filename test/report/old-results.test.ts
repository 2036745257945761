import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderHtml, reportFigures } from '../../src/report/html.js';
import { renderText } from '../../src/report/text.js';
import type { Result } from '../../src/result/result.js';
import { expectValidResult } from './expect-valid-result.js';

/** A Result as the first version of its format was written, saved then: what came later is absent. */
const old = JSON.parse(
  readFileSync(fileURLToPath(new URL('golden/result-v1.json', import.meta.url)), 'utf8'),
) as Result;
const assets = readReportAssets();

test('a Result of the first days is still valid, and lacks what came later', () => {
  expectValidResult(old);
  expect(Object.keys(old.scenarios[0]!)).not.toContain('quarters');
});

test('it is drawn without a hole', () => {
  const page = renderHtml(old, assets);
  const main = page.slice(page.indexOf('<main>'), page.indexOf('</main>'));
  expect(main).not.toMatch(/undefined|NaN|\[object/);
  expect(main).toContain('You need at least standard access:');
  expect(main.match(/<h2/g)!.length).toBe(main.match(/<section/g)!.length);
  const ids = reportFigures(old, assets.charts).map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toEqual(
    expect.arrayContaining([
      'requests-trial',
      'load-trial',
      'limit-use-trial-universal',
      'required-limits',
    ]),
  );
});

test('it is told in words', () => {
  expect(renderText(old)).toContain('You need at least standard access');
});
