import type { RequiredTier, Result, ResultPolicy, ResultScenario } from '../result/result.js';

/** What a client is called: its own name, else that of its policy. As the input has it, not yet fit to be shown. */
export function clientName({ name, client }: ResultPolicy): string {
  return typeof client === 'string' ? client : name;
}

/** Whether a client just sends its requests and gives up those refused. */
export function isPlain({ name, loop = 'open', spacingMs, paceShare }: ResultPolicy): boolean {
  return name === 'drop' && loop === 'open' && spacingMs === undefined && paceShare === undefined;
}

/** The policies of the clients, each once, in the order of the scenarios. */
export function policiesOf(scenarios: readonly ResultScenario[]): ResultPolicy[] {
  const byText = new Map(scenarios.map(({ policy }) => [JSON.stringify(policy), policy]));
  return [...byText.values()];
}

/** The required tier of a scenario's client, where one was asked for. */
export function requiredTierOf(
  { requiredTier, requiredTiers }: Result,
  { policy }: ResultScenario,
): RequiredTier | undefined {
  if (requiredTiers === undefined) return requiredTier;
  return requiredTiers.find(({ client }) => client === clientName(policy));
}

/** A comparison of several clients taken apart: the same Result with one client's scenarios and required tier. */
export function resultsByClient(result: Result): { client: string; result: Result }[] {
  const { requiredTiers = [], ...rest } = result;
  return requiredTiers.map(({ client, ...requiredTier }) => {
    const scenarios = result.scenarios.filter(({ policy }) => clientName(policy) === client);
    return { client, result: { ...rest, scenarios, requiredTier } };
  });
}
