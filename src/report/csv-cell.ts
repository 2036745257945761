/**
 * A text as a cell of a CSV file (RFC 4180). One that a spreadsheet would take for a formula, which is not a
 * number, is led by an apostrophe (OWASP, CSV Injection).
 */
export function csvCell(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d.,eE+-]*$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
