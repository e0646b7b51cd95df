// Worker processes that share a port: started, messaged, restarted when they die, and stopped together.
import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

type Log = { info(message: string): void; warn(message: string): void }
type Options = { count: number; /** The module that each of them runs. */ module: string; log: Log }

/** A worker's message when it cannot serve. */
export type WorkerFailure = { failed: string }

/** The backoff before a worker is restarted. */
const PAUSE_MS = 1000

/** Resolves once all workers listen. @throws Error with the message of the first that cannot. */
export async function startWorkers({ count, module, log }: Options) {
  let closing = false
  let lastMessage: object | undefined
  cluster.setupPrimary({ exec: module, args: [] })
  const startOne = () => {
    const worker = cluster.fork()
    worker.once('online', () => sendLast(worker))
    worker.once('listening', () => log.info(`worker ${worker.process.pid} serves`))
    return worker
  }
  const sendLast = (worker: Worker) => {
    if (lastMessage !== undefined && worker.isConnected()) worker.send(lastMessage)
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
    /** Sends a message to all workers, including those that start later. */
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
