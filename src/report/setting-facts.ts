import type { Result, ResultScenario } from '../result/result.js';
import { formatCount } from './format-number.js';
import { printable } from './printable.js';

/** What a run was made under, each by its name; texts fit to be shown, empty where there is none. */
export const SETTING_FACTS: readonly (readonly [name: string, of: (result: Result) => string])[] = [
  [
    'Objective',
    ({ objective }) => objective.map(({ threshold }) => printable(threshold)).join(', '),
  ],
  ['Limits tried in place of the model’s', ({ settings }) => figures(settings.limits)],
  ['Used before the trace begins', ({ settings }) => figures(settings.used)],
  ['Burst', ({ settings }) => (settings.burst === undefined ? '' : formatCount(settings.burst))],
  ['Hourly and daily windows start in', ({ settings }) => printable(settings.resetZone ?? '')],
];

/** What made the run. */
export function toolWords({ tool: { name, version } }: Pick<Result, 'tool'>): string {
  return `${printable(name)} ${printable(version)}`;
}

/** What refused requests do in a scenario. */
export function deniedWords({ denied }: Pick<ResultScenario, 'denied'>): string {
  return denied === 'free' ? 'use no quota' : 'use quota';
}

function figures(byLimit: Readonly<Record<string, number>> = {}): string {
  return Object.entries(byLimit)
    .map(([limit, figure]) => `${printable(limit)} = ${formatCount(figure)}`)
    .join(', ');
}
