import { expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderFitHtml } from '../../src/report/fit-html.js';
import { HOSTILE_NAMES } from './hostile-result.js';
import { sampleComparison } from './sample-comparison.js';

const assets = readReportAssets();

/** What stands between the page's head and its scripts. */
function mainOf(page: string): string {
  return page.slice(page.indexOf('<main>'), page.indexOf('</main>'));
}

test('the page tells both totals, the rate that is drawn, every fact and every note', () => {
  const main = mainOf(renderFitHtml(sampleComparison(), assets));
  const named = [
    'Agency, fitted',
    'agency.csv',
    '3,360 requests',
    '3,184 requests',
    'Does the fitted profile send as the recording did?',
    'requests an hour',
    'Busiest hour',
    'within chance',
    'Two days cannot tell a week’s curve.',
  ];
  expect(named.filter((text) => !main.includes(text))).toEqual([]);
  expect(main).not.toMatch(/undefined|NaN|\[object/);
});

test('what a comparison lacks leaves no heading behind', () => {
  const bare = sampleComparison({
    recorded: [],
    refitted: [],
    facts: [{ label: 'Users', recorded: '4', refitted: '4' }],
    notes: [],
  });
  const main = mainOf(renderFitHtml(bare, assets));
  expect(main).not.toMatch(/<section id="(rates|notes)"|Verdict/);
  expect(mainOf(renderFitHtml({ ...bare, facts: [] }, assets))).not.toContain('<section');
});

test('hostile texts stay text, and no placeholder is filled twice', () => {
  for (const name of HOSTILE_NAMES) {
    const hostile = sampleComparison({
      title: name,
      source: name,
      facts: [{ label: name, recorded: name, refitted: name, verdict: name }],
      notes: [name],
    });
    const page = renderFitHtml(hostile, assets);
    expect(mainOf(page)).not.toMatch(/<img|<svg onload|<script>|[\u202e\u2028]/);
    expect(page.match(/<script[ >]/g)).toHaveLength(
      renderFitHtml(sampleComparison(), assets).match(/<script[ >]/g)!.length,
    );
  }
});
