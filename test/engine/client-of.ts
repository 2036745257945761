import { policies, type Client } from '../../src/engine/client.js';
import type { OraclePolicy } from '../oracle/oracle-types.js';

const SEED = 1;

/** The client that plays each of the oracle's policies. */
const makers: {
  readonly [Name in OraclePolicy['name']]: (
    policy: Extract<OraclePolicy, { readonly name: Name }>,
  ) => Client;
} = {
  drop: () => policies.drop(),
  wait: (policy) => policies.wait(policy),
  retry: ({ honourReset, ...policy }) =>
    policies.retry({ ...policy, reset: honourReset ? 'exact' : 'ignored' }, SEED),
};

/** The client that plays a policy. */
export function clientOf(policy: OraclePolicy): Client {
  const make = makers[policy.name] as (policy: OraclePolicy) => Client;
  return make(policy);
}
