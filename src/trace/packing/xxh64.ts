/** Hashes bytes as they come. */
export interface Hash64 {
  update(bytes: Uint8Array): void;
  /** The lower 32 bits of the hash. */
  readonly low: () => number;
}

/** Whole numbers of 64 bits, number `i` with its lower half at `2i` and its upper half behind that. */
type Longs = Int32Array;

const [LOW_1, HIGH_1] = [0x85ebca87, 0x9e3779b1];
const [LOW_2, HIGH_2] = [0x27d4eb4f, 0xc2b2ae3d];
const [LOW_3, HIGH_3] = [0x9e3779f9, 0x165667b1];
const [LOW_4, HIGH_4] = [0xc2b2ae63, 0x85ebca77];
const [LOW_5, HIGH_5] = [0x165667c5, 0x27d4eb2f];

/** Bytes that are hashed at once, eight a lane. */
const STRIPE = 32;
const LANES = 4;
/** Behind the lanes: the hash, and what is mixed into it. */
const [HASH, WORD] = [LANES, LANES + 1];

/**
 * XXH64 with seed 0, of which zstd keeps the lower half behind a frame.
 *
 * Source: xxHash fast digest algorithm, version 0.1.1
 * (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md).
 */
export function createXxh64(): Hash64 {
  const longs: Longs = new Int32Array(2 * (WORD + 1));
  add(longs, 0, LOW_1, HIGH_1);
  add(longs, 0, LOW_2, HIGH_2);
  add(longs, 1, LOW_2, HIGH_2);
  add(longs, 3, -LOW_1, ~HIGH_1);
  const rest = new Uint8Array(STRIPE);
  let held = 0;
  let length = 0;

  return {
    update(bytes) {
      length += bytes.length;
      let at = 0;
      if (held > 0) {
        at = Math.min(STRIPE - held, bytes.length);
        rest.set(bytes.subarray(0, at), held);
        held += at;
        if (held < STRIPE) return;
        absorbStripe(longs, rest, 0);
      }
      for (; at + STRIPE <= bytes.length; at += STRIPE) absorbStripe(longs, bytes, at);
      rest.set(bytes.subarray(at));
      held = bytes.length - at;
    },
    low() {
      const sums = longs.slice();
      if (length < STRIPE) set(sums, HASH, LOW_5, HIGH_5);
      else mergeLanes(sums);
      add(sums, HASH, length, Math.floor(length / 2 ** 32));
      absorbRest(sums, rest.subarray(0, held));
      xorShifted(sums, HASH, 33);
      multiply(sums, HASH, LOW_2, HIGH_2);
      xorShifted(sums, HASH, 29);
      multiply(sums, HASH, LOW_3, HIGH_3);
      xorShifted(sums, HASH, 32);
      return sums[2 * HASH]! >>> 0;
    },
  };
}

function absorbStripe(longs: Longs, bytes: Uint8Array, at: number): void {
  for (let lane = 0; lane < LANES; lane++) absorb(longs, lane, bytes, at + 8 * lane);
}

/** Mixes eight bytes into a number. */
function absorb(longs: Longs, i: number, bytes: Uint8Array, at: number): void {
  set(longs, WORD, word32(bytes, at), word32(bytes, at + 4));
  multiply(longs, WORD, LOW_2, HIGH_2);
  add(longs, i, longs[2 * WORD]!, longs[2 * WORD + 1]!);
  rotate(longs, i, 31);
  multiply(longs, i, LOW_1, HIGH_1);
}

function mergeLanes(longs: Longs): void {
  set(longs, HASH, 0, 0);
  [1, 7, 12, 18].forEach((bits, lane) => {
    copyToWord(longs, lane);
    rotate(longs, WORD, bits);
    add(longs, HASH, longs[2 * WORD]!, longs[2 * WORD + 1]!);
  });
  for (let lane = 0; lane < LANES; lane++) {
    copyToWord(longs, lane);
    multiply(longs, WORD, LOW_2, HIGH_2);
    rotate(longs, WORD, 31);
    multiply(longs, WORD, LOW_1, HIGH_1);
    xorWord(longs);
    multiply(longs, HASH, LOW_1, HIGH_1);
    add(longs, HASH, LOW_4, HIGH_4);
  }
}

