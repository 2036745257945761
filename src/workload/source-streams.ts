import { namedStream, uniformAt, type RandomStream } from '../random.js';

/** The stream of a source's user (from 1) on a day (from 0). */
export type SourceStreams = (user: number, day: number) => RandomStream;

/**
 * The streams of one source. Each depends on the seed, the source's name, the user and the day alone, so
 * that other sources, users and days change nothing for it. Names are mixed first: xor128 is linear, so
 * that streams of names that differ in a digit alone would cancel out in groups of four.
 */
export function sourceStreams(seed: number, source: string): SourceStreams {
  const key = Math.floor(namedStream(seed, 'source', source)() * 2 ** 32);
  return (user, day) => namedStream(seed, source, uniformAt(key, user, day, 0));
}
