import type { ResultScenario } from '../../result/result.js';
import { formatPercent, formatSpan } from '../format-number.js';

/** Requests admitted so much later than their timestamps. */
export interface DelayBinRow {
  /** Edges in milliseconds, both above 0: delays below 1 ms stand from 0.7 ms on. */
  readonly from: number;
  readonly to: number;
  /** `1.5 s to 2 s` */
  readonly words: string;
  readonly requests: number;
  /** Of all requests, parts of 1. */
  readonly share: number;
}

/** A percentile of the delay that is not 0. */
export interface DelayMarkRow {
  /** Milliseconds. */
  readonly delay: number;
  /** `median 3 min 20 s` */
  readonly label: string;
  /** On which side of its rule the label stands. */
  readonly side: 'left' | 'right';
  /** Its line above the bars: 0 is the lowest. */
  readonly line: number;
}

/** Data sources of `reports/charts/delay-distribution.vl.json`. */
export interface DelayDistributionData {
  readonly bins: readonly DelayBinRow[];
  readonly marks: readonly DelayMarkRow[];
  /** What no bar shows. */
  readonly rest: readonly { readonly label: string }[];
}

const PERCENTILES = [
  ['p50', 'median'],
  ['p90', '90%'],
  ['p99', '99%'],
] as const;

/** Where a bin that begins at 0 is drawn from, in milliseconds. */
const LEAST_MS = 0.7;

/** Labels of percentiles before this part of the axis have no room on their left. */
const NEAR_START = 0.3;

/** How long requests waited, a row a bin; undefined where none waited, or the Result does not tell. */
export function delayDistributionData(scenario: ResultScenario): DelayDistributionData | undefined {
  const { delayHistogram, delayMs, totals } = scenario;
  if (delayHistogram === undefined) return undefined;
  const { atOnce, counts, edgesMs } = delayHistogram;
  const bins = counts.map((requests, i): DelayBinRow => {
    const [from, to] = [edgesMs[i]!, edgesMs[i + 1]!];
    return {
      from: Math.max(from, LEAST_MS),
      to,
      words: from === 0 ? `below ${formatSpan(to)}` : `${formatSpan(from)} to ${formatSpan(to)}`,
      requests,
      share: requests / totals.offered,
    };
  });
  const [least, most] = [bins[0]!.from, bins.at(-1)!.to];
  const place = (delay: number): number => Math.log(delay / least) / Math.log(most / least);
  const marks = PERCENTILES.flatMap(([key, name], line): DelayMarkRow[] => {
    const delay = delayMs[key] ?? 0;
    const side = place(delay) < NEAR_START ? 'right' : 'left';
    return delay > 0 ? [{ delay, label: `${name} ${formatSpan(delay)}`, side, line }] : [];
  });
  return { bins, marks, rest: [{ label: restWords(atOnce, totals) }] };
}

function restWords(atOnce: number, { offered, dropped }: ResultScenario['totals']): string {
  const parts = [
    ...(atOnce === 0 ? [] : [`${formatPercent(atOnce / offered, 1)} at once`]),
    ...(dropped === 0 ? [] : [`${formatPercent(dropped / offered, 1)} never admitted`]),
  ];
  return parts.length === 0 ? 'all requests late' : `${parts.join(', ')}, the rest as drawn`;
}
