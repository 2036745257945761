import type { Result } from '../../result/result.js';
import { changedFigures } from '../figure-words.js';
import type { Palette } from '../palette.js';
import { ofPlanClient } from '../plan-client.js';
import { printable } from '../printable.js';
import { wrap } from '../wrap.js';

/** Our own sentences, with names of the input in them, are cut here, in characters. */
const SENTENCES_LENGTH = 1000;

/** What would help, a paragraph each with what it would change; empty where there is nothing to advise. */
export function adviceText(result: Result, palette: Palette): string {
  const advice = result.plan?.advice ?? [];
  const paragraphs = advice.map(({ tier, title, because, change, before, after }) => {
    const figures = changedFigures(before, after).map(
      (each) => `${each.name} ${each.before} → ${each.after}`,
    );
    const effect =
      figures.length === 0 ? '' : ` Under ${printable(tier, 40)}: ${figures.join(', ')}.`;
    const words = [because, change].map((text) => printable(text, SENTENCES_LENGTH)).join(' ');
    return `${wrap(`- ${printable(title, 120)}: ${words}${effect}`)}\n`;
  });
  return paragraphs.length === 0
    ? ''
    : `${palette.bold(`What would help${ofPlanClient(result)}`)}\n${paragraphs.join('')}`;
}
