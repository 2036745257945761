import type { Result } from '../result/result.js';
import type { Charts } from './charts/chart-name.js';
import { chartTheme, PAGE_COLOURS } from './charts/chart-theme.js';
import { embeddedJson, html, type Markup, trusted } from './markup.js';
import { printable } from './printable.js';
import { assumptionsSection } from './sections/assumptions-section.js';
import { categoriesSection } from './sections/categories-section.js';
import { cautionsSection } from './sections/cautions-section.js';
import { delaysSection } from './sections/delays-section.js';
import { limitsSection, limitUseSection } from './sections/limits-section.js';
import { loadSection } from './sections/load-section.js';
import { makingSection } from './sections/making-section.js';
import { raiseSection } from './sections/raise-section.js';
import { tiersSection } from './sections/tiers-section.js';
import { trafficSection } from './sections/traffic-section.js';
import { usersSection } from './sections/users-section.js';
import { verdictHeader } from './sections/verdict-header.js';
import { wakeUpsSection } from './sections/wake-ups-section.js';
import { verdict } from './verdict.js';

/** A text that is inlined in the page, and its SHA-256 in base64, as a Content-Security-Policy names it. */
export interface InlinedText {
  readonly text: string;
  readonly sha256: string;
}

/** What the page is made of beside the Result. */
export interface ReportAssets {
  /** The page with `{{placeholders}}`. */
  readonly page: string;
  readonly style: InlinedText;
  /** In the order in which they run; the last draws the charts. */
  readonly scripts: readonly InlinedText[];
  readonly charts: Charts;
}

const CHART_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/**
 * The capacity report as one HTML file that works from a disk with no network: a pure function of the
 * Result and the assets. Every text of the Result is escaped; only the assets' own scripts may run.
 */
export function renderHtml(result: Result, assets: ReportAssets): string {
  const { style, scripts, charts } = assets;
  const parts: Readonly<Record<string, Markup>> = {
    policy: html`${contentSecurityPolicy(assets)}`,
    title: html`${printable(verdict(result).headline, 120)}`,
    style: inlined('style', style),
    content: content(result, charts),
    charts: embeddedJson({ documents: charts, config: chartTheme(PAGE_COLOURS, CHART_FONT) }),
    scripts: html`${scripts.map((script) => inlined('script', script))}`,
    tool: html`${printable(result.tool.name)} ${printable(result.tool.version)}`,
  };
  return assets.page.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => parts[name]?.markup ?? hole);
}

function inlined(tag: 'style' | 'script', { text }: InlinedText): Markup {
  return trusted(`<${tag}>${text}</${tag}>`);
}

function content(result: Result, charts: Charts): Markup {
  return html`${[
    verdictHeader(result),
    tiersSection(result),
    trafficSection(result, charts),
    loadSection(result, charts),
    delaysSection(result, charts),
    wakeUpsSection(result, charts),
    limitUseSection(result, charts),
    categoriesSection(result),
    limitsSection(result, charts),
    raiseSection(result),
    usersSection(result),
    cautionsSection(result),
    assumptionsSection(result),
    makingSection(result),
  ]}`;
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
