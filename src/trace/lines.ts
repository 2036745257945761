/**
 * The lines of a UTF-8 text, without their ends (LF or CRLF) and without a byte order mark. A text that
 * ends in a line end has no further line behind it.
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of chunks) {
    const pieces = decoder.decode(chunk, { stream: true }).split('\n');
    if (pieces.length === 1) {
      begun.push(pieces[0]!);
      continue;
    }
    pieces[0] = begun.join('') + pieces[0]!;
    begun = [pieces.pop()!];
    yield pieces.map(withoutReturn);
  }
  const last = begun.join('') + decoder.decode();
  if (last !== '') yield [withoutReturn(last)];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
