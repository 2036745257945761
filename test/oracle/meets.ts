import { SCOPE_KEYS, type Limit, type RequestMatch } from '../../src/model/rate-model.js';
import type { OracleRequest, OracleTier } from './oracle-types.js';

/** The limits that a request meets, in tier order; none if it is exempt. */
export function limitsMet(request: OracleRequest, tier: OracleTier): Limit[] {
  if (tier.exemptions.some(({ appliesTo }) => matches(request, appliesTo))) return [];
  return tier.limits.filter(({ appliesTo }) => matches(request, appliesTo));
}

/** The name of the counter that a request is counted in under a limit. */
export function scopeTuple({ app, user, adAccount }: OracleRequest, { scope }: Limit): string {
  const values = { app, user, ad_account: adAccount };
  return SCOPE_KEYS.map((key) => (scope.includes(key) ? values[key] : '')).join('\n');
}

/** How much of a limit a request uses. */
export function unitsUsed(request: OracleRequest, { counts }: Limit): number {
  return counts === 'units' ? request.cost : 1;
}

function matches(request: OracleRequest, { category, isTest, token }: RequestMatch): boolean {
  if (category !== undefined && category !== request.category) return false;
  if (isTest !== undefined && isTest !== request.isTest) return false;
  return token === undefined || token === request.token;
}
