// Overload protection: load shedding by event-loop delay, rate limits by client, limits of connections and addresses.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ipMatcher } from '../config.ts'
import { Problem } from '../problems.ts'
import { isLoopback } from './clients.ts'
import { skinOf } from './skins.ts'

type Rate = { limit: number; remaining: number; ttlInSeconds: number }

declare module 'fastify' {
  interface FastifyRequest {
    /** The rate limit of the client; undefined where none applies. */
    rate: Rate | undefined
  }
  interface FastifyInstance {
    /** Runs a long one-off task, such as loading modules: the delay that it causes is no sign of overload. */
    withoutShedding<T>(step: () => Promise<T>): Promise<T>
  }
}

const MAX_URL_LENGTH = 8 * 1024
const MINUTE = 60
/** How many clients are counted at once; the least recently seen are evicted. */
const MAX_CLIENTS = 20_000
const SAMPLE_MS = 250
/** How often rejected requests are logged, all together. */
const LOG_INTERVAL_MS = 1000
const RESOLUTION_MS = 10

/**
 * Monitors event-loop delay. One long task, such as opening a release, exceeds the limit in one sample only:
 * it takes two in a row to be overloaded.
 */
function eventLoopMonitor(maxDelayMs: number) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  let consecutiveLateSamples = 0
  let pauses = 0
  let timer: NodeJS.Timeout | undefined
  return {
    watch(): void {
      delay.enable()
      timer = setInterval(() => {
        // Without a measurement in the interval the mean is NaN, and the comparison false.
        consecutiveLateSamples =
          pauses > 0 || delay.mean / 1e6 - RESOLUTION_MS <= maxDelayMs ? 0 : consecutiveLateSamples + 1
        delay.reset()
      }, SAMPLE_MS).unref()
    },
    isOverloaded: () => consecutiveLateSamples >= 2,
    async withoutShedding<T>(step: () => Promise<T>): Promise<T> {
      pauses++
      try {
        return await step()
      } finally {
        pauses--
        // The sample in which the task ends is late, too.
        consecutiveLateSamples = -1
      }
    },
    close(): void {
      clearInterval(timer)
      delay.disable()
    },
  }
}

/** Rejects addresses that are too long, and requests beyond the limit of their client, before any other work. */
export const rateLimiting = fp<{ perMinute: number; allow: readonly string[] }>(
  async (app, { perMinute, allow }) => {
    app.decorateRequest('rate', undefined)
    const isAllowed = ipMatcher(allow)
    await app.register(rateLimit, { global: false, max: perMinute, timeWindow: MINUTE * 1000, cache: MAX_CLIENTS })
    const limit = app.createRateLimit()

    async function count(request: FastifyRequest): Promise<void> {
      const found = await limit(request)
      if (found.isAllowed) return
      request.rate = { limit: perMinute, ...found }
      if (!found.isExceeded) return
      app.counts.limited++
      throw new Problem(
        'too_many_requests',
        `A client may make ${perMinute} requests a minute. Try again in ${found.ttlInSeconds} seconds; keep ` +
          'what does not change, and send its tag.',
        [],
        found.ttlInSeconds,
      )
    }

    app.addHook('onRequest', (request, _reply, done) => {
      const { url, ip } = request
      if (url.length > MAX_URL_LENGTH)
        done(
          new Problem(
            'address_too_long',
            `The address has ${url.length} characters; at most ${MAX_URL_LENGTH} are read. Send long queries of ` +
              'GraphQL by POST.',
          ),
        )
      else if (
        perMinute === 0 ||
        isLoopback(ip) ||
        skinOf(request).isExemptFromLimits ||
        (allow.length > 0 && isAllowed(ip))
      )
        done()
      else count(request).then(() => done(), done)
    })
  },
  { name: 'rateLimiting', dependencies: ['skins'] },
)

/**
 * Closes each connection after so many responses. Node's own limit would leave it open, and answer 503 to a client
 * that reads on past `Connection: close`.
 */
export function limitRequestsPerConnection(server: Server, most: number): void {
  const counts = new WeakMap<Socket, number>()
  // Before the app's own listener, which may respond synchronously.
  server.prependListener('request', ({ socket }, response) => {
    const count = (counts.get(socket) ?? 0) + 1
    counts.set(socket, count)
    // Not as a header of the response, which may be cached.
    if (count >= most) response.shouldKeepAlive = false
  })
}

/** Rejects requests while the event-loop delay is too high; cached responses are still served. */
export const loadShedding = fp<{ delayMs: number }>(
  async (app, { delayMs }) => {
    const load = eventLoopMonitor(delayMs)
    app.decorate('withoutShedding', load.withoutShedding)
    if (delayMs === 0) return
    // Not before the app is ready: starting it is one long task.
    app.addHook('onReady', async () => load.watch())
    let rejected = 0
    const timer = setInterval(() => {
      if (rejected > 0) app.log.warn({ rejected }, 'requests rejected because of event-loop delay')
      rejected = 0
    }, LOG_INTERVAL_MS).unref()
    app.addHook('onClose', async () => {
      clearInterval(timer)
      load.close()
    })
    app.addHook('onRequest', (request, _reply, done) => {
      if (!load.isOverloaded() || skinOf(request).isExemptFromLimits) return done()
      app.counts.shed++
      rejected++
      done(new Problem('unavailable', 'There is more to do than can be done in time. Try again shortly.'))
    })
  },
  { name: 'loadShedding', dependencies: ['skins'] },
)

/** Adds the request id and the rate limit to responses that no cache stores. */
export const perRequestHeaders = fp(
  async (app) => {
    app.addHook('onSend', (request, reply, payload, done) => {
      if (reply.getHeader('cache-control') === 'no-store') {
        reply.header('x-request-id', request.id)
        if (request.rate !== undefined) {
          const { limit, remaining, ttlInSeconds } = request.rate
          reply.headers({
            'ratelimit-policy': `"client";q=${limit};w=${MINUTE}`,
            ratelimit: `"client";r=${remaining};t=${ttlInSeconds}`,
          })
        }
      }
      done(null, payload)
    })
  },
  { name: 'perRequestHeaders' },
)
