// Metrics in the format of Prometheus.
import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { RejectedRequests } from './counts.ts'

/** In seconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

type Release = { id: string; digest: string; publishedAt: string }

function registerCounter(registry: Registry, name: string, help: string, now: () => number): void {
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset()
      this.inc(now())
    },
  })
}

/** The metrics of one process. */
export function processMetrics(current: () => Release | undefined, counts: RejectedRequests): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  registerCounter(
    registry,
    'requests_shed_total',
    'Requests refused because the event loop was late.',
    () => counts.shed,
  )
  registerCounter(
    registry,
    'requests_limited_total',
    'Requests refused because their client made too many.',
    () => counts.limited,
  )
  new Gauge({
    name: 'release_info',
    help: 'The release that is served: how many processes serve it.',
    labelNames: ['id', 'digest'],
    registers: [registry],
    collect() {
      this.reset()
      const release = current()
      if (release !== undefined) this.set({ id: release.id, digest: release.digest }, 1)
    },
  })
  return registry
}

type SourceState = { answeredAt: string | null; error: string | null; failures: number }

/** The metrics of the release source. */
export function sourceMetrics(state: () => SourceState): Registry {
  const registry = new Registry()
  new Gauge({
    name: 'release_source_failures',
    help: 'How many looks at the source of releases came to nothing since the last that did not.',
    registers: [registry],
    collect() {
      this.set(state().failures)
    },
  })
  new Gauge({
    name: 'release_source_answered_seconds',
    help: 'When the source of releases last gave a sound answer, in seconds since 1970; 0 where it never did.',
    registers: [registry],
    collect() {
      const { answeredAt } = state()
      this.set(answeredAt === null ? 0 : Date.parse(answeredAt) / 1000)
    },
  })
  return registry
}

/** Measures the latency of requests by route, not by address, of which there is no end; and cache hits. */
export const requestMetrics = fp(
  async (app, { registry }: { registry: Registry }) => {
    const latency = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'From the head of a request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers: [registry],
    })
    const byRoute = new Map<string, ReturnType<typeof latency.labels>>()
    registerCounter(
      registry,
      'answer_cache_hits_total',
      'Answers given ready-made.',
      () => app.responseCache.counters().hits,
    )
    registerCounter(
      registry,
      'answer_cache_misses_total',
      'Answers that had to be made.',
      () => app.responseCache.counters().misses,
    )
    app.addHook('onResponse', (request, reply, done) => {
      // The raw status: a cached response bypasses the reply.
      const [method, route, status] = [
        request.method,
        request.matchedRouteUrl ?? request.routeOptions.url ?? 'none',
        String(reply.raw.statusCode),
      ]
      const key = `${method} ${route} ${status}`
      let timer = byRoute.get(key)
      if (timer === undefined) byRoute.set(key, (timer = latency.labels(method, route, status)))
      timer.observe(reply.elapsedTime / 1000)
      done()
    })
  },
  { name: 'requestMetrics', dependencies: ['responseCache'] },
)

export type Metrics = { registry: Registry; counts: RejectedRequests }

/** Several registries as one text; no metric may be in two of them. */
export async function formatMetrics(registries: readonly Registry[]): Promise<string> {
  return (await Promise.all(registries.map((registry) => registry.metrics()))).join('\n')
}

/** Lets the primary process collect the metrics of this worker. */
export function shareWithLeader(registry: Registry): void {
  AggregatorRegistry.setRegistries(registry)
  new AggregatorRegistry()
}

/** The aggregated metrics of all workers. */
export function workerMetrics(): Promise<string> {
  leader ??= new AggregatorRegistry()
  return leader.clusterMetrics()
}
let leader: AggregatorRegistry<typeof Registry.PROMETHEUS_CONTENT_TYPE> | undefined

/** Serves the metrics on a port of their own. */
export async function metricsServer(
  text: () => Promise<string>,
  { host, port }: { host: string; port: number },
): Promise<FastifyInstance> {
  const app = Fastify({ logger: false, forceCloseConnections: true })
  app.get('/metrics', async (_request, reply) =>
    reply
      .headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
      .type(Registry.PROMETHEUS_CONTENT_TYPE)
      .send(await text()),
  )
  await app.listen({ host, port })
  return app
}
