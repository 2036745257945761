import { basename, extname } from 'node:path';
import { InputError } from '../errors.js';
import type { Result } from '../result/result.js';
import { writeWhole } from './files.js';
import { inZone, type WritingOptions } from './report-formats.js';

/** A saved Result, and the file that it was in. */
export interface SavedResult {
  readonly file: string;
  readonly result: Result;
}

/** @throws InputError for a file of an ending in which no comparison is written. */
export function checkComparisonFile(file: string): void {
  if (/\.(?:html|md)$/i.test(file)) return;
  throw new InputError('a comparison is written as .html, .pdf-ready.html or .md', {
    location: { file },
  });
}

/** Writes what changed from the first of some Results to the others, called by the names of their files. */
export async function writeComparison(
  file: string,
  saved: readonly SavedResult[],
  options: WritingOptions,
): Promise<void> {
  const results = saved.map(({ result }) => result);
  const names = namesOf(saved.map((each) => each.file));
  await writeWhole(file, await render(file, results, names, options));
}

async function render(
  file: string,
  results: readonly Result[],
  names: readonly string[],
  options: WritingOptions,
): Promise<string> {
  if (/\.md$/i.test(file)) {
    const { renderComparisonMarkdown } =
      await import('../report/comparison/comparison-markdown.js');
    return inZone(renderComparisonMarkdown(results, names), options.zone);
  }
  const [{ renderComparisonHtml }, { readReportAssets }] = await Promise.all([
    import('../report/comparison-html.js'),
    import('./report-assets.js'),
  ]);
  const forPrint = /\.pdf-ready\.html$/i.test(file);
  return renderComparisonHtml(results, names, readReportAssets(), { ...options, forPrint });
}

/** The names of files without folder and ending; the whole paths where these would not tell all apart. */
function namesOf(files: readonly string[]): string[] {
  const short = files.map((file) => basename(file, extname(file)));
  return new Set(short).size === files.length ? short : [...files];
}
