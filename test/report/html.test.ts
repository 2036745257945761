import { expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderHtml } from '../../src/report/html.js';
import { embeddedJson, html } from '../../src/report/markup.js';
import { verdict } from '../../src/report/verdict.js';
import { clientsResult, retrying } from './clients-result.js';
import { emptyResult, noTierResult, oneRequestResult, reservedResult } from './edge-results.js';
import { hostileResult } from './hostile-result.js';
import { noDrawing } from './no-drawing.js';
import { weekResult } from './week-result.js';
import { workloadResult } from './workload-result.js';

const assets = { ...readReportAssets(), drawing: noDrawing };

test('text is escaped, markup is kept, lists are joined', () => {
  const name = `<b a="1" c='2'>&`;
  expect(html`<i>${name}</i>${[1, html`<br />`, null, undefined]}`.markup).toBe(
    '<i>&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</i>1<br />',
  );
});

test('embedded JSON cannot end its script and reads back the same', () => {
  const value = { name: '</script><!--\u2028\u2029' };
  const { markup } = embeddedJson(value);
  expect(markup).not.toMatch(/[<\u2028\u2029]/);
  expect(JSON.parse(markup)).toEqual(value);
});

test('the same Result gives the same bytes, and no placeholder is left', () => {
  const withCharts = readReportAssets();
  const page = renderHtml(weekResult(), withCharts);
  expect(page).toBe(renderHtml(weekResult(), withCharts));
  expect(page.slice(0, page.indexOf('<script>'))).not.toContain('{{');
});

test('the reservation stands before any word that a tier suffices', () => {
  const page = renderHtml(reservedResult(), assets);
  const body = page.slice(page.indexOf('<main>'));
  expect(body.indexOf('This trace covers 57 min')).toBeGreaterThan(0);
  expect(body.indexOf('This trace covers 57 min')).toBeLessThan(body.indexOf('suffices'));
});

test('everything that a reader needs to doubt or repeat the answer is named', () => {
  const result = noTierResult();
  const page = renderHtml(result, assets);
  const named = [
    result.settings.command,
    result.trace.sha256,
    result.model.sha256,
    'GET /v5/media/{media_id}',
    'timestamp is no time',
    'The times name no zone: they are read as UTC.',
    'trial-universal-scope',
    'https://developers.pinterest.com/docs/reference/rate-limits/',
    'at most 1 min 30 s, open loop',
    'The raise to ask for',
  ];
  expect(named.filter((text) => !page.includes(text))).toEqual([]);
});

test.each([
  [
    'one request',
    oneRequestResult(),
    ['workload', 'raise', 'users', 'cautions', 'load', 'delays', 'wake-ups'],
  ],
  [
    'empty parts',
    emptyResult(),
    ['traffic', 'limit-use', 'categories', 'limits', 'raise', 'users', 'cautions', 'assumptions'],
  ],
])('%s: absent parts leave no heading behind', (_, result, absent) => {
  const page = renderHtml(result, assets);
  expect(absent.filter((id) => page.includes(`<section id="${id}"`))).toEqual([]);
  const main = page.slice(page.indexOf('<main>'), page.indexOf('</main>'));
  expect(main).not.toMatch(/undefined|NaN|\[object/);
});

test('clients that wait or retry: how long, how often, together or not, and at whose cost', () => {
  const page = renderHtml(clientsResult(), assets);
  const named = [
    '<section id="load"',
    '<section id="delays"',
    '<section id="wake-ups"',
    'How many requests wait',
    'At the 7 resets, 812 attempts fell in the first second (with no jitter: 3,410)',
    'Who suffers?',
    '1 user starved',
    'Burnt by refusals',
    '41%',
    'trial (exponential)',
    'exponential: retry, 5 attempts, backoff 1 s, factor 2, cap 1 min, full jitter, closed loop, 2 in flight',
  ];
  expect(named.filter((text) => !page.includes(text))).toEqual([]);
});

test('what the verdict says of a client is not cut', () => {
  const base = clientsResult();
  const scenarios = base.scenarios.map((each) => ({
    ...retrying,
    tier: each.tier,
    policy: each.policy,
  }));
  const result = { ...base, scenarios };
  const { sentences } = verdict(result);
  const page = renderHtml(result, assets);
  expect(sentences.some((text) => text.length > 500)).toBe(true);
  expect(sentences.every((text) => page.includes(text))).toBe(true);
});

test('a generated trace: its profile and seed, and what its sources send, before what is throttled', () => {
  const page = renderHtml(workloadResult(), assets);
  const main = page.slice(page.indexOf('<main>'), page.indexOf('</main>'));
  const named = [
    'What does the workload send?',
    'Which source sends when?',
    'most from dashboard: 16,632 of 22,176 requests (75.00%)',
    'most to org_read: 7,056 of 22,176 requests (31.82%)',
    'Most in 10 min',
    '<dt>Profile</dt>',
    'agency-week</bdi>, seed 42',
  ];
  expect(named.filter((text) => !main.includes(text))).toEqual([]);
  expect(main).toMatch(/agency-week<\/bdi> \(<bdi>An agency’s week<\/bdi>\) with seed\s+42/);
  expect(main.indexOf('<section id="workload"')).toBeLessThan(
    main.indexOf('<section id="traffic"'),
  );
  expect(main.match(/data-chart="workload"/g)).toHaveLength(2);
});

test('a generated trace of no requests has no part about what it sends', () => {
  const result = workloadResult({ sources: {}, categories: {} });
  expect(renderHtml(result, assets)).not.toContain('<section id="workload"');
});

test('clients that drop what is refused have no part about waiting', () => {
  const page = renderHtml(weekResult(), assets);
  expect(page).not.toMatch(/<section id="(load|delays|wake-ups)"/);
});

test('one chart stands for all scenarios that throttle nothing', () => {
  const page = renderHtml(clientsResult(), assets);
  expect(page.match(/data-chart="requests"/g)).toHaveLength(3);
  const alike = 'standard (exponential), trial (paced), standard (paced)';
  expect(page.includes(`Nothing is throttled under ${alike} either.`)).toBe(true);
});

test('a link leads to the web or is no link', () => {
  expect(renderHtml(hostileResult(), assets)).not.toMatch(/href="javascript:/i);
});
