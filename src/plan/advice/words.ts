import type { Limit } from '../../model/rate-model.js';
import {
  DAY,
  formatDuration,
  formatTimestamp,
  HOUR,
  MILLISECOND,
  MINUTE,
  SECOND,
} from '../../time.js';
import type { Verdict } from '../job.js';
import type { AdviceCase } from './detector.js';

/** A number with its thousands grouped: `12,345`. */
export function countWords(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 request`, `2 requests`. */
export function numberOf(count: number, noun: string, nouns = `${noun}s`): string {
  return `${countWords(count)} ${count === 1 ? noun : nouns}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

const PERIODS: Readonly<Record<number, string>> = {
  [SECOND]: 'a second',
  [MINUTE]: 'a minute',
  [HOUR]: 'an hour',
  [DAY]: 'a day',
};

/** A limit as it is read: `60 requests a minute for each app and user`. */
export function limitWords({ limit, window, counts, scope }: Limit): string {
  const period = PERIODS[window] ?? `every ${formatDuration(window)}`;
  const tuple = listWords(scope.map((key) => key.replace('_', ' ')));
  const noun = counts === 'units' ? 'unit' : 'request';
  return `${numberOf(limit, noun)} ${period} ${tuple === '' ? 'in all' : `for each ${tuple}`}`;
}

/** The limits that throttle, by id: `universal throttles 40 requests and org_write 2`. */
export function throttlingWords({ throttling }: AdviceCase): string {
  return listWords(
    throttling.map(({ limit, throttled }, i) =>
      i === 0
        ? `${limit.id} throttles ${numberOf(throttled, 'request')}`
        : `${limit.id} ${countWords(throttled)}`,
    ),
  );
}

const UNITS: readonly (readonly [name: string, us: number])[] = [
  ['d', DAY],
  ['h', HOUR],
  ['min', MINUTE],
  ['s', SECOND],
];

/**
 * A length of time that is not longer than what is written, in two units at most: `2 min`, `1 h 5 min`, `350 ms`.
 * @param us whole microseconds.
 */
export function spanWords(us: number): string {
  if (us < SECOND) return `${countWords(Math.ceil(us / MILLISECOND))} ms`;
  const large = UNITS.findIndex(([, size]) => us >= size);
  const [name, size] = UNITS[large]!;
  const [smallName, smallSize] = UNITS[large + 1] ?? ['', size];
  const rounded = Math.ceil(us / smallSize) * smallSize;
  if (rounded > us && large > 0 && rounded >= UNITS[large - 1]![1]) return spanWords(rounded);
  const rest = (rounded % size) / smallSize;
  const whole = `${countWords(Math.floor(rounded / size))} ${name}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`;
}

/** When requests are then admitted: a sentence. */
export function delayWords({ totals, delayMs }: Verdict): string {
  if (delayMs.p99 === null) return 'No request is then admitted.';
  const of = totals.dropped === 0 ? 'the requests' : 'the admitted requests';
  return delayMs.p99 === 0
    ? `99% of ${of} are then admitted at once.`
    : `99% of ${of} are then admitted within ${spanWords(delayMs.p99 * MILLISECOND)} of their time.`;
}

/** A time to the second: `2026-01-05 22:01:44 UTC`. */
export function timeWords(us: number): string {
  return formatTimestamp(us).replace(/T(\d\d:\d\d:\d\d).*$/, ' $1 UTC');
}
