// The process: configuration, releases, app, listening and graceful shutdown. No other module touches it.
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import Fastify, { type FastifyInstance } from 'fastify'
import { type AppOptions, buildApp, logging } from './app.ts'
import type { Config } from './config.ts'
import { noRejectedRequests } from './http/counts.ts'
import type { Metrics } from './http/metrics.ts'
import { type Toolkit, toolkit } from './queries/toolkit.ts'
import type { ApiDocuments } from './rest/documents.ts'
import { type Log, openReleases, type Releases } from './store/releases.ts'
import { OperatorError } from './store/manifest.ts'
import { releaseSource, type SourceState } from './store/releaseSource.ts'
import { startWorkers } from './workers.ts'

const root = new URL('..', import.meta.url)
const RELEASES_POLL_MS = 1000
const WORKER = fileURLToPath(new URL(`commands/worker${import.meta.url.slice(-3)}`, import.meta.url))

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, root)), 'utf8')

export function readSdl(): string {
  return read('schema/toolkit.graphql')
}

export function readDocuments(): ApiDocuments {
  // Kept as bytes: a string takes twice the memory, and the document is rarely requested.
  const openapi = readFileSync(fileURLToPath(new URL('schema/openapi.json', root)))
  return { openapi: () => JSON.parse(openapi.toString()), sdl: readSdl() }
}

export function readVersion(): string {
  return (JSON.parse(read('package.json')) as { version: string }).version
}

/** Serves the newest release until a signal arrives. Resolves once it listens. */
export function serve(config: Config): Promise<void> {
  return config.workers === 1 ? serveAlone(config) : serveByWorkers(config)
}

async function serveAlone(config: Config): Promise<void> {
  const { log, attach } = deferredLog()
  const releases = openReleases(config.releasesDir, toolkitFactory(config), log, {
    mayBeEmpty: config.releaseSource !== undefined,
  })
  const source = createSource(config, releases, log)
  const metrics = await createMetrics(config, releases)
  const app = await build(config, releases, {
    source: () => source?.state(),
    ...(metrics === undefined ? {} : { metrics }),
  })
  attach(app.log)
  app.addHook('onClose', async () => source?.close())
  try {
    if (metrics !== undefined && config.metrics !== undefined) {
      const { sourceMetrics, formatMetrics } = await importMetrics()
      const registries = [metrics.registry, ...(source === undefined ? [] : [sourceMetrics(source.state)])]
      const server = await listenForMetrics(config.metrics, () => formatMetrics(registries))
      app.addHook('onClose', async () => server.close())
    }
    await app.listen({ host: config.host, port: config.port }).catch(explainListenError(config, 'PORT', 'HOST'))
  } catch (error) {
    await app.close()
    throw error
  }
  source?.watch()
  shutDownOnSignal(app.log, () => app.close())
}

/** The primary process: starts the workers, and fetches releases for all of them. */
async function serveByWorkers(config: Config): Promise<void> {
  const { log } = Fastify({ logger: logging(config) })
  // Opened here too, so that an invalid folder is reported once.
  const releases = openReleases(config.releasesDir, ({ info }) => info, log, {
    mayBeEmpty: config.releaseSource !== undefined,
  })
  const source = createSource(config, releases, log)
  const workers = await startWorkers({ count: config.workers, module: WORKER, log }).catch((error: Error) => {
    releases.close()
    throw new OperatorError(error.message)
  })
  releases.watch(RELEASES_POLL_MS)
  const closing = [() => workers.stop(), async () => source?.close()]
  if (config.metrics !== undefined) {
    const { workerMetrics, sourceMetrics, formatMetrics } = await importMetrics()
    const own = source === undefined ? [] : [sourceMetrics(source.state)]
    try {
      const metrics = await listenForMetrics(
        config.metrics,
        async () => `${await workerMetrics()}${await formatMetrics(own)}`,
      )
      closing.push(() => metrics.close())
    } catch (error) {
      await Promise.all(closing.map((close) => close()))
      throw error
    }
  }
  source?.watch((state) => workers.broadcast({ source: state } satisfies LeaderMessage))
  shutDownOnSignal(log, async () => {
    await Promise.all(closing.map((close) => close()))
    releases.close()
  })
}

/** A message from the primary to its workers. */
type LeaderMessage = { source: SourceState }

