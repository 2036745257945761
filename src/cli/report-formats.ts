import { InputError } from '../errors.js';
import type { Result } from '../result/result.js';

/** How a page tells its times. */
export interface WritingOptions {
  /** IANA time zone whose times stand beside those of UTC. */
  readonly zone?: string | undefined;
}

/** How a Result is written to a file. */
type Writer = (result: Result, options?: WritingOptions) => Promise<string>;

/** The form of a Result that a file's name ends in; the longest ending that fits counts. */
const WRITERS: Readonly<Record<string, Writer>> = {
  '.json': (result) => Promise.resolve(renderJson(result)),
  '.pdf-ready.html': (result, options) => renderPage(result, { ...options, forPrint: true }),
  '.html': (result, options) => renderPage(result, options),
  '.md': renderMarkdownFile,
  '.csv': async (result) => (await import('../report/csv.js')).renderCsv(result),
  '.txt': async (result) => (await import('../report/text.js')).renderText(result),
};

/** The endings of files that a Result is written to, as help names them. */
export const RESULT_ENDINGS = '.html, .pdf-ready.html, .md, .csv, .txt or .json';

/** How a Result is written to a file of that name. @throws InputError for another ending. @param what is written, for the message. */
export function resultWriter(file: string, what = 'a Result'): Writer {
  const ending = Object.keys(WRITERS).find((each) => file.toLowerCase().endsWith(each));
  if (ending !== undefined) return WRITERS[ending]!;
  throw new InputError(`${what} is written as ${RESULT_ENDINGS}`, { location: { file } });
}

/** The Result as it stands in a file and on standard output. */
export function renderJson(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** The HTML report. Its makings are read only here, since they are large. */
async function renderPage(
  result: Result,
  options: WritingOptions & { readonly forPrint?: boolean } = {},
): Promise<string> {
  const [{ renderHtml }, { readReportAssets }] = await Promise.all([
    import('../report/html.js'),
    import('./report-assets.js'),
  ]);
  return renderHtml(result, readReportAssets(), options);
}

async function renderMarkdownFile(result: Result, { zone }: WritingOptions = {}): Promise<string> {
  const { renderMarkdown } = await import('../report/markdown.js');
  return inZone(renderMarkdown(result), zone);
}

/** A text with the times of a zone beside those of UTC, where one is given. */
export async function inZone(text: string, zone: string | undefined): Promise<string> {
  if (zone === undefined) return text;
  const { localTimes } = await import('../report/local-times.js');
  return localTimes(text, zone);
}

/** @throws InputError where a zone is given for a file that holds times of UTC alone. */
export function checkZoneFile(file: string, zone: string | undefined): void {
  if (zone === undefined || /\.(?:html|md)$/i.test(file)) return;
  throw new InputError('--zone is for a page or Markdown; this holds times of UTC alone', {
    location: { file },
  });
}
