import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/browser/install-chromium.ts', 'test/browser/bundle-page-script.ts'],
    include: ['test/**/*.test.ts'],
    // A busy machine takes its time to draw.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
