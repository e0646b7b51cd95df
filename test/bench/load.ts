// The load generator, in a process of its own: asks what it is told to, and says how fast the answers came.
import autocannon from 'autocannon'
import type { Asked } from './questions.ts'

const CONNECTIONS = 16

/** The first request again and again for so many seconds, or each of several once. */
export type Load = { url: string; requests: Asked[]; seconds?: number }
export type Measured = { answers: number; seconds: number; p50: number; p99: number; failed: number }

function measure({ url, requests, seconds }: Load): Promise<Measured> {
  const share = Math.floor(requests.length / CONNECTIONS)
  let client = 0
  const latencies: number[] = []
  // From the first request on: until then the generator puts thousands of requests together.
  let [first, last] = [Number.POSITIVE_INFINITY, 0]
  return new Promise((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections: CONNECTIONS,
        sampleInt: 20,
        requests: requests.slice(0, 1) as autocannon.Request[],
        // Each connection has requests of its own, so that none is asked twice.
        ...(seconds === undefined
          ? {
              amount: share * CONNECTIONS,
              setupClient: (own: autocannon.Client) =>
                own.setRequests(requests.slice(client * share, ++client * share) as autocannon.Request[]),
            }
          : { duration: seconds }),
      },
      (error, result) => {
        if (error) return reject(error as Error)
        latencies.sort((a, b) => a - b)
        const at = (part: number) => latencies[Math.floor(latencies.length * part)] ?? 0
        resolve({
          answers: latencies.length,
          seconds: (last - first) / 1000,
          p50: at(0.5),
          p99: at(0.99),
          failed: result.errors + result['4xx'] + result['5xx'],
        })
      },
    )
    run.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds)
      last = performance.now()
      first = Math.min(first, last - milliseconds)
    })
  })
}

process.on('message', (load: Load) => {
  measure(load).then(
    (measured) => process.send?.(measured),
    (error) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
process.send?.({})
