import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Node resolves graphql to its CommonJS build; the bundler would take the other, and the schema be of another realm.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
