import { lastWord, WORD, wordsOf } from './words.js';

/** Byte sequences as small whole numbers, in order of first appearance. */
export interface ByteInterner {
  /** The number of `bytes` from `start` to before `end` under `scope`, a whole number ≥ 0; -1 if it has none. */
  find(scope: number, bytes: Uint8Array, start: number, end: number): number;
  /** The same, given a number if it had none; -1 if there is room for no more. */
  intern(scope: number, bytes: Uint8Array, start: number, end: number): number;
}

const FIRST_SLOTS = 1 << 8;
const FIRST_WORDS = 1 << 11;

/** A record: these words, then its bytes, four a word, the last filled up with noughts. */
const [HASH, SCOPE, LENGTH, NUMBER, HEAD] = [0, 1, 2, 3, 4];

/**
 * An empty interner: a hash table with open addressing, at most half full, whose keys are hashed and verified
 * four bytes at a time. Beside a slot, a search touches one record, where all that it needs lies together. The
 * same bytes under two scopes have two numbers.
 * @param limit how many sequences it takes.
 */
export function createByteInterner(limit = Infinity): ByteInterner {
  /** Where records begin, in words; 0 for a free slot. */
  let slots = new Uint32Array(FIRST_SLOTS);
  let records = new Int32Array(FIRST_WORDS);
  let size = 0;
  let end = 1;
  /** Of what was looked for last: its hash, and the slot where the search ended. */
  let hash = 0;
  let slot = 0;

  const find = (scope: number, bytes: Uint8Array, start: number, stop: number): number => {
    const words = wordsOf(bytes);
    const length = stop - start;
    const whole = stop - (length % WORD);
    const last = whole === stop ? 0 : lastWord(words, whole, stop);
    hash = mixed(scope, length);
    for (let at = start; at < whole; at += WORD) hash = mixed(hash, words.getInt32(at, true));
    hash = mixed(hash, last);

    const mask = slots.length - 1;
    slot = hash & mask;
    for (let record = slots[slot]!; record !== 0; record = slots[slot]!) {
      if (
        records[record + HASH] === hash &&
        records[record + SCOPE] === scope &&
        records[record + LENGTH] === length
      ) {
        let place = record + HEAD;
        let at = start;
        while (at < whole && records[place] === words.getInt32(at, true)) {
          at += WORD;
          place++;
        }
        if (at === whole && (whole === stop || records[place] === last)) {
          return records[record + NUMBER]!;
        }
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  };

  const add = (scope: number, bytes: Uint8Array, start: number, stop: number): number => {
    const words = wordsOf(bytes);
    const record = end;
    end += HEAD + Math.ceil((stop - start) / WORD);
    if (end > records.length) {
      const wider = new Int32Array(Math.max(records.length * 2, end));
      wider.set(records);
      records = wider;
    }
    records[record + HASH] = hash;
    records[record + SCOPE] = scope;
    records[record + LENGTH] = stop - start;
    records[record + NUMBER] = size;
    let place = record + HEAD;
    let at = start;
    for (; at + WORD <= stop; at += WORD) records[place++] = words.getInt32(at, true);
    if (at < stop) records[place] = lastWord(words, at, stop);
    slots[slot] = record;
    if (++size * 2 > slots.length) widenSlots();
    return size - 1;
  };

  const widenSlots = (): void => {
    const taken = slots.filter((record) => record !== 0);
    slots = new Uint32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (const record of taken) {
      let free = records[record + HASH]! & mask;
      while (slots[free] !== 0) free = (free + 1) & mask;
      slots[free] = record;
    }
  };

  return {
    find,
    intern(scope, bytes, start, stop) {
      const number = find(scope, bytes, start, stop);
      return number !== -1 || size >= limit ? number : add(scope, bytes, start, stop);
    },
  };
}

/** A hash with one word more: a multiplication, and its upper half folded into the lower, which picks the slot. */
function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}
