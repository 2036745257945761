import type { ResultWorkload } from '../result/result.js';
import { formatCount, formatNumberOf, formatShare } from './format-number.js';
import { printable } from './printable.js';

/** So many sources or categories are told apart; the rest are gathered into one. */
const TOLD_APART = 8;

/** What one source sent, or what was asked of one category, or the rest of either. */
export interface Stream {
  /** Fit to be shown. */
  readonly name: string;
  readonly requests: number;
  /** Requests in each bucket. */
  readonly counts: readonly number[];
}

/** Sources or categories by their requests, most first; of more than eight, the rest together as the ninth. */
export function largestStreams(byName: ResultWorkload['sources']): Stream[] {
  const streams = Object.entries(byName)
    .map(([name, counts]): Stream => {
      return { name: printable(name, 40), requests: sum(counts), counts };
    })
    .toSorted((a, b) => b.requests - a.requests);
  const rest = streams.slice(TOLD_APART);
  return rest.length === 0 ? streams : [...streams.slice(0, TOLD_APART), gathered(rest)];
}

function gathered(streams: readonly Stream[]): Stream {
  const counts = streams[0]!.counts.map((_, i) => sum(streams.map((each) => each.counts[i]!)));
  return { name: formatNumberOf(streams.length, 'other'), requests: sum(counts), counts };
}

/** The largest of some streams with its share of all: `visits: 90 of 120 requests (75%)`. */
export function largestWords(streams: readonly Stream[]): string {
  const [{ name, requests }, all] = [streams[0]!, sum(streams.map((each) => each.requests))];
  const share = formatShare(requests, all);
  return `${name}: ${formatCount(requests)} of ${formatNumberOf(all, 'request')} (${share})`;
}

/** Each stream with its share of all: `nightly 75%, dashboard 25%`. */
export function shareWords(streams: readonly Stream[]): string {
  const all = sum(streams.map(({ requests }) => requests));
  return streams.map(({ name, requests }) => `${name} ${formatShare(requests, all)}`).join(', ');
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
