import { parseIsoTimestamp } from '../../src/time.js';
import type { OracleRequest } from '../oracle/oracle-types.js';

/** Microseconds since the epoch of an ISO 8601 time. */
export function at(time: string): number {
  return parseIsoTimestamp(time)!.us;
}

/** One request of one user of one app, with a token of OAuth, unless changed. */
export function request(
  timestamp: number,
  category: string,
  change: Partial<OracleRequest> = {},
): OracleRequest {
  return {
    timestamp,
    app: 'app',
    user: 'user',
    adAccount: 'account',
    category,
    token: 'oauth',
    isTest: false,
    cost: 1,
    ...change,
  };
}

/** So many requests, one after the other, so many microseconds apart. */
export function requests(
  count: number,
  start: number,
  gap: number,
  category: string,
  change: Partial<OracleRequest> = {},
): OracleRequest[] {
  return Array.from({ length: count }, (_, index) =>
    request(start + index * gap, category, change),
  );
}
