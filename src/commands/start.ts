// npm start: bakes the release of data/ unless it exists or releases are fetched, and serves the newest.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { serve } from '../server.ts'
import { configFromEnvironment } from './configuration.ts'
import { run } from './run.ts'

const BAKE_COMMAND = fileURLToPath(new URL(`bake${import.meta.url.slice(-3)}`, import.meta.url))

await run(async () => {
  const config = configFromEnvironment()
  const served = config.releaseSource === undefined ? bake() : 'what is fetched'
  if (served === undefined) return
  await serve(config)
  console.log(
    `Serving ${served} on ${config.publicUrl}/v1, GraphQL on ${config.publicUrl}/graphiql, ` +
      `documents on ${config.publicUrl}/docs`,
  )
})

/** In a child process, to free its memory before serving. Undefined if it failed, and printed why. */
function bake(): string | undefined {
  const { status, signal, stdout } = spawnSync(process.execPath, [...process.execArgv, BAKE_COMMAND], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (status === 0) return `release ${stdout}`
  process.exitCode = status ?? 1
  if (signal !== null) console.error(`Baking was ended by ${signal}.`)
  return undefined
}
