import type { Result } from '../../result/result.js';
import type { Palette } from '../palette.js';
import { printable } from '../printable.js';
import { tickets } from '../ticket.js';
import { wrap } from '../wrap.js';

/** The request for a raise, ready to be pasted into a support ticket, one a client; empty where no raise is to be asked for. */
export function ticketText(result: Result, palette: Palette): string {
  const parts = tickets(result).map(({ client, paragraphs }) => {
    const whose = client === undefined ? '' : ` for ${printable(client, 40)}`;
    const head = palette.bold(`To paste into a support ticket${whose}`);
    return `${head}\n${paragraphs.map((text) => wrapLines(text)).join('\n\n')}\n`;
  });
  return parts.join('\n');
}

function wrapLines(text: string): string {
  return text.split('\n').map(wrap).join('\n');
}
