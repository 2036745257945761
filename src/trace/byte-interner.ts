/** Byte sequences as small whole numbers, in order of first appearance. */
export interface ByteInterner {
  /** The number of `bytes` from `start` to before `end` under `scope`, a whole number ≥ 0; -1 if it has none. */
  find(scope: number, bytes: Uint8Array, start: number, end: number): number;
  /** The same, given a number if it had none; -1 if there is room for no more. */
  intern(scope: number, bytes: Uint8Array, start: number, end: number): number;
}

const FIRST_SLOTS = 1 << 8;
const FIRST_WORDS = 1 << 11;

/** A record: these words, then its bytes, filled up to a whole word. */
const [HASH, SCOPE, LENGTH, NUMBER, HEAD] = [0, 1, 2, 3, 4];
const WORD = 4;

/**
 * An empty interner: a hash table with open addressing (FNV-1a), at most half full, whose keys are verified
 * byte by byte. Beside a slot, a search touches one record, where all that it needs lies together. The same
 * bytes under two scopes have two numbers.
 * @param limit how many sequences it takes.
 */
export function createByteInterner(limit = Infinity): ByteInterner {
  /** Where records begin, in words; 0 for a free slot. */
  let slots = new Uint32Array(FIRST_SLOTS);
  let words = new Int32Array(FIRST_WORDS);
  let pool = new Uint8Array(words.buffer);
  let size = 0;
  let end = 1;
  /** Of what was looked for last: its hash, and the slot where the search ended. */
  let hash = 0;
  let slot = 0;

  const find = (scope: number, bytes: Uint8Array, start: number, stop: number): number => {
    const mask = slots.length - 1;
    hash = hashOf(scope, bytes, start, stop);
    slot = hash & mask;
    for (let record = slots[slot]!; record !== 0; record = slots[slot]!) {
      if (
        words[record + HASH] === hash &&
        words[record + SCOPE] === scope &&
        words[record + LENGTH] === stop - start &&
        holds(pool, (record + HEAD) * WORD, bytes, start, stop)
      ) {
        return words[record + NUMBER]!;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  };

  const add = (scope: number, bytes: Uint8Array, start: number, stop: number): number => {
    const record = end;
    end += HEAD + Math.ceil((stop - start) / WORD);
    if (end > words.length) {
      const wider = new Int32Array(Math.max(words.length * 2, end));
      wider.set(words);
      words = wider;
      pool = new Uint8Array(words.buffer);
    }
    words[record + HASH] = hash;
    words[record + SCOPE] = scope;
    words[record + LENGTH] = stop - start;
    words[record + NUMBER] = size;
    pool.set(bytes.subarray(start, stop), (record + HEAD) * WORD);
    slots[slot] = record;
    if (++size * 2 > slots.length) widenSlots();
    return size - 1;
  };

  const widenSlots = (): void => {
    const records = slots.filter((record) => record !== 0);
    slots = new Uint32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (const record of records) {
      let free = words[record + HASH]! & mask;
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

function hashOf(scope: number, bytes: Uint8Array, start: number, stop: number): number {
  let hash = Math.imul(0x811c9dc5 ^ scope, 0x01000193);
  for (let i = start; i < stop; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Whether the bytes from `start` to before `stop` stand in a pool from `at` on. */
function holds(
  pool: Uint8Array,
  at: number,
  bytes: Uint8Array,
  start: number,
  stop: number,
): boolean {
  for (let i = start, k = at; i < stop; i++, k++) if (pool[k] !== bytes[i]) return false;
  return true;
}
