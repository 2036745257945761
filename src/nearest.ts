import { distance } from 'fastest-levenshtein';

/** The known word nearest to what was typed; undefined if none is near enough to be meant. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(typed.length / 3)) + 1;
  for (const word of known) {
    const d = distance(typed.toLowerCase(), word.toLowerCase());
    if (d >= bestDistance) continue;
    best = word;
    bestDistance = d;
  }
  return best;
}
