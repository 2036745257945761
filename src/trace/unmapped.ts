import type { Unmapped } from './trace.js';

/** Distinct names kept apart; further ones are counted together, so that a trace of paths full of ids stays small. */
export const KEPT_NAMES = 10_000;
/** The name under which they are counted. */
export const OTHERS = '(others)';

/** Counts what the model does not map, by name. */
export interface UnmappedCounter {
  count(name: string): void;
  readonly finish: () => Unmapped;
}

export function createUnmappedCounter(): UnmappedCounter {
  const counts = new Map<string, number>();
  let requests = 0;
  return {
    count(name) {
      requests++;
      const key = counts.has(name) || counts.size < KEPT_NAMES ? name : OTHERS;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    finish: () => ({
      requests,
      names: [...counts]
        .map(([name, count]) => ({ name, requests: count }))
        .sort((a, b) => b.requests - a.requests),
    }),
  };
}
