// The process: configuration, releases, app, listen, graceful close. The only module that touches it.
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { type Toolkit, toolkit } from './queries/toolkit.ts'
import type { Documents } from './rest/documents.ts'
import { openReleases } from './store/releases.ts'
import { Refusal } from './store/manifest.ts'

const root = new URL('..', import.meta.url)
const LOOK_FOR_RELEASES_MS = 1000

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, root)), 'utf8')

export function readSdl(): string {
  return read('schema/toolkit.graphql')
}

export function readDocuments(): Documents {
  return { openapi: JSON.parse(read('schema/openapi.json')), sdl: readSdl() }
}

export function readVersion(): string {
  return (JSON.parse(read('package.json')) as { version: string }).version
}

/** Serves the newest release until told to stop. Resolves with the address once it listens. */
export async function serve(config: Config): Promise<string> {
  const log = { info: (message: string) => app?.log.info(message), warn: (message: string) => (app ? app.log.warn(message) : console.error(message)) }
  let app: Awaited<ReturnType<typeof buildApp>> | undefined
  const addresses = { publicUrl: config.publicUrl, reportUrl: config.reportUrl }
  const releases = openReleases<Toolkit>(config.releasesDir, (open) => toolkit(open, addresses, config.answerCacheMb === 0 ? 0 : undefined), log)
  app = await buildApp({ config, version: readVersion(), releases, documents: readDocuments() })
  const running = app
  running.addHook('onClose', async () => releases.close())
  releases.watch(LOOK_FOR_RELEASES_MS)
  endIdleConnections(running)

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      running.log.info(`${signal}: finishing the requests in flight`)
      running.close().then(
        () => process.exit(0),
        (error) => {
          running.log.error(error)
          process.exit(1)
        },
      )
    })
  }
  try {
    return await running.listen({ host: config.host, port: config.port })
  } catch (error) {
    await running.close()
    throw listenRefusal(error, config) ?? error
  }
}

/** So that closing waits for answers and for nothing else: Node would also wait for connections that sent nothing yet, and for those kept open after their last answer. */
function endIdleConnections(app: FastifyInstance): void {
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

function listenRefusal(error: unknown, { host, port }: Config): Refusal | undefined {
  const { code } = error as { code?: string }
  if (code === 'EADDRINUSE') return new Refusal(`port ${port} is in use on ${host}. Stop what uses it, or set PORT to another.`)
  if (code === 'EACCES') return new Refusal(`port ${port} may not be opened by this user. Set PORT to one over 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new Refusal(`${host} is not an address of this machine. Set HOST to one that is, or to 0.0.0.0 for all.`)
  return undefined
}
