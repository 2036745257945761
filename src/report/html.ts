import type { Result } from '../result/result.js';
import type { Charts } from './charts/chart-name.js';
import { html, type Markup } from './markup.js';
import { fillPage, type ReportAssets } from './page.js';
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
import { limitsSection, limitUseSection } from './sections/limits-section.js';
import { loadSection } from './sections/load-section.js';
import { makingSection } from './sections/making-section.js';
import { raiseSection } from './sections/raise-section.js';
import { replicationsSection } from './sections/replications-section.js';
import { tiersSection } from './sections/tiers-section.js';
import { trafficSection } from './sections/traffic-section.js';
import { usersSection } from './sections/users-section.js';
import { verdictHeader } from './sections/verdict-header.js';
import { wakeUpsSection } from './sections/wake-ups-section.js';
import { workloadSection } from './sections/workload-section.js';
import { verdict } from './verdict.js';

export type { InlinedText, ReportAssets } from './page.js';

/**
 * The capacity report as one HTML file that works from a disk with no network: a pure function of the
 * Result and the assets. Every text of the Result is escaped; only the assets' own scripts may run.
 */
export function renderHtml(result: Result, assets: ReportAssets): string {
  const { name, version } = result.tool;
  return fillPage(
    {
      title: printable(verdict(result).headline, 120),
      content: content(result, assets.charts),
      tool: `${printable(name)} ${printable(version)}`,
    },
    assets,
  );
}

function content(result: Result, charts: Charts): Markup {
  return html`${[
    verdictHeader(result),
    tiersSection(result),
    evidenceSection(result),
    workloadSection(result, charts),
    trafficSection(result, charts),
    loadSection(result, charts),
    delaysSection(result, charts),
    wakeUpsSection(result, charts),
    limitUseSection(result, charts),
    categoriesSection(result),
    limitsSection(result, charts),
    raiseSection(result),
    usersSection(result),
    growthSection(result, charts),
    growthLimitsSection(result),
    adviceSection(result),
    bandSection(result, charts),
    replicationsSection(result, charts),
    cautionsSection(result),
    assumptionsSection(result),
    makingSection(result),
  ]}`;
}
