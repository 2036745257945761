import type { Result } from '../../result/result.js';
import { namedClientWords } from '../client-words.js';
import { clientName } from '../clients.js';
import { formatCount, formatTime } from '../format-number.js';
import { printable } from '../printable.js';
import { deniedWords, SETTING_FACTS, toolWords } from '../setting-facts.js';
import type { MatchedScenario } from './match-scenarios.js';

/** A setting that Results were made under, one value a Result; texts fit to be shown, empty where there is none. */
export interface SettingChange {
  readonly name: string;
  readonly values: readonly string[];
}

const SETTINGS: readonly (readonly [name: string, of: (result: Result) => string])[] = [
  ['Trace', ({ trace }) => printable(trace.name, 120)],
  ['Trace, sha256', ({ trace }) => printable(trace.sha256.slice(0, 12))],
  ['Requests', ({ trace }) => formatCount(trace.requests)],
  ['From', ({ trace }) => formatTime(printable(trace.start))],
  ['To', ({ trace }) => formatTime(printable(trace.end))],
  ['Model', ({ model }) => printable(model.name)],
  ['Model, sha256', ({ model }) => printable(model.sha256.slice(0, 12))],
  ...SETTING_FACTS,
  ['Seed', ({ settings }) => String(settings.seed)],
  ['Tool', toolWords],
];

/** The settings that differ; what scenarios that are compared do not have alike comes first. */
export function settingChanges(
  results: readonly Result[],
  matched: readonly MatchedScenario[],
): SettingChange[] {
  const all = [
    ...matched.flatMap(scenarioSettings),
    clientsSetting(results),
    ...SETTINGS.map(([name, of]) => ({ name, values: results.map(of) })),
  ];
  return all.filter(({ values }) => new Set(values).size > 1);
}

/** The clients of each Result, where they are not the same ones. */
function clientsSetting(results: readonly Result[]): SettingChange {
  const values = results.map(({ scenarios }) => [
    ...new Set(scenarios.map(({ policy }) => printable(clientName(policy), 40))),
  ]);
  const isCompared = values.every((names) => names.length === 1);
  return { name: 'Clients', values: values.map((names) => (isCompared ? '' : names.join(', '))) };
}

function scenarioSettings({ label, of }: MatchedScenario): SettingChange[] {
  if (of.some((each) => each === undefined)) return [];
  const scenarios = of.flatMap((each) => each ?? []);
  return [
    {
      name: `Client, ${label}`,
      values: scenarios.map(({ policy }) => namedClientWords(policy)),
    },
    { name: `Windows, ${label}`, values: scenarios.map(({ algorithm }) => algorithm) },
    {
      name: `Refused requests, ${label}`,
      values: scenarios.map(deniedWords),
    },
  ];
}
