import { expect, test } from 'vitest';
import { readReportAssets } from '../../src/cli/report-assets.js';
import { renderHtml } from '../../src/report/html.js';
import { embeddedJson, html } from '../../src/report/markup.js';
import { emptyResult, noTierResult, oneRequestResult, reservedResult } from './edge-results.js';
import { hostileResult } from './hostile-result.js';
import { weekResult } from './week-result.js';

const assets = readReportAssets();

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
  const page = renderHtml(weekResult(), assets);
  expect(page).toBe(renderHtml(weekResult(), assets));
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
    'maxWait 90000',
    'The raise to ask for',
  ];
  expect(named.filter((text) => !page.includes(text))).toEqual([]);
});

test.each([
  ['one request', oneRequestResult(), ['raise', 'users', 'cautions']],
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

test('a link leads to the web or is no link', () => {
  expect(renderHtml(hostileResult(), assets)).not.toMatch(/href="javascript:/i);
});
