import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    globalSetup: ['src/platform/testing/image.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Tests provoke errors on purpose; their entries would hide real ones.
    env: { DAQIAO_LOG: 'silent' },
  },
})
