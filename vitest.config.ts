import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Measures how long a page keeps a processor busy, so that nothing else may run beside it. */
const MEASURING = ['test/browser/budget.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/browser/install-chromium.ts', 'test/browser/bundle-page-script.ts'],
    maxWorkers: availableParallelism(),
    // A busy machine takes its time to draw.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: MEASURING,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'budget', include: MEASURING, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
