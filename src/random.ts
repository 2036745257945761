import seedrandom from 'seedrandom';

/** A source of uniform numbers in [0, 1). */
export type RandomStream = () => number;

/**
 * A stream of its own for each name, all from one seed: what one stream draws changes nothing for another.
 * For what draws often, in order. The generator is xor128 (Marsaglia, "Xorshift RNGs", 2003). It is linear,
 * so that its own seeding would leave names that differ in a digit correlated: the names are mixed first.
 */
export function namedStream(seed: number, ...names: readonly (string | number)[]): RandomStream {
  const text = [seed, ...names].join('\u0000');
  const generator = seedrandom.xor128(
    `${mixText(text, 0)} ${mixText(text, 1)} ${mixText(text, 2)}`,
  );
  return () => generator.double();
}

function mixText(text: string, lane: number): number {
  let state = triple32(lane);
  for (let i = 0; i < text.length; i++) state = triple32(state + text.charCodeAt(i));
  return state >>> 0;
}

/**
 * A uniform number in [0, 1) that depends on its coordinates alone, so that the order of work changes nothing.
 * Each coordinate is folded in by the mixer triple32 (Chris Wellons, "Prospecting for Hash Functions", 2018).
 * @param seed, seq, attempt whole numbers; those beyond 2³² are taken by both halves.
 * @param lane tells draws of the same coordinates apart.
 */
export function uniformAt(seed: number, seq: number, attempt: number, lane: number): number {
  const state = fold(fold(fold(fold(0, seed), seq), attempt), lane);
  const high = triple32(state ^ 0x9e3779b9) >>> 5;
  const low = triple32(state ^ 0x3c6ef372) >>> 6;
  return (high * 0x4000000 + low) / 0x20000000000000;
}

function fold(state: number, value: number): number {
  const mixed = triple32(state + (value | 0));
  if (value >>> 0 === value) return mixed;
  const high = Math.floor(value / 0x100000000) | 0;
  return high === 0 ? mixed : triple32(mixed + high + 1);
}

/** Whole numbers are taken, and given, by their low 32 bits; signed, since such need no memory of their own. */
function triple32(value: number): number {
  let x = value | 0;
  x ^= x >>> 17;
  x = Math.imul(x, 0xed5ad4bb);
  x ^= x >>> 11;
  x = Math.imul(x, 0xac4c1b51);
  x ^= x >>> 15;
  x = Math.imul(x, 0x31848bab);
  x ^= x >>> 14;
  return x;
}
