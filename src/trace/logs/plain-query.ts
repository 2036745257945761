import { firstMark, marksOfZero, repeated, WORD, wordsOf } from '../bytes/words.js';

const SPACE = 32;
const QUESTION_MARK = 63;
const QUESTION_MARKS = repeated(QUESTION_MARK);
const DELETE = 127;
const TEST = new TextEncoder().encode('test');
/** The bit in which small letters of ASCII differ from capitals. */
const SMALL = 32;

/**
 * Where a path ends for telling its operation: before a query string that cannot mark a test request, so that
 * paths that differ in such a string alone are known as one; at its end where there is none, or one that holds
 * more than plain ASCII.
 */
export function beforePlainQuery(bytes: Uint8Array, start: number, end: number): number {
  const words = wordsOf(bytes);
  let query = start;
  for (; query + WORD <= end; query += WORD) {
    const marks = marksOfZero(words.getInt32(query, true) ^ QUESTION_MARKS);
    if (marks === 0) continue;
    query += firstMark(marks);
    break;
  }
  while (query < end && bytes[query] !== QUESTION_MARK) query++;
  if (query === end || query === start || !isPlain(bytes[query - 1]!)) return end;
  for (let i = query; i < end; i++) {
    if (!isPlain(bytes[i]!) || (i + TEST.length <= end && isTest(bytes, i))) return end;
  }
  return query;
}

function isPlain(byte: number): boolean {
  return byte > SPACE && byte < DELETE;
}

/** Whether `test`, in any case, stands at `at`. */
function isTest(bytes: Uint8Array, at: number): boolean {
  for (let k = 0; k < TEST.length; k++) if ((bytes[at + k]! | SMALL) !== TEST[k]) return false;
  return true;
}
