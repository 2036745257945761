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
const HASH = 0;
const SCOPE = 1;
const LENGTH = 2;
const NUMBER = 3;
const HEAD = 4;

/**
 * An empty interner: a hash table with open addressing, at most half full, whose keys are hashed and verified
 * four bytes at a time. Beside a slot, a search touches one record, where all that it needs lies together. The
 * same bytes under two scopes have two numbers.
 * @param limit how many sequences it takes.
 */
export function createByteInterner(limit = Infinity): ByteInterner {
  return new HashTable(limit);
}

/** A class, so that its machine code outlives it: that of closures is made anew for each file. */
class HashTable implements ByteInterner {
  /** Where records begin, in words; 0 for a free slot. */
  private slots = new Uint32Array(FIRST_SLOTS);
  private records = new Int32Array(FIRST_WORDS);
  private size = 0;
  private end = 1;
  /** Of what was looked for last: its hash, and the slot where the search ended. */
  private hash = 0;
  private slot = 0;

  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  find(scope: number, bytes: Uint8Array, start: number, stop: number): number {
    const words = wordsOf(bytes);
    const length = stop - start;
    const whole = stop - (length % WORD);
    const last = whole === stop ? 0 : lastWord(words, whole, stop);
    let hash = mixed(scope, length);
    for (let at = start; at < whole; at += WORD) hash = mixed(hash, words.getInt32(at, true));
    hash = mixed(hash, last);

    const { slots, records } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
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
    this.hash = hash;
    this.slot = slot;
    return -1;
  }

  intern(scope: number, bytes: Uint8Array, start: number, stop: number): number {
    const number = this.find(scope, bytes, start, stop);
    return number !== -1 || this.size >= this.limit ? number : this.add(scope, bytes, start, stop);
  }

  /** Gives a number to what `find` did not find. */
  private add(scope: number, bytes: Uint8Array, start: number, stop: number): number {
    const words = wordsOf(bytes);
    const record = this.end;
    this.end += HEAD + Math.ceil((stop - start) / WORD);
    if (this.end > this.records.length) {
      const wider = new Int32Array(Math.max(this.records.length * 2, this.end));
      wider.set(this.records);
      this.records = wider;
    }
    const { records, slots } = this;
    records[record + HASH] = this.hash;
    records[record + SCOPE] = scope;
    records[record + LENGTH] = stop - start;
    records[record + NUMBER] = this.size;
    let place = record + HEAD;
    let at = start;
    for (; at + WORD <= stop; at += WORD) records[place++] = words.getInt32(at, true);
    if (at < stop) records[place] = lastWord(words, at, stop);
    slots[this.slot] = record;
    if (++this.size * 2 > slots.length) this.widenSlots();
    return this.size - 1;
  }

  private widenSlots(): void {
    const { records } = this;
    const taken = this.slots.filter((record) => record !== 0);
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (const record of taken) {
      let free = records[record + HASH]! & mask;
      while (slots[free] !== 0) free = (free + 1) & mask;
      slots[free] = record;
    }
    this.slots = slots;
  }
}

/** A hash with one word more: a multiplication, and its upper half folded into the lower, which picks the slot. */
function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}
