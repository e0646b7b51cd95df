// The load generator in a process of its own: sends the requests of a message, and reports how fast the responses came.
import autocannon from 'autocannon'
import type { BenchmarkRequest } from './columns.ts'

const CONNECTIONS = 16

/** The first request repeatedly for so many seconds, or each of several once. */
export type LoadOptions = { url: string; requests: BenchmarkRequest[]; seconds?: number; connections?: number }
export type LoadResult = { responses: number; seconds: number; p50: number; p99: number; failures: number }

/** autocannon decodes every body into a string, which takes longer than sending it: the client drops bodies instead. */
type Client = autocannon.Client & { pipelinedRequests: { addBody(body: Buffer): void } }

function run({ url, requests, seconds, connections = CONNECTIONS }: LoadOptions): Promise<LoadResult> {
  const share = Math.floor(requests.length / connections)
  let client = 0
  const latencies: number[] = []
  // From the first request on: before that the generator prepares thousands of requests.
  let [first, last] = [Number.POSITIVE_INFINITY, 0]
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        sampleInt: 20,
        requests: requests.slice(0, 1) as autocannon.Request[],
        setupClient: (own) => {
          ;(own as Client).pipelinedRequests.addBody = () => {}
          // Each connection has requests of its own, so that none is sent twice.
          if (seconds === undefined)
            own.setRequests(requests.slice(client * share, ++client * share) as autocannon.Request[])
        },
        ...(seconds === undefined ? { amount: share * connections } : { duration: seconds }),
      },
      (error, result) => {
        if (error) return reject(error as Error)
        latencies.sort((a, b) => a - b)
        const percentile = (part: number) => latencies[Math.floor(latencies.length * part)] ?? 0
        resolve({
          responses: latencies.length,
          seconds: (last - first) / 1000,
          p50: percentile(0.5),
          p99: percentile(0.99),
          failures: result.errors + result['4xx'] + result['5xx'],
        })
      },
    )
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds)
      last = performance.now()
      first = Math.min(first, last - milliseconds)
    })
  })
}

process.on('message', (options: LoadOptions) => {
  run(options).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
process.send?.({})
