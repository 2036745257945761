import type { Result } from '../../result/result.js';
import { namedClientWords } from '../client-words.js';
import { isPlain, policiesOf } from '../clients.js';
import type { Palette } from '../palette.js';
import { wrap } from '../wrap.js';

/** What each client does when it is refused; empty where there is only the one that drops what is refused. */
export function clientsText({ scenarios }: Result, palette: Palette): string {
  const policies = policiesOf(scenarios);
  if (policies.every(isPlain)) return '';
  const lines = policies.map((policy) => `${wrap(`- ${namedClientWords(policy)}`)}\n`);
  return `${palette.bold(policies.length === 1 ? 'Client' : 'Clients')}\n${lines.join('')}`;
}
