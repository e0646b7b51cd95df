// Several processes that serve on one port: started, told things, replaced when they die, and ended together.
import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

type Log = { info(message: string): void; warn(message: string): void }
type Options = { count: number; /** The module that each of them runs. */ module: string; log: Log }

/** What a worker says when it cannot serve. */
export type WorkerFailure = { failed: string }

/** A worker that dies again and again is not started more often than this. */
const PAUSE_MS = 1000

/** Resolves once all of them listen. @throws Error with the words of the first that cannot. */
export async function leadWorkers({ count, module, log }: Options) {
  let closing = false
  let lastMessage: unknown
  cluster.setupPrimary({ exec: module, args: [] })
  const startOne = () => {
    const worker = cluster.fork()
    worker.once('online', () => sendLast(worker))
    worker.once('listening', () => log.info(`worker ${worker.process.pid} serves`))
    return worker
  }
  const sendLast = (worker: Worker) => {
    if (lastMessage !== undefined && worker.isConnected()) worker.send(lastMessage as object)
  }

  async function stop(): Promise<void> {
    closing = true
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    await Promise.all(
      workers.map((worker) => {
        const exited = once(worker, 'exit')
        worker.process.kill('SIGTERM')
        return exited
      }),
    )
  }

  try {
    await Promise.all(Array.from({ length: count }, () => listening(startOne())))
  } catch (error) {
    await stop()
    throw error
  }
  cluster.on('exit', (worker, code, signal) => {
    if (closing) return
    log.warn(`worker ${worker.process.pid} ended (${signal ?? code}); another takes its place`)
    void setTimeout(PAUSE_MS).then(() => (closing ? undefined : startOne()))
  })

  return {
    /** Sends a message to each of them, and to those that come later. */
    broadcast(message: object): void {
      lastMessage = message
      for (const worker of Object.values(cluster.workers ?? {})) if (worker !== undefined) sendLast(worker)
    },
    stop,
  }
}

function listening(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('listening', () => resolve())
    worker.on('message', (message: Partial<WorkerFailure>) => {
      if (message.failed !== undefined) reject(new Error(message.failed))
    })
    worker.once('exit', (code) => reject(new Error(`a worker ended before it served (${code}).`)))
  })
}
