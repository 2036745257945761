/** How often a law is tried. LONG in the environment asks for many more trials; the seed is fixed either way. */
const isLong = process.env.LONG !== undefined;

/** Parameters of `fc.assert` for a law over scenarios or histories. */
export const RUNS = { seed: 1, numRuns: isLong ? 10_000 : 300 } as const;

/** What a law may take, in milliseconds. */
export const TIME_ALLOWED = isLong ? 1_800_000 : 60_000;