/** A worker process. */
export async function serveAsWorker(config: Config): Promise<void> {
  const { log, attach } = deferredLog()
  let source: SourceState | undefined
  process.on('message', (message: Partial<LeaderMessage>) => {
    source = message.source ?? source
  })
  const releases = openReleases(config.releasesDir, toolkitFactory(config), log, {
    mayBeEmpty: config.releaseSource !== undefined,
  })
  const metrics = await createMetrics(config, releases)
  if (metrics !== undefined) (await importMetrics()).shareWithLeader(metrics.registry)
  const app = await build(config, releases, { source: () => source, ...(metrics === undefined ? {} : { metrics }) })
  attach(app.log)
  // Ctrl-C reaches every process of the group: workers wait for the primary to stop them.
  process.on('SIGINT', () => {})
  shutDownOnSignal(app.log, () => app.close(), ['SIGTERM'])
  await app.listen({ host: config.host, port: config.port }).catch(explainListenError(config, 'PORT', 'HOST'))
}

const toolkitFactory =
  ({ publicUrl, reportUrl }: Config) =>
  (open: Parameters<typeof toolkit>[0]) =>
    toolkit(open, { publicUrl, reportUrl })

async function build(
  config: Config,
  releases: Releases<Toolkit>,
  more: Pick<AppOptions, 'source' | 'metrics'>,
): Promise<FastifyInstance> {
  const app = await buildApp({ config, version: readVersion(), releases, documents: readDocuments(), ...more })
  app.addHook('onClose', async () => releases.close())
  releases.watch(RELEASES_POLL_MS)
  closeIdleConnections(app)
  return app
}

function createSource(config: Config, releases: Pick<Releases<unknown>, 'list' | 'refresh'>, log: Log) {
  if (config.releaseSource === undefined) return undefined
  return releaseSource({
    ...config.releaseSource,
    folder: config.releasesDir,
    localManifests: releases.list,
    onRelease: releases.refresh,
    verify: toolkitFactory(config),
    log,
  })
}

/** A log for what starts before the app: it writes to the app's log once attached. */
function deferredLog(): { log: Log; attach(log: Log): void } {
  let to: Log = { info: () => {}, warn: (message) => console.error(message) }
  return {
    log: { info: (message) => to.info(message), warn: (message) => to.warn(message) },
    attach: (log) => {
      to = log
    },
  }
}

/** Shuts down gracefully on the first signal, and ignores further ones. */
function shutDownOnSignal(
  log: Pick<FastifyInstance['log'], 'info' | 'error'>,
  stop: () => Promise<unknown>,
  signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM'],
): void {
  let stopping = false
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      log.info(`${signal}: finishing the requests in flight`)
      stop().then(
        () => process.exit(0),
        (error) => {
          log.error(error)
          process.exit(1)
        },
      )
    })
  }
}

/** Imported only if metrics are collected, for a faster and smaller process. */
const importMetrics = () => import('./http/metrics.ts')

async function createMetrics(config: Config, releases: Releases<Toolkit>): Promise<Metrics | undefined> {
  if (config.metrics === undefined) return undefined
  const counts = noRejectedRequests()
  return { counts, registry: (await importMetrics()).processMetrics(() => releases.current()?.info, counts) }
}

async function listenForMetrics(
  address: { host: string; port: number },
  text: () => Promise<string>,
): Promise<FastifyInstance> {
  const { metricsServer } = await importMetrics()
  return metricsServer(text, address).catch(explainListenError(address, 'METRICS_PORT', 'METRICS_HOST'))
}

/**
 * Closing waits for pending responses only: Node would also wait for connections without a request, and for those kept
 * alive after their last response.
 */
function closeIdleConnections(app: FastifyInstance): void {
  const silent = new Set<Socket>()
  let closing = false
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  app.server.on('request', ({ socket }, response) => {
    silent.delete(socket)
    response.once('close', () => {
      if (closing) socket.destroySoon()
    })
  })
  app.addHook('preClose', async () => {
    closing = true
    for (const socket of silent) socket.destroy()
  })
}

/** Explains why an address cannot be listened on. */
function explainListenError(
  { host, port }: { host: string; port: number },
  portVariable: string,
  hostVariable: string,
) {
  return (error: unknown): never => {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE')
      throw new OperatorError(
        `port ${port} is in use on ${host}. Stop what uses it, or set ${portVariable} to another.`,
      )
    if (code === 'EACCES')
      throw new OperatorError(`port ${port} may not be opened by this user. Set ${portVariable} to one over 1023.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new OperatorError(
        `${host} is not an address of this machine. Set ${hostVariable} to one that is, or to 0.0.0.0 for all.`,
      )
    throw error
  }
}
