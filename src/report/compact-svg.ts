/** What says nothing: names for programs within a picture that has its own, and what is not seen. */
const UNSEEN = [
  / (?:aria-[a-z]+|role|pointer-events)="[^"]*"/g,
  / opacity="1"/g,
  /<path class="(?:background|foreground)"[^>]* (?:d="M0,0h0v0h0Z"|d="")[^>]*\/>/g,
  /<text [^>]*opacity="0"[^>]*>[^<]*<\/text>/g,
  /<path d="M[\d.,-]+h[\d.-]+v0h[\d.-]+Z"[^>]*\/>/g,
];

/**
 * Vega's SVG in a third of its text, to look at the same: coordinates to a tenth of a pixel, the font said once,
 * neighbours that look alike in one path, and nothing that is not seen.
 */
export function compactSvg(svg: string): string {
  const rounded = svg.replace(/ (?:d|transform|x2|y2|width|height)="[^"]*"/g, (attribute) =>
    attribute.replace(/\d+\.\d{2,}/g, (digits) => String(Math.round(Number(digits) * 10) / 10)),
  );
  const seen = UNSEEN.reduce((text, unseen) => text.replace(unseen, ''), rounded);
  return withPathsJoined(withOneFont(seen));
}

function withOneFont(svg: string): string {
  const font = / font-family="[^"]*"/.exec(svg)?.[0];
  return font === undefined ? svg : svg.replaceAll(font, '').replace('<svg', `<svg${font}`);
}

function withPathsJoined(svg: string): string {
  return svg.replace(/(?:<path d="[^"]*"[^>]*\/>){2,}/g, (paths) => {
    const joined: { readonly look: string; d: string }[] = [];
    for (const [, d, look] of paths.matchAll(/<path d="([^"]*)"([^>]*)\/>/g)) {
      const last = joined.at(-1);
      if (last?.look === look!) last.d += d!;
      else joined.push({ look: look!, d: d! });
    }
    return joined.map(({ look, d }) => `<path d="${d}"${look}/>`).join('');
  });
}
