import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Node resolves graphql to its CommonJS build; the bundler would take the other, and the schema be of another realm.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    // A process for all the files that it is given: the app and its packages are loaded once, not once a file.
    isolate: false,
    // Two at least: a test of a browser or of a server waits for another process as often as it works.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is polled for is there as soon as the machine has time for it.
    expect: { poll: { timeout: 20_000 } },
  },
})
