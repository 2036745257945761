import { pairedInterval, unpairedInterval } from '../../result/confidence.js';
import type { Interval, ReplicatedFigure } from '../../result/plan.js';
import type { Result, ResultScenario } from '../../result/result.js';
import { asSentence } from '../as-sentence.js';
import { clientName } from '../clients.js';
import { formatFigure, intervalWords } from '../figure-words.js';
import { formatBound, formatCount, formatPercent, formatShare } from '../format-number.js';
import type { MatchedScenario } from './match-scenarios.js';

/** A figure of a scenario in several Results; every text fit to be shown. */
export interface FigureChange {
  readonly name: string;
  /** One a Result. */
  readonly values: readonly string[];
  /** One a Result after the first: how much more or less than the first. */
  readonly differences: readonly Difference[];
}

/** Empty where nothing can be said. */
export interface Difference {
  /** `−1,830`. */
  readonly words: string;
  /** `−100%` of the first. */
  readonly relative: string;
  /** Where it was drawn again: between which bounds the difference of the means lies, and by which method. */
  readonly interval: string;
  /** Whether that interval leaves out no difference at all. */
  readonly isSure?: boolean;
}

/** A figure of one scenario: null where there is none. */
interface Metric {
  readonly name: string;
  readonly of: (scenario: ResultScenario) => number | null;
  readonly words: (value: number) => string;
  /** The whole that a share is of. */
  readonly whole?: (scenario: ResultScenario) => number;
}

const span = (value: number): string => formatBound(Math.round(value));

const offered = ({ totals }: ResultScenario): number => totals.offered;

/** What is compared of a scenario, the most important first. */
const METRICS: readonly Metric[] = [
  {
    name: 'Throttled',
    of: ({ totals }) => totals.throttled,
    words: formatCount,
    whole: offered,
  },
  { name: 'Dropped', of: ({ totals }) => totals.dropped, words: formatCount, whole: offered },
  {
    name: 'Admitted late',
    of: ({ totals }) => totals.delayed,
    words: formatCount,
    whole: offered,
  },
  { name: 'Delay, 99th percentile', of: ({ delayMs }) => delayMs.p99, words: span },
  { name: 'Delay, longest', of: ({ delayMs }) => delayMs.max, words: span },
  { name: 'Delay, mean', of: ({ delayMs }) => delayMs.mean, words: span },
  {
    name: 'Unserved when the trace ends',
    of: ({ lateWork }) => lateWork?.unservedAtEnd ?? 0,
    words: formatCount,
  },
  { name: 'Users throttled', of: ({ users }) => users?.throttled ?? null, words: formatCount },
  { name: 'Users starved', of: ({ users }) => users?.starved ?? null, words: formatCount },
  { name: 'Requests offered', of: offered, words: formatCount },
  { name: 'Attempts', of: ({ totals }) => totals.attempts, words: formatCount },
  { name: 'Users', of: ({ users }) => users?.count ?? null, words: formatCount },
];

/** The figures of a scenario that differ, the most important first; then those that were drawn again, with intervals. */
export function figureChanges({ of }: MatchedScenario, results: readonly Result[]): FigureChange[] {
  return [...METRICS.flatMap((metric) => changeOf(metric, of)), ...drawnChanges(of, results)];
}

function changeOf({ name, of, words, whole }: Metric, scenarios: MatchedScenario['of']) {
  const values = scenarios.map((each) => (each === undefined ? null : of(each)));
  const known = values.filter((value) => value !== null);
  const shares = scenarios.map((each, i) => {
    const [value, all] = [values[i] ?? 0, each === undefined ? 0 : (whole?.(each) ?? 0)];
    return value === 0 || all === 0 ? '' : ` (${formatShare(value, all)})`;
  });
  const texts = values.map((value, i) => (value === null ? '–' : `${words(value)}${shares[i]!}`));
  if (known.length < 2 || new Set(known).size === 1) {
    if (new Set(texts.filter((text) => text !== '–')).size < 2) return [];
  }
  const [first = null] = values;
  const differences = values.slice(1).map((value) => difference(first, value, words));
  return [{ name, values: texts, differences }];
}

function difference(
  first: number | null,
  value: number | null,
  words: (value: number) => string,
): Difference {
  if (first === null || value === null) return { words: '', relative: '', interval: '' };
  return {
    words: signed(value - first, words),
    relative: first === 0 ? '' : signed((value - first) / first, relativeWords),
    interval: '',
  };
}

