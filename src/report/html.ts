import type { Result } from '../result/result.js';
import type { Charts } from './charts/chart-name.js';
import type { Figure, PageFigures } from './figure.js';
import { html, type Markup } from './markup.js';
import { fillPage, type PageContent, type PageOptions, type ReportAssets } from './page.js';
import { figuresOf } from './place-figures.js';
import { printable } from './printable.js';
import { adviceSection } from './sections/advice-section.js';
import { assumptionsSection } from './sections/assumptions-section.js';
import { bandSection } from './sections/band-section.js';
import { categoriesSection } from './sections/categories-section.js';
import { cautionsSection } from './sections/cautions-section.js';
import { delaysSection } from './sections/delays-section.js';
import { evidenceSection } from './sections/evidence-section.js';
import { growthLimitsSection } from './sections/growth-limits-section.js';
import { growthSection } from './sections/growth-section.js';
import { hoursSection } from './sections/hours-section.js';
import { limitsSection, limitUseSection } from './sections/limits-section.js';
import { loadSection } from './sections/load-section.js';
import { makingSection } from './sections/making-section.js';
import { quotaSection } from './sections/quota-section.js';
import { raiseSection } from './sections/raise-section.js';
import { replicationsSection } from './sections/replications-section.js';
import { tiersSection } from './sections/tiers-section.js';
import { overviewFigure, trafficSection } from './sections/traffic-section.js';
import { usersSection } from './sections/users-section.js';
import { verdictHeader } from './sections/verdict-header.js';
import { wakeUpsSection } from './sections/wake-ups-section.js';
import { workloadSection } from './sections/workload-section.js';
import { verdict } from './verdict.js';

export type { InlinedText, PageOptions, ReportAssets } from './page.js';

/**
 * The capacity report as one HTML file that works from a disk with no network: a pure function of the
 * Result and the assets. Every text of the Result is escaped; only the assets' own scripts may run.
 */
export function renderHtml(result: Result, assets: ReportAssets, options?: PageOptions): string {
  return fillPage(reportPage(result, assets.charts, options?.zone), assets, options);
}

/** The figures of the report, in its order, without the one that only chooses the time of the others. */
export function reportFigures(result: Result, charts: Charts, zone?: string): Figure[] {
  return figuresOf(reportPage(result, charts, zone)).filter(({ chart }) => chart !== 'overview');
}

function reportPage(result: Result, charts: Charts, zone: string | undefined): PageContent {
  const { name, version } = result.tool;
  return {
    title: printable(verdict(result).headline, 120),
    content: (draw) => content(result, { charts, draw, zone }),
    tool: `${printable(name)} ${printable(version)}`,
    result,
  };
}

function content(result: Result, page: PageFigures): Markup {
  return html`${[
    verdictHeader(result),
    tiersSection(result),
    evidenceSection(result),
    workloadSection(result, page),
    overTime(result, page),
    delaysSection(result, page),
    quotaSection(result, page),
    hoursSection(result, page),
    wakeUpsSection(result, page),
    categoriesSection(result),
    limitsSection(result, page),
    usersSection(result, page),
    growthSection(result, page),
    growthLimitsSection(result),
    adviceSection(result),
    raiseSection(result),
    bandSection(result, page),
    replicationsSection(result, page),
    cautionsSection(result),
    assumptionsSection(result),
    makingSection(result),
  ]}`;
}

/** What happens over time, with the one selection of time over all of it. */
function overTime(result: Result, page: PageFigures): Markup {
  const overview = overviewFigure(result);
  return html`<div class="over-time">
    ${overview === null ? '' : html`<div class="overview">${page.draw(overview)}</div>`}
    ${trafficSection(result, page)} ${loadSection(result, page)} ${limitUseSection(result, page)}
  </div>`;
}
