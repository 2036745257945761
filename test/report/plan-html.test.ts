import { expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderHtml } from '../../src/report/html.js';
import type { Result } from '../../src/result/result.js';
import { flippingPlanResult, planResult, raisePlanResult } from './plan-result.js';
import { weekResult } from './week-result.js';

const assets = readReportAssets();
const PARTS = ['evidence', 'growth', 'growth-limits', 'advice', 'band', 'replications'];

function main(result: Result): string {
  const page = renderHtml(result, assets);
  return page
    .slice(page.indexOf('<main>'), page.indexOf('</main>'))
    .replace(/<script[^>]*>.*?<\/script>/gs, '');
}

function partsOf(text: string): string[] {
  return PARTS.filter((id) => text.includes(`<section id="${id}"`));
}

test('a plan has its parts in reading order: who meets what, growth, what to do, how sure', () => {
  const text = main(raisePlanResult());
  const places = PARTS.map((id) => text.indexOf(`<section id="${id}"`));
  expect(partsOf(text)).toEqual(PARTS);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text).not.toMatch(/undefined|NaN|\[object/);
});

test('a Result that is no plan has none of them', () => {
  expect(partsOf(main(weekResult()))).toEqual([]);
  expect(main({ ...weekResult(), requiredTier: raisePlanResult().requiredTier! })).not.toContain(
    'support ticket',
  );
});

test('what a plan lacks leaves no heading behind', () => {
  const { plan, ...rest } = planResult();
  const bare = { ...plan!, headroom: [], curves: [], requiredLimits: [], advice: [], tiers: [] };
  expect(partsOf(main({ ...rest, plan: bare }))).toEqual(['band']);
});

test('the answer is on the first screen: headroom and band stand in the header', () => {
  const text = main(planResult());
  const header = text.slice(0, text.indexOf('</header>'));
  expect(header).toContain('you reach standard’s end at 38.2 times');
  expect(header).toContain('Standard suffices under all 102 settings.');
});

test('a chart of growth a way of growing, and of delays only where something waits', () => {
  expect(main(planResult()).match(/data-chart="growth"/g)).toHaveLength(3);
  expect(main(planResult())).not.toContain('data-chart="growth-delays"');
  expect(main(raisePlanResult()).match(/data-chart="growth-delays"/g)).toHaveLength(3);
});

test('the band: two charts, counts by algorithm, and how to find out', () => {
  const text = main(flippingPlanResult());
  expect(text.match(/data-chart="band"/g)).toHaveLength(2);
  expect(text).toContain('trial 19, standard 32 of 51 settings');
  expect(text).toContain('How to find out which holds');
  expect(text.replace(/\s+/g, ' ')).toContain(
    'Required: trial or standard if the day starts at 00:00–07:00, 14:00–23:00 UTC; standard if the day starts at 08:00–13:00 UTC.',
  );
  expect(main(planResult())).not.toContain('How to find out which holds');
});

test('limits that are enough under every load are named and have no row', () => {
  const text = main(raisePlanResult());
  expect(text).toMatch(/Enough under every load asked: .*advanced_auction_write/);
  expect(text).toMatch(/app adhub, user reporting/);
});

test('the ticket stands in one block to be copied, and the figure asked beside the one needed', () => {
  const text = main(raisePlanResult());
  const [, ticket] = /<pre class="ticket">(.*?)<\/pre>/s.exec(text) ?? [];
  expect(ticket).toMatch(/^We use Pinterest API v5/);
  expect(ticket).toContain('450 requests a minute per app and user in place of 300');
  expect(text).toMatch(/450\s*<small>412 needed<\/small>/);
});

test('replications name their method and seeds, and leave no chart of what has no figure', () => {
  const text = main(raisePlanResult()).replace(/\s+/g, ' ');
  expect(text).toContain('with the seeds 1–12');
  expect(text).toContain('median, order statistics');
  expect(text.match(/data-chart="replications"/g)).toHaveLength(3);
  expect(text.match(/data-chart="differences"/g)).toHaveLength(1);
});
