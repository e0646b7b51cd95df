import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // As Node resolves it: with the ES module build there would be two copies of graphql, which refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Test files of a worker share one module graph, so that the app is loaded once.
    isolate: false,
    // At least two: tests with a browser or a server mostly wait for another process.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Generous limits, for loaded machines: they end a test that hangs, and do not measure anything.
    expect: { poll: { timeout: 60_000 } },
  },
})
