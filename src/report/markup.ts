/** A piece of HTML in which every text from outside is escaped. */
export interface Markup {
  readonly markup: string;
}

/** What a template may hold: text and numbers are escaped, markup is kept, lists are joined, nothing is nothing. */
export type MarkupValue = Markup | string | number | null | undefined | readonly MarkupValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML, between tags or in a quoted attribute. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char]!);
}

function isMarkup(value: Markup | readonly MarkupValue[]): value is Markup {
  return 'markup' in value;
}

function render(value: MarkupValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  return isMarkup(value) ? value.markup : value.map(render).join('');
}

/** Tag of a template that is HTML: html`<td>${text}</td>`. */
export function html(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return { markup: strings.map((text, i) => text + render(values[i])).join('') };
}

/** HTML, CSS or a script of our own, taken as it is. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** A value as JSON that may stand inside a `<script type="application/json">`. */
export function embeddedJson(value: unknown): Markup {
  const json = JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return trusted(json);
}
