import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/browser/install-chromium.ts', 'test/browser/bundle-page-script.ts'],
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
