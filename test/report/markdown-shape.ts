/** Lines of Markdown that are not in a fence. */
export function outsideFences(markdown: string): string[] {
  let fence: string | undefined;
  const lines = markdown.split('\n').filter((line) => {
    const opens = /^`{3,}/.exec(line)?.[0];
    if (fence !== undefined) {
      if (line === fence) fence = undefined;
      return false;
    }
    fence = opens;
    return opens === undefined;
  });
  if (fence !== undefined) throw new Error('a fence is left open');
  return lines;
}

/** A line without its escapes and its code. */
export function bare(line: string): string {
  return line.replace(/\\[!-/:-@[-`{-~]/g, '').replace(/`[^`]*`/g, '');
}

/** Each table as the numbers of cells of its rows. */
export function tableShapes(markdown: string): number[][] {
  const shapes: number[][] = [];
  let before = '';
  for (const line of outsideFences(markdown)) {
    if (line.startsWith('|')) {
      if (!before.startsWith('|')) shapes.push([]);
      shapes.at(-1)!.push(line.replace(/\\[\\|]/g, '').split('|').length - 2);
    }
    before = line;
  }
  return shapes;
}
