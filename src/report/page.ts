import { localTimes } from './local-times.js';
import { html, type Markup, trusted } from './markup.js';
import {
  type FigureAssets,
  type FigureContent,
  type PageData,
  placeFigures,
} from './place-figures.js';

/** A text that is inlined in the page, and its SHA-256 in base64, as a Content-Security-Policy names it. */
export interface InlinedText {
  readonly text: string;
  readonly sha256: string;
}

/** What a page is made of beside what it tells. */
export interface ReportAssets extends FigureAssets {
  /** The page with `{{placeholders}}`. */
  readonly page: string;
  readonly style: InlinedText;
  /** Makes the charts of the page live. */
  readonly script: InlinedText;
}

/** How a page is made. */
export interface PageOptions {
  /** No script, and every table open: a page for paper. */
  readonly forPrint?: boolean;
  /** IANA time zone, as in `Europe/Berlin`, whose times stand beside those of UTC. */
  readonly zone?: string | undefined;
}

/** What a page tells. */
export interface PageContent extends FigureContent {
  /** Of the browser's window, fit to be shown. */
  readonly title: string;
  /** What made the page, fit to be shown. */
  readonly tool: string;
}

/** One HTML file that works from a disk with no network: only the assets' own script may run. */
export function fillPage(
  page: PageContent,
  assets: ReportAssets,
  options: PageOptions = {},
): string {
  const { forPrint = false, zone } = options;
  const { data, markup } = placeFigures(page, assets, forPrint);
  const parts: Readonly<Record<string, Markup>> = {
    policy: html`${contentSecurityPolicy(assets, forPrint)}`,
    title: html`${page.title}`,
    style: inlined('style', assets.style),
    content: zone === undefined ? markup : trusted(localTimes(markup.markup, zone)),
    scripts: forPrint ? html`` : liveParts(data, assets),
    tool: html`${page.tool}`,
  };
  return assets.page.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => parts[name]?.markup ?? hole);
}

function liveParts(data: PageData, { drawing, script }: ReportAssets): Markup {
  return html`<script type="application/octet-stream" id="page-data">
      ${trusted(drawing.pack(JSON.stringify(data)))}
    </script>
    ${inlined('script', script)}`;
}

function inlined(tag: 'style' | 'script', { text }: InlinedText): Markup {
  return trusted(`<${tag}>${text}</${tag}>`);
}

/** Nothing is loaded, and nothing runs or styles but what was inlined. */
function contentSecurityPolicy({ style, script }: ReportAssets, forPrint: boolean): string {
  return [
    "default-src 'none'",
    `script-src ${forPrint ? "'none'" : `'sha256-${script.sha256}'`}`,
    `style-src-elem 'sha256-${style.sha256}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
