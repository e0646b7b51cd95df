// The built service in a process of its own; messages clear its response cache and read its counters.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseConfig } from '../../src/config.ts'

const importBuilt = (path: string) => import(new URL(`../../.build/${path}`, import.meta.url).href)
const { buildApp } = (await importBuilt('app.js')) as typeof import('../../src/app.ts')
const { openReleases } = (await importBuilt('store/releases.js')) as typeof import('../../src/store/releases.ts')
const { toolkit } = (await importBuilt('queries/toolkit.js')) as typeof import('../../src/queries/toolkit.ts')
const { readDocuments, readVersion } = (await importBuilt('server.js')) as typeof import('../../src/server.ts')

export type Counters = { hits: number; cpuMicros: number; memory: number; maxDelayMs: number }

const settings = parseConfig(process.env)
const releases = openReleases(
  settings.releasesDir,
  (open) => toolkit(open, { publicUrl: settings.publicUrl, reportUrl: null }),
  { info: () => {}, warn: console.error },
)
const app = await buildApp({ config: settings, version: readVersion(), releases, documents: readDocuments() })
const address = await app.listen({ host: '127.0.0.1', port: 0 })

const RESOLUTION_MS = 1
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })

process.on('message', (message: 'counters' | 'clear' | 'startDelay' | 'stopDelay') => {
  if (message === 'clear') app.responseCache.clear()
  if (message === 'startDelay') {
    delay.reset()
    delay.enable()
  }
  if (message === 'stopDelay') delay.disable()
  const { user, system } = process.cpuUsage()
  process.send?.({
    hits: app.responseCache.counters().hits,
    cpuMicros: user + system,
    memory: process.memoryUsage().rss,
    maxDelayMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS),
  } satisfies Counters)
})
process.on('disconnect', () => process.exit())
process.send?.({ address })
