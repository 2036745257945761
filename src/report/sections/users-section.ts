import type { Result, ResultUser, ResultUsers } from '../../result/result.js';
import { usersShareData } from '../charts/users-share-data.js';
import { nameOf, section, table } from '../elements.js';
import { figureId, type PageFigures } from '../figure.js';
import {
  formatCount,
  formatNumberOf,
  formatPercent,
  formatShare,
  formatSpan,
} from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';
import { fairnessWords, sufferers, sufferingUsers } from '../user-facts.js';

/** Which users suffer, a table a scenario in which some of several do. */
export function usersSection({ scenarios }: Result, page: PageFigures): Markup {
  const labels = scenarioLabels(scenarios);
  const groups = scenarios.flatMap((scenario, i) => {
    const users = sufferingUsers(scenario);
    return users === undefined ? [] : usersOf(users, labels[i]!, page);
  });
  return groups.length === 0 ? html`` : section('users', 'Who suffers?', groups);
}

function usersOf(users: ResultUsers, label: string, page: PageFigures): Markup {
  const worst = sufferers(users);
  const isLate = worst.some(({ delayP99Ms }) => (delayP99Ms ?? 0) > 0);
  const head = html`<tr>
    <th scope="col">User</th>
    <th scope="col">App</th>
    <th scope="col" class="number">Offered</th>
    <th scope="col" class="number">Throttled</th>
    <th scope="col" class="number">Dropped</th>
    ${isLate ? html`<th scope="col" class="number">Delay, 99%</th>` : ''}
  </tr>`;
  const rows = worst.map(
    (user) =>
      html`<tr>
        <th scope="row">${nameOf(user.user)}</th>
        <td>${nameOf(user.app)}</td>
        <td class="number">${formatCount(user.offered)}</td>
        <td class="number">${share(user.throttled, user.offered)}</td>
        <td class="number">${share(user.dropped, user.offered)}</td>
        ${isLate ? html`<td class="number">${delay(user)}</td>` : ''}
      </tr>`,
  );
  return html`<h3>${label}</h3>
    <p class="note">${fairnessWords(users)}</p>
    ${shares(users, label, page)}
    ${worst.length === 0 ? '' : table(`Users who suffer most under ${label}`, head, rows)}`;
}

/** How many users were throttled how much; nothing where the Result does not tell. */
function shares(users: ResultUsers, label: string, { charts, draw }: PageFigures): Markup {
  const data = usersShareData(users);
  if (data === undefined) return html``;
  const { throttled, count } = users;
  return draw({
    id: figureId('users-share', label),
    chart: 'users-share',
    title: charts['users-share'].title,
    words: `${formatCount(throttled)} of ${formatNumberOf(count, 'user')} throttled; the median user ${formatPercent(users.medianShare ?? 0)}, the worst ${formatPercent(users.worstShare ?? 0)}`,
    datasets: { ...data },
  });
}

function share(part: number, whole: number): Markup {
  if (part === 0) return html`0`;
  return html`${formatCount(part)} <span class="muted">(${formatShare(part, whole)})</span>`;
}

function delay({ delayP99Ms }: ResultUser): string {
  return delayP99Ms === null ? '–' : formatSpan(delayP99Ms);
}
