import { uniformAt } from '../../random.js';
import type { Columns } from '../../trace/columns.js';
import { pickRequests } from '../../trace/pick-requests.js';
import type { CopyRule } from './copies.js';
import { denseNames } from './dense-names.js';
import type { Growth, GrowthSettings } from './growth.js';
import { copiesAt } from './kept-copies.js';

const LANE_ROTATION = 0x72617465;
const LANE_SHIFT = 0x72617466;
const TWO_32 = 0x100000000;
const FLAG_SETS = 4;

/**
 * Each user sends more: requests are multiplied, each copy at a seeded time around its original. The ranks
 * that say which requests are multiplied first are spread as evenly as can be over those of one user,
 * category and kind of token, so that any stretch of them grows by the factor but for a logarithmic term:
 * the van der Corput sequence in base 2 (J. G. van der Corput, "Verteilungsfunktionen", 1935), rotated by a
 * seeded share (R. Cranley and T. Patterson, "Randomization of Number Theoretic Methods for Multiple
 * Integration", 1976). At a whole factor every request is there so many times.
 */
export const growRate: Growth = {
  name: 'rate',
  grow(columns, factor, settings, seed) {
    const copies = copiesAt(rateRule, columns, factor, settings, seed);
    return denseNames(pickRequests(columns, copies.source, copies.timestamp));
  },
};

function rateRule(
  columns: Columns,
  _copies: number,
  { rateSpread }: GrowthSettings,
  seed: number,
): CopyRule {
  const rank = ranks(columns, seed);
  return {
    birth: (seq, copy) => copy + rank[seq]!,
    shift: (seq, copy) =>
      rateSpread === 0
        ? 0
        : Math.round((uniformAt(seed, seq, copy, LANE_SHIFT) - 0.5) * rateSpread),
  };
}

/** By request, in (0, 1], in steps of 2⁻³², so that sums with whole numbers are exact. */
function ranks({ user, category, flags, length, names }: Columns, seed: number): Float64Array {
  const kinds = names.categories.length * FLAG_SETS;
  const streams = new Map<number, { count: number; readonly rotation: number }>();
  const rank = new Float64Array(length);
  for (let seq = 0; seq < length; seq++) {
    const kind = category[seq]! * FLAG_SETS + flags[seq]!;
    const key = user[seq]! * kinds + kind;
    let stream = streams.get(key);
    if (stream === undefined) {
      const rotation = Math.floor(uniformAt(seed, user[seq]!, kind, LANE_ROTATION) * TWO_32);
      streams.set(key, (stream = { count: 0, rotation }));
    }
    const rotated = (reverseBits(stream.count++) + stream.rotation) % TWO_32;
    rank[seq] = (rotated + 1) / TWO_32;
  }
  return rank;
}

/** The 32 bits of a whole number in reverse (Henry S. Warren, "Hacker's Delight", section 7-1). */
function reverseBits(value: number): number {
  let x = value >>> 0;
  x = ((x & 0x55555555) << 1) | ((x >>> 1) & 0x55555555);
  x = ((x & 0x33333333) << 2) | ((x >>> 2) & 0x33333333);
  x = ((x & 0x0f0f0f0f) << 4) | ((x >>> 4) & 0x0f0f0f0f);
  x = ((x & 0x00ff00ff) << 8) | ((x >>> 8) & 0x00ff00ff);
  return ((x << 16) | (x >>> 16)) >>> 0;
}
