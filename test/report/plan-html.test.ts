import { expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderHtml } from '../../src/report/html.js';
import type { Result } from '../../src/result/result.js';
import { noDrawing } from './no-drawing.js';
import { flippingPlanResult, planResult, raisePlanResult } from './plan-result.js';
import { clientsPlanResult, shortPlanResult } from './plan-variants.js';
import { weekResult } from './week-result.js';

const assets = { ...readReportAssets(), drawing: noDrawing };
const PARTS = ['evidence', 'growth', 'growth-limits', 'advice', 'band', 'replications'];

function main(result: Result): string {
  const page = renderHtml(result, assets);
  return page
    .slice(page.indexOf('<main>'), page.indexOf('</main>'))
    .replace(/<script[^>]*>.*?<\/script>/gs, '');
}

/** The text of the page without its marks. */
function words(result: Result): string {
  return main(result)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
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

test('a Result that is no plan has none of them, but for the words of a support ticket', () => {
  expect(partsOf(main(weekResult()))).toEqual([]);
  expect(main({ ...weekResult(), requiredTier: raisePlanResult().requiredTier! })).toContain(
    'To paste into a support ticket',
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
    'Required: under fixed-window, trial or standard if the day starts at 00:00–07:00, 14:00–23:00 UTC; standard if the day starts at 08:00–13:00 UTC. Under sliding-counter, standard in every case.',
  );
  expect(main(planResult())).not.toContain('How to find out which holds');
});

test('every setting under which a tier does not suffice is told', () => {
  const text = words(flippingPlanResult());
  expect(text).toContain('Where trial does not suffice');
  expect(text).toContain('sliding-log, sliding-counter and token-bucket');
  expect(text).not.toContain('Where standard does not suffice');
});

test('headroom: how many factors were tried, and the median with its interval beside the one drawing', () => {
  expect(words(planResult())).toContain(
    'For each figure 19 to 23 factors were tried, and the objective held at all of those up to it.',
  );
  expect(words(planResult())).toContain('--replications 20 says how much that matters');
  expect(words(raisePlanResult())).toContain(
    '0.91× in this drawing; median 0.91×, 0.84 to 0.97 in 12 drawings breaks at 0.92×',
  );
});

test('a load shorter than a window: nothing is proven, nothing dated that today’s rate has passed', () => {
  const result = shortPlanResult();
  const unproven = 'the load then lasts 12 h, which proves nothing about limits counted by the day';
  expect(words(result)).toContain(
    `1.43× breaks at 1.45× by universal reached on 2026-05-09 ${unproven}`,
  );
  const reservations = result.reservations.map((each) => ({ ...each, scaled: 1001 }));
  expect(words({ ...result, reservations })).toContain(
    `1.43× breaks at 1.45× by universal already past at this rate ${unproven}`,
  );
  expect(words(result)).toContain('≥ stands where the load is shorter than the window');
  expect(words(result)).toContain('≥ 40,840');
});

test('a raise stands with the settings under which it holds, and is enough where less may do', () => {
  const result = raisePlanResult();
  const requiredTier = { ...result.requiredTier!, raiseIsLeast: false };
  expect(words(result)).toContain('With the raise, the objective holds under 8 of 10 settings.');
  const text = words({ ...result, requiredTier });
  expect(text).toContain('450 412 enough');
  expect(text).toContain('These figures are enough; less may do: the search was cut short.');
  expect(text).not.toContain('412 needed');
});

test('where a higher tier is the answer, the ticket asks for its access', () => {
  const text = words(planResult());
  expect(text).toContain(
    'The access to ask for To paste into a support ticket Copy We use Pinterest',
  );
  expect(text).toContain('We ask for standard access.');
});

test('of several clients, each part says whose the plan is', () => {
  const parts = main(clientsPlanResult()).split('<section id="');
  const isTold = (part: string) => part.includes('<p class="note">With no-retry.</p>');
  const told = parts.filter(isTold).map((part) => part.slice(0, part.indexOf('"')));
  expect(told).toEqual(['evidence', 'growth', 'growth-limits', 'advice', 'band']);
  expect(main(planResult())).not.toContain('With drop');
});

test('limits that are enough under every load are named and have no row', () => {
  const text = main(raisePlanResult());
  expect(text).toMatch(/Enough under every load asked: .*advanced_auction_write/);
  expect(text).toMatch(/app adhub, user reporting/);
});

test('the ticket stands in one block to be copied, and the figure asked beside the one needed', () => {
  const text = main(raisePlanResult());
  const [, ticket] = /<pre class="ticket" id="ticket-1">(.*?)<\/pre>/s.exec(text) ?? [];
  expect(text).toContain('data-copy="ticket-1"');
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
