import { describe, expect, test } from 'vitest';
import { markdownTable } from '../../src/report/markdown-table.js';
import {
  markdownFence,
  markdownName,
  markdownSection,
  markdownText,
} from '../../src/report/markdown-text.js';

describe('text in Markdown', () => {
  test('is as it was where nothing in it is markup', () => {
    const text =
      'You need standard access: trial (ads_analytics) throttles 1,830, 19.2% - 1.4 times.';
    expect(markdownText(text)).toBe(text);
    expect(markdownText('2026-03-02 15:29:00 UTC')).toBe('2026-03-02 15:29:00 UTC');
  });

  test('shows markup as it is written', () => {
    expect(markdownText('<b>a|b</b> `c` *d* _e_ ~f~ $g$ &amp; [h](i) \\')).toBe(
      '\\<b\\>a\\|b\\</b\\> \\`c\\` \\*d\\* \\_e\\_ \\~f\\~ \\$g\\$ \\&amp; \\[h\\](i) \\\\',
    );
  });

  test('makes no link of an address', () => {
    expect(markdownText('https://a.test www.a.test')).toBe('https\\://a.test www\\.a.test');
  });

  test('begins no heading, list, quotation or rule', () => {
    const lines = ['# a', '- a', '+ a', '> a', '1. a', '12) a', '---', '===', '  # a'];
    expect(lines.map(markdownText)).toEqual([
      '\\# a',
      '\\- a',
      '\\+ a',
      '\\> a',
      '1\\. a',
      '12\\) a',
      '\\---',
      '\\===',
      '\\# a',
    ]);
  });
});

test('a name is code, or text where a table could not hold it as code', () => {
  expect(markdownName('GET /pins/{id}')).toBe('`GET /pins/{id}`');
  expect(markdownName('<b>')).toBe('`<b>`');
  expect(['a`b', 'a|b', 'a\\|b', ' a', ''].map(markdownName)).toEqual([
    'a\\`b',
    'a\\|b',
    'a\\\\\\|b',
    'a',
    '',
  ]);
});

test('nothing in a fence ends it', () => {
  expect(markdownFence('a\n````\nb')).toBe('`````text\na\n````\nb\n`````');
});

test('a section of nothing is nothing, and empty paragraphs are left out', () => {
  expect(markdownSection('A', '', '')).toBe('');
  expect(markdownSection('A', '', 'b', 'c')).toBe('## A\n\nb\n\nc');
});

test('columns are aligned in the text too, whatever the width of a letter', () => {
  const columns = [
    ['Name', 'left'],
    ['N', 'right'],
  ] as const;
  expect(
    markdownTable(columns, [
      ['日本', '1'],
      ['a', '1,000'],
    ]),
  ).toBe(
    ['| Name |     N |', '| ---- | ----: |', '| 日本 |     1 |', '| a    | 1,000 |'].join('\n'),
  );
  expect(markdownTable(columns, [])).toBe('');
});
