import type { ResultPolicy } from '../result/result.js';
import { clientName } from './clients.js';
import { formatCount, formatPercent, formatSpan } from './format-number.js';
import { printable } from './printable.js';

type Setting = string | number | boolean;

const span = (value: Setting): string => formatSpan(Number(value));

/** Settings in words, in the order in which they are told. */
const SETTINGS: Readonly<Record<string, (value: Setting) => string>> = {
  maxWaitMs: (value) => `at most ${span(value)}`,
  attempts: (value) => `${formatCount(Number(value))} attempts`,
  backoffMs: (value) => `backoff ${span(value)}`,
  factor: (value) => `factor ${value}`,
  capMs: (value) => `cap ${span(value)}`,
  jitter: (value) => jitterWords(String(value)),
  reset: (value) => (value === 'header' ? 'waits for the header’s reset' : 'waits for the reset'),
  resetAtLeastMs: (value) => `of ${span(value)} at least`,
  resetAtMostMs: (value) => `of ${span(value)} at most`,
  budgetMs: (value) => `gives up after ${span(value)}`,
  spacingMs: (value) => `${span(value)} between requests`,
  paceShare: (value) => `paced at ${formatPercent(Number(value))} of every limit`,
};

/** Settings that are told apart: by whom the client is, and by how it sends. */
const TOLD_APART = new Set(['client', 'loop', 'concurrency', 'latencyMs']);

/** How a client spreads its delays: `no jitter`, `full jitter`. */
export function jitterWords(jitter: string): string {
  return `${jitter === 'none' ? 'no' : printable(jitter)} jitter`;
}

/** What a client does, in words: `retry, 5 attempts, backoff 1 s, factor 2, full jitter, open loop`. */
function clientWords(policy: ResultPolicy): string {
  const { name, ...settings } = policy;
  const known = Object.entries(SETTINGS).flatMap(([key, words]) =>
    Object.hasOwn(settings, key) ? [words(settings[key]!)] : [],
  );
  const unknown = Object.entries(settings)
    .filter(([key]) => !Object.hasOwn(SETTINGS, key) && !TOLD_APART.has(key))
    .map(([key, value]) => `${printable(key)} ${printable(String(value))}`);
  return [printable(name), ...known, ...unknown, loopWords(policy)].join(', ');
}

/** The same after the client's name, where it has one. */
export function namedClientWords(policy: ResultPolicy): string {
  const name = clientName(policy);
  const words = clientWords(policy);
  return name === policy.name ? words : `${printable(name, 40)}: ${words}`;
}

/** How a client sends: whenever a request is due, or no more than so many at a time. */
function loopWords({ loop, concurrency, latencyMs }: ResultPolicy): string {
  if (loop !== 'closed') return 'open loop';
  const answer = Number(latencyMs ?? 0) === 0 ? '' : `, answers after ${span(latencyMs!)}`;
  return `closed loop, ${formatCount(Number(concurrency))} in flight a user${answer}`;
}
