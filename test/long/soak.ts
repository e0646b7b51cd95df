// npm run soak -- [MINUTES]: at 80 % of capacity, with a new release every 30 seconds, no request fails and
// memory stays flat.
import { spawn } from 'node:child_process'
import autocannon from 'autocannon'
import { measureCapacity, reportChecks, numberArgument, plot, requests, root, startServer } from './support.ts'

const RESEED_MS = 30_000
const LOAD = 0.8
/** The fraction of the run in which memory may still grow. */
const WARMUP = 0.3
/** The growth of memory from the middle to the end that is tolerated. */
const MAX_GROWTH = 0.1

const minutes = numberArgument(15)
const server = await startServer()
const capacity = await measureCapacity(server.base)
const rate = Math.floor(capacity * LOAD)
console.log(`capacity ${capacity} requests a second; ${rate} a second for ${minutes} minutes`)

const points: { seconds: number; value: number }[] = []
const began = performance.now()
const sampling = setInterval(
  () =>
    void server
      .residentBytes()
      .then((bytes) => points.push({ seconds: (performance.now() - began) / 1000, value: bytes / 1e6 })),
  2000,
)
let baked = 0
let failedBakes = 0
const reseeding = setInterval(() => {
  baked++
  spawn(process.execPath, ['--import', 'tsx', 'test/long/bakeRelease.ts', server.folder, `2099.${baked}`], {
    cwd: root,
    stdio: 'inherit',
  }).once('exit', (code) => (failedBakes += code === 0 ? 0 : 1))
}, RESEED_MS)

const result = await autocannon({
  url: server.base,
  connections: 50,
  duration: minutes * 60,
  overallRate: rate,
  requests,
  workers: 1,
})
clearInterval(sampling)
clearInterval(reseeding)
const release = ((await (await fetch(`${server.base}/health/ready`)).json()) as { release: { id: string } }).release.id
const code = await server.stop()

const meanOf = (from: number, to: number) => {
  const some = points.slice(Math.floor(points.length * from), Math.ceil(points.length * to))
  return some.reduce((sum, { value }) => sum + value, 0) / some.length
}
const [middle, end] = [meanOf(WARMUP, 0.6), meanOf(0.8, 1)]
console.log(
  `${result.requests.total} answers, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, most ${result.latency.max} ms; ${baked} releases baked, the last served ${release}`,
)
console.log(
  `memory ${middle.toFixed(0)} MB in the middle, ${end.toFixed(0)} MB at the end: ${plot('soak', `Memory over ${minutes} minutes at ${rate} requests a second, a new release every 30 s`, 'MB', points)}`,
)
reportChecks({
  [`no request failed (${result.non2xx} other than 2xx, ${result.errors} errors, ${result.timeouts} timeouts)`]:
    result.non2xx + result.errors + result.timeouts === 0,
  'the releases were baked and served': baked === 0 || (failedBakes === 0 && release.startsWith('2099.')),
  'memory stayed flat': end <= middle * (1 + MAX_GROWTH),
  'it ended on SIGTERM with exit code 0': code === 0,
})
