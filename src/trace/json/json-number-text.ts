const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|-?\d[\d.eE+-]*|true|false|null/g;

/**
 * A number as it stands in the text of a JSON object, with all its digits, of which a float64 keeps about
 * sixteen. Only keys of the top level are looked at; of two alike the last counts.
 * @param text valid JSON.
 * @returns undefined if the key's value is no number.
 */
export function jsonNumberText(text: string, name: string): string | undefined {
  let depth = 0;
  let key: string | undefined;
  let found: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') {
      depth--;
      key = undefined;
    } else if (depth !== 1) continue;
    else if (key === undefined) key = JSON.parse(token) as string;
    else {
      if (key === name) found = /^[-\d]/.test(token) ? token : undefined;
      key = undefined;
    }
  }
  return found;
}
