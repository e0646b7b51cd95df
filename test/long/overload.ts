// npm run overload -- [SECONDS]: at ten times its capacity the service sheds load, answers health checks, and recovers
// within five seconds.
import { setTimeout } from 'node:timers/promises'
import autocannon from 'autocannon'
import { measureCapacity, reportChecks, numberArgument, requests, startServer } from './support.ts'

const OVERLOAD_FACTOR = 10
const RECOVERY_MS = 5000
/** Enough to delay the event loop beyond the limit of load shedding. */
const CONNECTIONS = 1500

const seconds = numberArgument(60)
// Without the response cache, which would absorb the load.
const server = await startServer({ ANSWER_CACHE_MB: '0' })
const capacity = await measureCapacity(server.base)
console.log(
  `capacity ${capacity} requests a second; ${capacity * OVERLOAD_FACTOR} a second wanted by ${CONNECTIONS} connections for ${seconds} seconds`,
)

const health = { requests: 0, failed: 0, longest: 0 }
let over = false
async function watchHealth(): Promise<void> {
  while (!over) {
    const began = performance.now()
    const status = await fetch(`${server.base}/health/ready`).then(
      (response) => response.status,
      () => 0,
    )
    health.requests++
    health.longest = Math.max(health.longest, performance.now() - began)
    if (status !== 200) health.failed++
    await setTimeout(500)
  }
}
const watching = watchHealth()
const result = await autocannon({
  url: server.base,
  connections: CONNECTIONS,
  duration: seconds,
  overallRate: capacity * OVERLOAD_FACTOR,
  timeout: 60,
  requests,
  workers: 1,
})
over = true

const ended = performance.now()
let recovered: number | undefined
let consecutiveOk = 0
while (performance.now() - ended < RECOVERY_MS * 2 && consecutiveOk < 5) {
  const status = await fetch(`${server.base}/v1/search?q=plan`).then(
    (response) => response.status,
    () => 0,
  )
  consecutiveOk = status === 200 ? consecutiveOk + 1 : 0
  if (consecutiveOk === 1) recovered = performance.now() - ended
  await setTimeout(100)
}
await watching
const code = await server.stop()
const statuses = Object.entries(result.statusCodeStats ?? {})
  .map(([status, { count }]) => `${count} × ${status}`)
  .join(', ')
console.log(`${result.requests.sent} sent; ${statuses}; p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms`)
console.log(
  `health: ${health.requests} requests, ${health.failed} failed, longest ${health.longest.toFixed(0)} ms; all well ${recovered?.toFixed(0) ?? 'never'} ms after the load`,
)
const shed = result.statusCodeStats?.['503']?.count ?? 0
reportChecks({
  [`it shed (${shed} answers of 503)`]: shed > 0,
  [`it answered (${result['2xx']} of 200)`]: result['2xx'] > 0,
  [`nothing else (${result.non2xx - shed} other answers)`]: result.non2xx === shed,
  'health was answered throughout': health.requests > 0 && health.failed === 0,
  'it recovered within 5 s': recovered !== undefined && recovered < RECOVERY_MS,
  'it ended on SIGTERM with exit code 0': code === 0,
})
