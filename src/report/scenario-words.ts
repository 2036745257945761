import type { Reservation, ResultScenario, ResultTrace } from '../result/result.js';
import { isPlain } from './clients.js';
import {
  formatBound,
  formatCount,
  formatNumberOf,
  formatPercent,
  formatPeriod,
  formatRatio,
  formatShare,
  formatTime,
} from './format-number.js';
import { boundFirst, boundMost, closestFirst, limitRate, scopeWords } from './limit-facts.js';
import { printable } from './printable.js';

/** What a scenario does to its requests, after `would`: `throttle 345 of 2,500 requests (13.8%), first at …`. */
export function doesWords(scenario: ResultScenario): string {
  if (scenario.totals.throttled === 0) return unthrottledWords(scenario);
  return `throttle ${shareOf(scenario, 'throttled')}${firstRefusal(scenario)}`;
}

/** Why a scenario is good enough: that all was admitted at once, or what was not. */
export function provesWords(scenario: ResultScenario): string {
  const { offered, throttled } = scenario.totals;
  if (isAtOnce(scenario)) {
    return `${allOf(scenario)} ${offered === 1 ? 'was' : 'were'} admitted at once`;
  }
  const dropsOnly = throttled > 0 && isPlain(scenario.policy);
  return `it would ${dropsOnly ? `throttle ${shareOf(scenario, 'throttled')}` : unthrottledWords(scenario)}`;
}

/** What becomes of the requests of a client that waits, paces itself or retries; empty where nothing is to tell. */
export function fateWords(scenario: ResultScenario, trace: ResultTrace): string {
  if (isPlain(scenario.policy)) return '';
  if (isAtOnce(scenario)) {
    return 'none waited (99% within 0 ms), and none was unserved when the trace ended.';
  }
  const { offered, attempts } = scenario.totals;
  const repeats =
    attempts > offered
      ? ` It takes ${formatCount(attempts)} attempts, ${formatRatio(attempts / offered)} a request.`
      : '';
  return `${servedWords(scenario)}; ${unservedWords(scenario, trace)}.${repeats}`;
}

/** The limit that binds most and what it would have to be, else the one that comes closest; empty where no limit is met. */
export function limitWords(
  { tier, limits, totals }: ResultScenario,
  reservations: readonly Reservation[],
): string {
  const most = boundMost(limits);
  if (most !== undefined) {
    const isFloor = reservations.some((one) => one.tier === tier && one.limit === most.id);
    const need =
      most.requiredLimit === null
        ? 'no figure for it would do'
        : `would have to be ${isFloor ? 'at least ' : ''}${formatCount(most.requiredLimit)} ${formatPeriod(most.windowMs)}`;
    const share =
      most.throttled === totals.throttled
        ? `all ${formatCount(totals.throttled)}`
        : `${formatCount(most.throttled)} of ${formatCount(totals.throttled)}`;
    return `${printable(most.id)} binds most: it throttles ${share}, and ${need}.`;
  }
  const closest = closestFirst(limits)[0];
  if (closest === undefined) return '';
  const use = `${formatCount(closest.peakUse)} of ${limitRate(closest)} ${scopeWords(closest.scope)}`;
  return `${printable(closest.id)} comes closest: ${use} at its peak (${formatPercent(closest.peakUse / closest.limit)}).`;
}

function isAtOnce({ totals }: ResultScenario): boolean {
  return totals.throttled + totals.delayed + totals.dropped === 0;
}

function unthrottledWords(scenario: ResultScenario): string {
  const { delayed, dropped } = scenario.totals;
  if (dropped > 0 && delayed > 0) {
    return `drop ${formatCount(dropped)} and admit ${shareOf(scenario, 'delayed')} late`;
  }
  if (dropped > 0) return `drop ${shareOf(scenario, 'dropped')}`;
  if (delayed > 0) return `admit ${shareOf(scenario, 'delayed')} late`;
  return `admit ${allOf(scenario)} at once`;
}

function shareOf({ totals }: ResultScenario, kind: 'throttled' | 'delayed' | 'dropped'): string {
  const { offered, [kind]: count } = totals;
  return `${formatCount(count)} of ${formatNumberOf(offered, 'request')} (${formatShare(count, offered)})`;
}

function allOf({ totals }: ResultScenario): string {
  return totals.offered === 1
    ? 'the one request'
    : `all ${formatNumberOf(totals.offered, 'request')}`;
}

function firstRefusal({ limits }: ResultScenario): string {
  const first = boundFirst(limits);
  if (first === undefined) return '';
  const limit = `${limitRate(first)} ${scopeWords(first.scope)} (${printable(first.id)})`;
  return `, first at ${formatTime(first.firstThrottledAt)}, by its limit of ${limit}`;
}

/** Who was admitted when: `every request would be admitted, but 1,830 of them (19.2%) late: 99% within 8 h 31 min …`. */
function servedWords(scenario: ResultScenario): string {
  const { offered, admitted, delayed, dropped } = scenario.totals;
  if (dropped === 0) {
    const late = `${formatCount(delayed)} of them (${formatShare(delayed, offered)}) late`;
    return `every request would be admitted, but ${late}: ${delayWords(scenario)}`;
  }
  const lost = `${shareOf(scenario, 'dropped')} would be dropped`;
  if (admitted === 0) return `${lost} and none admitted`;
  return delayed === 0
    ? `${lost} and the rest admitted at once`
    : `${lost} and ${formatCount(delayed)} admitted late: ${delayWords(scenario)}`;
}

function delayWords({ delayMs, totals }: ResultScenario): string {
  const ofThem = totals.dropped === 0 ? '' : ' of the admitted';
  const at = (ms: number | null): string =>
    ms === 0 ? 'at once' : `within ${formatBound(ms ?? 0)}`;
  return `99%${ofThem} ${at(delayMs.p99)} and all ${at(delayMs.max)}`;
}

/** What still waited when the last request had arrived, and what became of it. */
function unservedWords({ lateWork }: ResultScenario, trace: ResultTrace): string {
  const { unservedAtEnd = 0, admittedAfterEnd = 0, drainMs = 0 } = lateWork ?? {};
  if (unservedAtEnd === 0) return 'none still waited when the trace ended';
  const waited = `${formatCount(unservedAtEnd)} still waited when the trace ended`;
  const last = formatTime(new Date(Date.parse(trace.end) + drainMs).toISOString());
  if (admittedAfterEnd === 0) return `${waited}, and none of them was admitted`;
  return admittedAfterEnd === unservedAtEnd
    ? `${waited}, the last until ${last}`
    : `${waited}: ${formatCount(admittedAfterEnd)} of them ${admittedAfterEnd === 1 ? 'was' : 'were'} admitted, the last at ${last}`;
}
