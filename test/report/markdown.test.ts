import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.js';
import { verdict } from '../../src/report/verdict.js';
import type { Result } from '../../src/result/result.js';
import { clientsResult } from './clients-result.js';
import { emptyResult, noTierResult, oneRequestResult, reservedResult } from './edge-results.js';
import { HOSTILE_NAMES, hostileResult } from './hostile-result.js';
import { bare, outsideFences, tableShapes } from './markdown-shape.js';
import { samplePlan } from './plan-result.js';
import { flippingBand } from './sample-band.js';
import { sampleReplications } from './sample-replications.js';
import { weekResult } from './week-result.js';
import { workloadResult } from './workload-result.js';

function plannedResult(): Result {
  const week = weekResult();
  return {
    ...week,
    plan: samplePlan(week),
    band: flippingBand(),
    replications: sampleReplications(),
  };
}

const headings = (markdown: string) =>
  outsideFences(markdown)
    .filter((line) => /^#+ /.test(line))
    .slice(1);

describe('a Result as Markdown', () => {
  test('has the order of the page', () => {
    const second = headings(renderMarkdown(plannedResult())).filter((line) =>
      line.startsWith('## '),
    );
    expect(second).toEqual([
      '## Why',
      '## Figures',
      '## What was replayed',
      '## Tiers side by side',
      '## Limits',
      '## Who suffers?',
      '## How far can the load grow?',
      '## What to do',
      '## How sure is this?',
      '## How this was made',
    ]);
  });

  test('begins with the verdict, and says every sentence of it once', () => {
    for (const result of [plannedResult(), weekResult(), noTierResult(), clientsResult()]) {
      const markdown = renderMarkdown(result);
      const { headline, sentences } = verdict(result);
      expect(markdown.startsWith(`# ${headline}\n`)).toBe(true);
      for (const sentence of sentences) expect(markdown.split(sentence).length, sentence).toBe(2);
    }
  });

  test('has reservations before any word that a tier suffices', () => {
    const [title, , reservation] = renderMarkdown(reservedResult()).split('\n');
    expect(title).toMatch(/^# Trial access would not last a full day at this rate/);
    expect(reservation).toMatch(/^> This trace covers 57 min; trial counts by the day\./);
  });

  test('has the tiers side by side, with the figures of the Result', () => {
    const lines = renderMarkdown(weekResult()).split('\n');
    const row = (name: string) =>
      lines
        .find((line) => line.startsWith(`| ${name}`))
        ?.split('|')
        .slice(2, -1)
        .map((cell) => cell.trim());
    expect(row('Throttled')).toEqual(['15,357 (68.69%)', '0']);
    expect(row('Limit that binds most')).toEqual(['`universal`, 1,000 requests a day', 'none']);
    expect(lines.find((line) => line.includes('(required)'))).toMatch(
      /\| +trial \| +standard \(required\) \|/,
    );
  });

  test('marks the figures of limits that would not do', () => {
    expect(renderMarkdown(weekResult())).toMatch(/\| `universal` +\|.*\| \*\*4,084\*\* \|/);
  });

  test('has the support ticket as it is to be pasted', () => {
    const markdown = renderMarkdown(noTierResult());
    expect(markdown).toContain('### To paste into a support ticket\n\n```text\nWe use ');
    expect(markdown).toMatch(/\| `standard\.ads_analytics` \| +300 \| \*\*412\*\* \| a minute \|/);
  });

  test('links to the source of the figures, and says when it was read', () => {
    expect(renderMarkdown(weekResult())).toContain(
      '- [Rate limits](https://developers.pinterest.com/docs/reference/rate-limits/), read ',
    );
  });

  test('leaves out what the Result lacks', () => {
    expect(headings(renderMarkdown(emptyResult()))).toEqual([
      '## What was replayed',
      '## Tiers side by side',
      '## How this was made',
    ]);
    for (const result of [emptyResult(), oneRequestResult(), workloadResult()]) {
      expect(renderMarkdown(result)).not.toMatch(/undefined|NaN|null|\n\n\n|Infinity/);
    }
  });
});

describe('hostile names', () => {
  const markdown = renderMarkdown(hostileResult());

  test('are in the report, shown as they are', () => {
    expect(markdown).toContain("`'; alert(1); //`");
    expect(markdown).toContain('line\\\\u{a}one');
  });

  test('make no HTML, link, emphasis or code', () => {
    const lines = outsideFences(markdown).filter((line) => !line.startsWith('- ['));
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) {
      expect(
        bare(line)
          .replace(/^> /, '')
          .replace(/\*\*|<(?=\d)/g, ''),
        line,
      ).not.toMatch(/[<>`*[\]]|:\/\//);
    }
  });

  test('break no table', () => {
    const shapes = tableShapes(markdown);
    expect(shapes.length).toBeGreaterThan(5);
    for (const shape of shapes) expect(new Set(shape).size).toBe(1);
  });

  test('stay in their line', () => {
    for (const name of HOSTILE_NAMES.slice(0, 6)) {
      expect(outsideFences(markdown).some((line) => line.startsWith(name))).toBe(false);
    }
    for (const char of ['\u202e', '\u2028', '\u0000', '\u001b']) {
      expect(markdown).not.toContain(char);
    }
  });
});
