const LONGEST = 60;

/** The beginning of a text from the input, in quotes, with escapes for control characters. */
export function excerpt(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return JSON.stringify(shown);
}
