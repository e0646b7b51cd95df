// npm run overload -- [SECONDS]: ten times what can be answered. It sheds, goes on answering health, and recovers within five seconds.
import { setTimeout } from 'node:timers/promises'
import autocannon from 'autocannon'
import { capacityOf, conclude, numberGiven, requests, running } from './support.ts'

const TIMES = 10
const RECOVERY_MS = 5000
/** So many that answers to all of them come later than the event loop may be late. */
const CONNECTIONS = 1500

const seconds = numberGiven(60)
// Every answer has to be worked out: one that is kept ready-made is never too much.
const server = await running({ ANSWER_CACHE_MB: '0' })
const capacity = await capacityOf(server.base)
console.log(
  `capacity ${capacity} requests a second; ${capacity * TIMES} a second wanted by ${CONNECTIONS} connections for ${seconds} seconds`,
)

const health = { asked: 0, failed: 0, longest: 0 }
let over = false
async function watchHealth(): Promise<void> {
  while (!over) {
    const began = performance.now()
    const status = await fetch(`${server.base}/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    )
    health.asked++
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
  overallRate: capacity * TIMES,
  timeout: 60,
  requests,
  workers: 1,
})
over = true

const ended = performance.now()
let recovered: number | undefined
let running200 = 0
while (performance.now() - ended < RECOVERY_MS * 2 && running200 < 5) {
  const status = await fetch(`${server.base}/v1/search?q=plan`).then(
    (answer) => answer.status,
    () => 0,
  )
  running200 = status === 200 ? running200 + 1 : 0
  if (running200 === 1) recovered = performance.now() - ended
  await setTimeout(100)
}
await watching
const code = await server.stop()
const statuses = Object.entries(result.statusCodeStats ?? {})
  .map(([status, { count }]) => `${count} × ${status}`)
  .join(', ')
console.log(`${result.requests.sent} sent; ${statuses}; p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms`)
console.log(
  `health: ${health.asked} asked, ${health.failed} failed, longest ${health.longest.toFixed(0)} ms; all well ${recovered?.toFixed(0) ?? 'never'} ms after the load`,
)
const shed = result.statusCodeStats?.['503']?.count ?? 0
conclude({
  [`it shed (${shed} answers of 503)`]: shed > 0,
  [`it answered (${result['2xx']} of 200)`]: result['2xx'] > 0,
  [`nothing else (${result.non2xx - shed} other answers)`]: result.non2xx === shed,
  'health was answered throughout': health.asked > 0 && health.failed === 0,
  'it recovered within 5 s': recovered !== undefined && recovered < RECOVERY_MS,
  'it ended as told': code === 0,
})
