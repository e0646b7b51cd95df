// What `npm run serve` gives to node: the built service, as it is deployed.
import { readFileSync } from 'node:fs'

export function serveCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: { serve: string }
  }
  return scripts.serve.split(' ').slice(1)
}
