// One of the processes that serve where WORKERS is more than one: started by the server, never by hand.
import { serveAsWorker } from '../server.ts'
import type { Failed } from '../workers.ts'
import { configured } from './environment.ts'

try {
  await serveAsWorker(configured())
} catch (error) {
  process.send?.({ failed: (error as Error).message } satisfies Failed, () => process.exit(1))
}