function relativeWords(ratio: number): string {
  return formatPercent(ratio, ratio < 0.1 ? 1 : 0);
}

/** With its sign, as of a difference. */
function signed(value: number, words: (value: number) => string): string {
  if (value === 0) return '0';
  return `${value < 0 ? '−' : '+'}${words(Math.abs(value))}`;
}

/** Figures drawn again of the scenario in every Result that has it: the means or medians, and how sure their difference is. */
function drawnChanges(scenarios: MatchedScenario['of'], results: readonly Result[]) {
  const found = scenarios.map((scenario, i) => figuresOf(scenario, results[i]!));
  const [first = []] = found;
  return first.flatMap((figure): FigureChange[] => {
    const all = found.map((figures) => figures.find((each) => each.figure === figure.figure));
    if (all.slice(1).every((each) => each === undefined)) return [];
    const differences = all.slice(1).map((each, k) => {
      return drawnDifference(figure, each, [results[0]!, results[k + 1]!]);
    });
    if (differences.every(({ words }) => words === '0')) return [];
    const { unit, method } = figure;
    const kind = method.slice(0, Math.max(method.indexOf(','), 0));
    return [
      {
        name: `${asSentence(figure.figure)}, ${kind || 'estimate'} of ${drawings(all)} drawings`,
        values: all.map((each) =>
          each === undefined
            ? '–'
            : `${formatFigure(each.interval.estimate, unit)} (${intervalWords(each.interval, unit)})`,
        ),
        differences,
      },
    ];
  });
}

function drawings(figures: readonly (ReplicatedFigure | undefined)[]): string {
  const counts = figures.flatMap((each) => each?.values.length ?? []);
  return [...new Set(counts)].join(' and ');
}

function figuresOf(scenario: ResultScenario | undefined, { replications }: Result) {
  if (scenario === undefined) return [];
  return (replications?.figures ?? []).filter(
    ({ tier, client }) =>
      tier === scenario.tier && (client === undefined || client === clientName(scenario.policy)),
  );
}

/**
 * The difference of two estimates. Of means, with an interval: by Student's t on pairs where both were drawn with the
 * same seeds (common random numbers), else by Welch's t. Of medians and of how often something holds, none.
 */
function drawnDifference(
  a: ReplicatedFigure,
  b: ReplicatedFigure | undefined,
  [from, to]: readonly [Result, Result],
): Difference {
  const [first, value] = [a.interval.estimate, b?.interval.estimate ?? null];
  const plain = difference(first, value, (each) => formatFigure(each, a.unit));
  if (b === undefined || !a.method.startsWith('mean') || !b.method.startsWith('mean')) return plain;
  const confidence = Math.max(confidenceOf(from), confidenceOf(to));
  const pairs = pairsOf(a, b, from, to);
  const interval =
    pairs === undefined
      ? unpairedInterval(a.values.filter(isKnown), b.values.filter(isKnown), confidence)
      : pairedInterval(
          pairs.map(([left]) => left),
          pairs.map(([, right]) => right),
          confidence,
        );
  return { ...plain, ...told(interval, a.unit, confidence, pairs !== undefined) };
}

function told(
  interval: Interval,
  unit: ReplicatedFigure['unit'],
  confidence: number,
  isPaired: boolean,
) {
  const { low, high } = interval;
  if (low === null || high === null) return { interval: '' };
  const how = isPaired ? 'paired' : 'unpaired';
  return {
    interval: `${intervalWords(interval, unit)} (${formatPercent(confidence)}, ${how})`,
    isSure: low > 0 || high < 0,
  };
}

function confidenceOf({ replications }: Result): number {
  return replications?.confidence ?? 0.95;
}

/** The values of two Results by seed, where they were drawn with the same seeds; pairs of which one is not known are left out. */
function pairsOf(
  a: ReplicatedFigure,
  b: ReplicatedFigure,
  from: Result,
  to: Result,
): [number, number][] | undefined {
  const [seeds, others] = [from.replications?.seeds ?? [], to.replications?.seeds ?? []];
  const isSame = seeds.length === others.length && seeds.every((seed) => others.includes(seed));
  if (!isSame) return undefined;
  return seeds.flatMap((seed, i): [number, number][] => {
    const [left = null, right = null] = [a.values[i], b.values[others.indexOf(seed)]];
    return left === null || right === null ? [] : [[left, right]];
  });
}

function isKnown(value: number | null): value is number {
  return value !== null;
}
