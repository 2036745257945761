import type { Figure } from './figure.js';
import { escapeText } from './markup.js';

/** Height of the lines above a picture, in pixels. */
const HEADING = 44;

/** So many letters of the second line fit into so many pixels of width. */
const PIXELS_A_LETTER = 6.2;

const FONT =
  'system-ui, -apple-system, &quot;Segoe UI&quot;, Roboto, &quot;DejaVu Sans&quot;, sans-serif';

/** A chart's SVG as a picture that stands alone: on the page's ground, with its question and answer above it. */
export function withHeading(svg: string, title: string, words: string): string {
  const head = /^<svg[^>]*>/.exec(svg)?.[0] ?? '';
  const [width, height] = [sizeOf(head, 'width'), sizeOf(head, 'height')];
  const letters = Math.floor((width - 16) / PIXELS_A_LETTER);
  const answer = words.length > letters ? `${words.slice(0, letters - 1)}…` : words;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + HEADING}" viewBox="0 0 ${width} ${height + HEADING}"><rect width="100%" height="100%" fill="var(--page)"/><text x="8" y="18" font-family="${FONT}" font-size="14" font-weight="600" fill="var(--ink)">${escapeText(title)}</text><text x="8" y="36" font-family="${FONT}" font-size="12" fill="var(--muted)">${escapeText(answer)}</text><g transform="translate(0,${HEADING})">${svg}</g></svg>`;
}

/** What a figure answers where it stands alone: what it is of too, where that is not the question itself. */
export function answerOf({ title, words }: Figure, question: string): string {
  return title === question ? words : `${title.replace(/[,:]$/, '')}: ${words}`;
}

function sizeOf(head: string, name: 'width' | 'height'): number {
  return Number(new RegExp(` ${name}="([\\d.]+)"`).exec(head)?.[1] ?? 0);
}
