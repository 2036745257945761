import type { Limit } from '../../src/model/rate-model.js';
import { unitsUsed } from './meets.js';
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
  const suffices = (figure: number): boolean => {
    const meter = makeMeter({ ...limit, limit: figure }, settings, start);
    return requests.every((request) => {
      const gate = meter.gateFor(request);
      if (!gate.hasRoom(request.timestamp)) return false;
      gate.count(request.timestamp);
      return true;
    });
  };
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
