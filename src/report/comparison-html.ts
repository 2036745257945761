import type { Result } from '../result/result.js';
import { comparisonContent } from './comparison/comparison-content.js';
import { comparisonFacts } from './comparison/comparison-facts.js';
import { fillPage, type PageContent, type PageOptions, type ReportAssets } from './page.js';
import { printable } from './printable.js';

/**
 * What changed between Results as one HTML file that works from a disk with no network: a pure function of the
 * Results, their names and the assets. Every text of the Results is escaped.
 */
export function renderComparisonHtml(
  results: readonly Result[],
  names: readonly string[],
  assets: ReportAssets,
  options?: PageOptions,
): string {
  return fillPage(comparisonPage(results, names), assets, options);
}

function comparisonPage(results: readonly Result[], names: readonly string[]): PageContent {
  const { name, version } = results.at(-1)!.tool;
  return {
    title: printable(comparisonFacts(results, names).headline, 120),
    content: (draw) => comparisonContent(results, names, draw),
    tool: `${printable(name)} ${printable(version)}`,
  };
}
