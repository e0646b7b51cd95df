// The product as it is built, in a process of its own; told by messages to forget its answers, and to count them.
import { config } from '../../src/config.ts'

const built = (path: string) => import(new URL(`../../.build/${path}`, import.meta.url).href)
const { buildApp } = (await built('app.js')) as typeof import('../../src/app.ts')
const { openReleases } = (await built('store/releases.js')) as typeof import('../../src/store/releases.ts')
const { toolkit } = (await built('queries/toolkit.js')) as typeof import('../../src/queries/toolkit.ts')
const { readDocuments, readVersion } = (await built('server.js')) as typeof import('../../src/server.ts')

const settings = config(process.env)
const releases = openReleases(
  settings.releasesDir,
  (open) => toolkit(open, { publicUrl: settings.publicUrl, reportUrl: null }),
  { info: () => {}, warn: console.error },
)
const app = await buildApp({ config: settings, version: readVersion(), releases, documents: readDocuments() })
const address = await app.listen({ host: '127.0.0.1', port: 0 })

process.on('message', (message) => {
  if (message === 'forget') app.answers.forget()
  const { hits, misses, bytes } = app.answers.counters()
  const { user, system } = process.cpuUsage()
  process.send?.({ hits, misses, bytes, memory: process.memoryUsage().rss, busy: user + system })
})
process.on('disconnect', () => process.exit())
process.send?.({ address })
