import type { Charts } from './charts/chart-name.js';
import { chartTheme, PAGE_COLOURS } from './charts/chart-theme.js';
import { embeddedJson, html, type Markup, trusted } from './markup.js';

/** A text that is inlined in the page, and its SHA-256 in base64, as a Content-Security-Policy names it. */
export interface InlinedText {
  readonly text: string;
  readonly sha256: string;
}

/** What a page is made of beside what it tells. */
export interface ReportAssets {
  /** The page with `{{placeholders}}`. */
  readonly page: string;
  readonly style: InlinedText;
  /** In the order in which they run; the last draws the charts. */
  readonly scripts: readonly InlinedText[];
  readonly charts: Charts;
}

/** What a page tells. */
export interface PageContent {
  /** Of the browser's window, fit to be shown. */
  readonly title: string;
  readonly content: Markup;
  /** What made the page, fit to be shown. */
  readonly tool: string;
}

const CHART_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** One HTML file that works from a disk with no network: only the assets' own scripts may run. */
export function fillPage({ title, content, tool }: PageContent, assets: ReportAssets): string {
  const { style, scripts, charts } = assets;
  const parts: Readonly<Record<string, Markup>> = {
    policy: html`${contentSecurityPolicy(assets)}`,
    title: html`${title}`,
    style: inlined('style', style),
    content,
    charts: embeddedJson({ documents: charts, config: chartTheme(PAGE_COLOURS, CHART_FONT) }),
    scripts: html`${scripts.map((script) => inlined('script', script))}`,
    tool: html`${tool}`,
  };
  return assets.page.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => parts[name]?.markup ?? hole);
}

function inlined(tag: 'style' | 'script', { text }: InlinedText): Markup {
  return trusted(`<${tag}>${text}</${tag}>`);
}

/** Nothing is loaded, and nothing runs but what was inlined. Vega sets style attributes. */
function contentSecurityPolicy({ style, scripts }: ReportAssets): string {
  const hashes = (texts: readonly InlinedText[]) =>
    texts.map(({ sha256 }) => `'sha256-${sha256}'`).join(' ');
  return [
    "default-src 'none'",
    `script-src ${hashes(scripts)}`,
    `style-src-elem ${hashes([style])}`,
    "style-src-attr 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
