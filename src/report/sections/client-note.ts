import type { Result } from '../../result/result.js';
import { html, type Markup } from '../markup.js';
import { planClientWords } from '../plan-client.js';

/** Whose a section of a plan is, where several clients were compared; nothing where there is one. */
export function clientNote(result: Result): Markup {
  const words = planClientWords(result);
  return words === '' ? html`` : html`<p class="note">${words}.</p>`;
}
