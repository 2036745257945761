import type { Limit } from '../../src/model/rate-model.js';
import { scopeTuple, unitsUsed } from './meets.js';
import { makeMeter } from './meter.js';
import type { OracleRequest, OracleSettings } from './oracle-types.js';

/**
 * The smallest limit under which, the other limits apart, every one of `requests` is admitted at its
 * timestamp, found by trying. A larger limit never refuses what a smaller one admits, so the trials are
 * bisected.
 * @param requests those that meet the limit, in trace order.
 * @param start the trace's first timestamp.
 * @returns 0 if there are none, null if no limit suffices.
 */
export function requiredLimit(
  requests: readonly OracleRequest[],
  limit: Limit,
  settings: OracleSettings,
  start: number,
): number | null {
  if (requests.length === 0) return 0;
  const suffices = (figure: number): boolean =>
    firstRefused(requests, { ...limit, limit: figure }, settings, start) === undefined;
  let enough = enoughIfAnyIs(requests, limit, settings);
  if (!suffices(enough)) return null;
  let tooFew = 0;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (suffices(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** What sets a required limit. */
export interface LimitSetter {
  readonly request: OracleRequest;
  /** Inclusive, and exclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * The request that a limit one lower would refuse first, and the window that holds it. Not of a token bucket,
 * which has none.
 * @param figure the required limit, above 0.
 */
export function limitSetter(
  requests: readonly OracleRequest[],
  limit: Limit,
  settings: OracleSettings,
  start: number,
  figure: number,
): LimitSetter {
  const request = firstRefused(requests, { ...limit, limit: figure - 1 }, settings, start)!;
  const { timestamp } = request;
  const { window } = limit;
  if (settings.algorithm === 'fixed-window') {
    const from = Math.floor(timestamp / window) * window;
    return { request, from, to: from + window };
  }
  if (settings.algorithm === 'fixed-window-anchored') {
    const hasLump = (settings.used?.get(limit.id) ?? 0) > 0;
    const tuple = scopeTuple(request, limit);
    const times = requests
      .slice(0, requests.indexOf(request) + 1)
      .filter((other) => scopeTuple(other, limit) === tuple)
      .map((other) => other.timestamp);
    const from = (hasLump ? [start, ...times] : times).reduce((opening, t) =>
      t >= opening + window ? t : opening,
    );
    return { request, from, to: from + window };
  }
  return { request, from: timestamp - window + 1, to: timestamp + 1 };
}

/** The first request that a limit refuses, if it has admitted all before; undefined if it refuses none. */
function firstRefused(
  requests: readonly OracleRequest[],
  limit: Limit,
  settings: OracleSettings,
  start: number,
): OracleRequest | undefined {
  const meter = makeMeter(limit, settings, start);
  return requests.find((request) => {
    const gate = meter.gateFor(request);
    if (!gate.hasRoom(request.timestamp)) return true;
    gate.count(request.timestamp);
    return false;
  });
}

/**
 * A limit that suffices if any does: room for everything at once; under a token bucket of a given burst,
 * one that gives everything back within a microsecond.
 */
function enoughIfAnyIs(
  requests: readonly OracleRequest[],
  limit: Limit,
  { algorithm, burst, used }: OracleSettings,
): number {
  const units = requests.reduce((sum, request) => sum + unitsUsed(request, limit), 0);
  const all = units + (used?.get(limit.id) ?? 0);
  return algorithm === 'token-bucket' && burst !== undefined ? all * limit.window : all;
}
