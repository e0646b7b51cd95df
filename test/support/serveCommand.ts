// The arguments that `npm run serve` passes to node, for tests that run the built service.
import { readFileSync } from 'node:fs'

export function serveCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: { serve: string }
  }
  return scripts.serve.split(' ').slice(1)
}
