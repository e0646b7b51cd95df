// A worker process, for WORKERS > 1; started by the server, never by hand.
import { serveAsWorker } from '../server.ts'
import type { WorkerFailure } from '../workers.ts'
import { configFromEnvironment } from './configuration.ts'

try {
  await serveAsWorker(configFromEnvironment())
} catch (error) {
  process.send?.({ failed: (error as Error).message } satisfies WorkerFailure, () => process.exit(1))
}
