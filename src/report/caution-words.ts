import type { Result, ResultLimit, ResultTrace } from '../result/result.js';
import { formatCount, formatNumberOf } from './format-number.js';
import { printable } from './printable.js';

/** So many names of unmapped requests are listed. */
const LISTED_NAMES = 5;

/** Our own sentences, with names of the input in them, are cut here, in characters. */
const SENTENCE_LENGTH = 400;

/** What was left out or assumed, a sentence each, so that no figure is trusted further than it reaches. */
export function cautionWords({ trace, scenarios }: Result): string[] {
  return [
    ...unmappedWords(trace),
    ...skippedWords(trace),
    ...scenarios.flatMap(({ limits }) => limits.flatMap(impossibleWords)),
    ...trace.warnings.map((warning) => printable(warning, SENTENCE_LENGTH)),
  ];
}

function unmappedWords({ unmapped, requests: all }: ResultTrace): string[] {
  const { requests, names } = unmapped;
  if (requests === 0) return [];
  const listed = names
    .slice(0, LISTED_NAMES)
    .map(({ name, requests: count }) => `${printable(name)} (${formatCount(count)})`);
  const more = names.length > listed.length ? ', …' : '';
  return [
    `${formatCount(requests)} of ${formatNumberOf(all, 'request')} are unmapped: only limits on every ` +
      `request apply to them. ${listed.join(', ')}${more}`,
  ];
}

function skippedWords({ skipped: { rows, reasons } }: ResultTrace): string[] {
  if (rows === 0) return [];
  const counted = Object.entries(reasons).map(
    ([reason, count]) => `${printable(reason, SENTENCE_LENGTH)} (${formatCount(count)})`,
  );
  const were = rows === 1 ? 'was' : 'were';
  return [`${formatNumberOf(rows, 'row')} ${were} skipped: ${counted.join(', ')}`];
}

function impossibleWords({ id, impossible = 0 }: ResultLimit): string[] {
  return impossible === 0
    ? []
    : [`${formatNumberOf(impossible, 'request')} cost more than ${printable(id)} can ever hold.`];
}
