import type { Result, ResultScenario } from '../../result/result.js';
import type { Charts } from '../charts/chart-name.js';
import { requestsData } from '../charts/requests-data.js';
import { chart, section } from '../elements.js';
import { formatCount, formatShare } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';

/** Requests over time, a chart a scenario; of those that throttle nothing, one stands for all. */
export function trafficSection({ scenarios }: Result, charts: Charts): Markup {
  const labels = scenarioLabels(scenarios);
  const places = [...scenarios.keys()].filter((i) => scenarios[i]!.series.offered.length > 0);
  if (places.length === 0) return html``;
  const isEasy = (i: number): boolean => scenarios[i]!.totals.throttled === 0;
  const shown = places.find(isEasy);
  const drawn = places.filter((i) => i === shown || !isEasy(i));
  const alike = places.filter((i) => !drawn.includes(i)).map((i) => labels[i]!);
  return html`<div class="drawn">
    ${section(
      'traffic',
      charts.requests.title,
      drawn.map((i) => trafficOf(scenarios[i]!, labels[i]!)),
      alike.length === 0
        ? ''
        : html`<p class="note">Nothing is throttled under ${alike.join(', ')} either.</p>`,
    )}
  </div>`;
}

function trafficOf({ series, totals }: ResultScenario, label: string): Markup {
  const { throttled, offered } = totals;
  const share = throttled === 0 ? '' : ` (${formatShare(throttled, offered)})`;
  const words = `${formatCount(throttled)} of ${formatCount(offered)} throttled${share}`;
  const caption = html`<strong>${label}</strong> <span class="muted">${words}</span>`;
  return chart('requests', `${label}: ${words}`, caption, requestsData(series));
}
