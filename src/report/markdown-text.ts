/** What would be read as markup anywhere in a line: code, emphasis, links, HTML, entities, tables, strikes, mathematics. */
const MARKUP = /[\\`*[\]<>|~&$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\/\/)|(?<=\bwww)\./giu;

/** What would begin a heading, a list, a quotation, a rule or a fence at the start of a line. */
const OPENING = /^[-+#=]|(?<=^\d+)[.)](?=\s|$)/;

/**
 * Text as it stands in GitHub-flavoured Markdown, in a paragraph or a cell of a table (GitHub Flavored Markdown
 * Spec 0.29). It must be fit to be shown: one line.
 */
export function markdownText(text: string): string {
  return text.trim().replace(MARKUP, '\\$&').replace(OPENING, '\\$&');
}

/** A name from the input as code, which nothing in it is read as anything else; as text where code could not hold it in a table. */
export function markdownName(text: string): string {
  return text === '' || /[`|\\]|^\s|\s$/.test(text) ? markdownText(text) : `\`${text}\``;
}

/** Lines to be copied as they are, in a fence that none of them can end. */
export function markdownFence(text: string): string {
  const runs = (text.match(/`+/g) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}text\n${text}\n${fence}`;
}

/** Items of a list. @param items already Markdown. */
export function markdownList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Paragraphs under a heading; empty where there are none. @param paragraphs already Markdown; empty ones are left out. */
export function markdownSection(heading: string, ...paragraphs: readonly string[]): string {
  const shown = paragraphs.filter((text) => text !== '');
  return shown.length === 0 ? '' : [`## ${heading}`, ...shown].join('\n\n');
}
