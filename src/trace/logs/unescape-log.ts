const ESCAPES = /(?:\\x[0-9A-Fa-f]{2})+|\\(["\\])/g;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * A logged value without its escapes: `\"`, `\\`, and `\xHH` for each byte of other characters. What would be
 * a control character, or no UTF-8, stays as it stands.
 */
export function unescapeLog(value: string): string {
  return value.replace(ESCAPES, (escapes, char: string | undefined) => {
    return char ?? decoded(escapes) ?? escapes;
  });
}

function decoded(escapes: string): string | undefined {
  const bytes = escapes
    .slice(2)
    .split('\\x')
    .map((digits) => parseInt(digits, 16));
  if (bytes.some((byte) => byte < 32 || byte === 127)) return undefined;
  try {
    return decoder.decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}
