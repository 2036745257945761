import type { Result } from '../result/result.js';
import { printable } from './printable.js';

/** Whose a plan's answers are, where several clients were compared: `With no-retry`; empty where there is one. */
export function planClientWords({ plan }: Result): string {
  return plan?.client === undefined ? '' : `With ${printable(plan.client, 40)}`;
}

/** The same after a heading: ` with no-retry`. */
export function ofPlanClient(result: Result): string {
  const words = planClientWords(result);
  return words === '' ? '' : ` ${lowerFirst(words)}`;
}

/** The same before a sentence: `With no-retry, standard suffices …`. */
export function toldOfPlanClient(result: Result, sentence: string): string {
  const words = planClientWords(result);
  return words === '' ? sentence : `${words}, ${lowerFirst(sentence)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