/** Mixes the last bytes, fewer than a stripe, into the hash. */
function absorbRest(longs: Longs, bytes: Uint8Array): void {
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    set(longs, WORD, word32(bytes, at), word32(bytes, at + 4));
    multiply(longs, WORD, LOW_2, HIGH_2);
    rotate(longs, WORD, 31);
    multiply(longs, WORD, LOW_1, HIGH_1);
    xorWord(longs);
    rotate(longs, HASH, 27);
    multiply(longs, HASH, LOW_1, HIGH_1);
    add(longs, HASH, LOW_4, HIGH_4);
  }
  if (at + 4 <= bytes.length) {
    set(longs, WORD, word32(bytes, at), 0);
    multiply(longs, WORD, LOW_1, HIGH_1);
    xorWord(longs);
    rotate(longs, HASH, 23);
    multiply(longs, HASH, LOW_2, HIGH_2);
    add(longs, HASH, LOW_3, HIGH_3);
    at += 4;
  }
  for (; at < bytes.length; at++) {
    set(longs, WORD, bytes[at]!, 0);
    multiply(longs, WORD, LOW_5, HIGH_5);
    xorWord(longs);
    rotate(longs, HASH, 11);
    multiply(longs, HASH, LOW_1, HIGH_1);
  }
}

function word32(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function set(longs: Longs, i: number, low: number, high: number): void {
  longs[2 * i] = low;
  longs[2 * i + 1] = high;
}

function copyToWord(longs: Longs, i: number): void {
  set(longs, WORD, longs[2 * i]!, longs[2 * i + 1]!);
}

/** Mixes the word into the hash. */
function xorWord(longs: Longs): void {
  longs[2 * HASH]! ^= longs[2 * WORD]!;
  longs[2 * HASH + 1]! ^= longs[2 * WORD + 1]!;
}

function add(longs: Longs, i: number, low: number, high: number): void {
  const sum = (longs[2 * i]! + low) | 0;
  const carry = sum >>> 0 < low >>> 0 ? 1 : 0;
  set(longs, i, sum, longs[2 * i + 1]! + high + carry);
}

/** Turns a number to the left, by less than 32 bits. */
function rotate(longs: Longs, i: number, bits: number): void {
  const low = longs[2 * i]!;
  const high = longs[2 * i + 1]!;
  set(longs, i, (low << bits) | (high >>> (32 - bits)), (high << bits) | (low >>> (32 - bits)));
}

/** Mixes a number with itself, shifted to the right by less than 64 bits. */
function xorShifted(longs: Longs, i: number, bits: number): void {
  const low = longs[2 * i]!;
  const high = longs[2 * i + 1]!;
  if (bits >= 32) set(longs, i, low ^ (high >>> (bits - 32)), high);
  else set(longs, i, low ^ ((low >>> bits) | (high << (32 - bits))), high ^ (high >>> bits));
}

/** The lower 64 bits of the product, from products of halves of 16 bits. */
function multiply(longs: Longs, i: number, low: number, high: number): void {
  const ownLow = longs[2 * i]!;
  const ownHigh = longs[2 * i + 1]!;
  const a = ownLow & 0xffff;
  const b = ownLow >>> 16;
  const c = low & 0xffff;
  const d = low >>> 16;
  const middle = (Math.imul(b, c) + (Math.imul(a, c) >>> 16)) >>> 0;
  const carried = (Math.imul(a, d) + (middle & 0xffff)) >>> 0;
  const above = (Math.imul(b, d) + (middle >>> 16) + (carried >>> 16)) | 0;
  longs[2 * i] = Math.imul(ownLow, low);
  longs[2 * i + 1] = above + Math.imul(ownHigh, low) + Math.imul(ownLow, high);
}
