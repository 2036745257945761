import type { Result, ResultUser, ResultUsers } from '../../result/result.js';
import { nameOf, section, table } from '../elements.js';
import { formatCount, formatNumberOf, formatShare, formatSpan } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';

/** Whom throttling strikes most, a table a scenario that throttles anyone. */
export function usersSection({ scenarios }: Result): Markup {
  const labels = scenarioLabels(scenarios);
  const groups = scenarios.flatMap(({ users }, i) =>
    users === undefined || users.throttled === 0 ? [] : usersOf(users, labels[i]!),
  );
  return groups.length === 0 ? html`` : section('users', 'Who is throttled most', groups);
}

function usersOf({ count, throttled, worst }: ResultUsers, label: string): Markup {
  const isLate = worst.some(({ delayP99Ms }) => (delayP99Ms ?? 0) > 0);
  const head = html`<tr>
    <th scope="col">User</th>
    <th scope="col">App</th>
    <th scope="col" class="number">Offered</th>
    <th scope="col" class="number">Throttled</th>
    <th scope="col" class="number">Dropped</th>
    ${isLate ? html`<th scope="col" class="number">Delay, 99th percentile</th>` : ''}
  </tr>`;
  const rows = worst.map(
    (user) =>
      html`<tr>
        <th scope="row">${nameOf(user.user)}</th>
        <td>${nameOf(user.app)}</td>
        <td class="number">${formatCount(user.offered)}</td>
        <td class="number">
          ${formatCount(user.throttled)}
          <span class="muted">(${formatShare(user.throttled, user.offered)})</span>
        </td>
        <td class="number">${formatCount(user.dropped)}</td>
        ${isLate ? html`<td class="number">${delay(user)}</td>` : ''}
      </tr>`,
  );
  const share = `${formatCount(throttled)} of ${formatNumberOf(count, 'user')} (${formatShare(throttled, count)})`;
  return html`<h3>${label}</h3>
    <p class="note">${share} would have at least one request throttled.</p>
    ${worst.length === 0 ? '' : table(`Users throttled most under ${label}`, head, rows)}`;
}

function delay({ delayP99Ms }: ResultUser): string {
  return delayP99Ms === null ? '–' : formatSpan(delayP99Ms);
}
