/** Control characters, and those that change the direction or the order of what follows or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A name from the input as it may be shown anywhere: what a terminal or a page would act upon rather than
 * show becomes an escape such as `\u{202e}`, and what is longer than `length` characters ends in `…`.
 * @param length in Unicode code points.
 */
export function printable(name: string, length = 80): string {
  const points = Array.from(name.slice(0, 2 * length + 2));
  const shown = points.length > length ? `${points.slice(0, length - 1).join('')}…` : name;
  return shown.replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}
