// What keeps the service standing: it refuses what it cannot carry before it starves, and bounds what one client may ask for.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { within } from '../config.ts'
import { Problem } from '../problems.ts'
import { isLoopback } from './clients.ts'
import { skinOf } from './skins.ts'

type Rate = { limit: number; remaining: number; ttlInSeconds: number }

declare module 'fastify' {
  interface FastifyRequest {
    /** How much its client may still ask for; undefined where it has no limit. */
    rate: Rate | undefined
  }
  interface FastifyInstance {
    /** Does what is done once and takes long, such as reading what a first request needs: how late that makes others says nothing of the load. */
    longStep<T>(step: () => Promise<T>): Promise<T>
  }
}

const LONGEST_ADDRESS = 8 * 1024
const MINUTE = 60
/** How many clients are counted at once: of more, those not seen for longest are forgotten. */
const MOST_CLIENTS = 20_000
const SAMPLE_MS = 250
const RESOLUTION_MS = 10

/**
 * Watches how late the event loop is. One long step, such as opening a release, makes one sample late and is over: it is too much
 * only where two samples running were late.
 */
function lateness(most: number) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  let late = 0
  let longSteps = 0
  let timer: NodeJS.Timeout | undefined
  return {
    watch(): void {
      delay.enable()
      timer = setInterval(() => {
        // Without a single measurement in all that time the mean is no number.
        late = longSteps > 0 || delay.mean / 1e6 - RESOLUTION_MS <= most ? 0 : late + 1
        delay.reset()
      }, SAMPLE_MS).unref()
    },
    isTooMuch: () => late >= 2,
    async during<T>(step: () => Promise<T>): Promise<T> {
      longSteps++
      try {
        return await step()
      } finally {
        longSteps--
        // The sample in which it ends is late, too.
        late = -1
      }
    },
    close(): void {
      clearInterval(timer)
      delay.disable()
    },
  }
}

/** Refuses addresses that are too long, and what a client asks for beyond its limit, before anything else is done. */
export const limits = fp<{ aMinute: number; allow: readonly string[] }>(
  async (app, { aMinute, allow }) => {
    app.decorateRequest('rate', undefined)
    const isAllowed = within(allow)
    await app.register(rateLimit, { global: false, max: aMinute, timeWindow: MINUTE * 1000, cache: MOST_CLIENTS })
    const limit = app.createRateLimit()

    async function count(request: FastifyRequest): Promise<void> {
      const found = await limit(request)
      if (found.isAllowed) return
      request.rate = { limit: aMinute, ...found }
      if (!found.isExceeded) return
      app.counts.limited++
      throw new Problem(
        'too_many_requests',
        `A client may make ${aMinute} requests a minute. Try again in ${found.ttlInSeconds} seconds; keep what does not change, and send its tag.`,
        [],
        found.ttlInSeconds,
      )
    }

    app.addHook('onRequest', (request, _reply, done) => {
      const { url, ip } = request
      if (url.length > LONGEST_ADDRESS)
        done(
          new Problem(
            'address_too_long',
            `The address has ${url.length} characters; at most ${LONGEST_ADDRESS} are read. Send long queries of GraphQL by POST.`,
          ),
        )
      else if (aMinute === 0 || isLoopback(ip) || skinOf(request).isUnlimited || (allow.length > 0 && isAllowed(ip)))
        done()
      else count(request).then(() => done(), done)
    })
  },
  { name: 'limits', dependencies: ['skins'] },
)

/** Ends each connection with its answer to so many requests. Node's own limit would leave it open, and answer 503 to a client that reads on past `Connection: close`. */
export function endConnections(server: Server, most: number): void {
  const counts = new WeakMap<Socket, number>()
  // Before the app, which may answer at once.
  server.prependListener('request', ({ socket }, response) => {
    const count = (counts.get(socket) ?? 0) + 1
    counts.set(socket, count)
    // Not as a header of the answer, which may be kept and given to others.
    if (count >= most) response.shouldKeepAlive = false
  })
}

/** Refuses what would have to be worked out while the event loop is late; what is kept ready-made is given all the same. */
export const shedding = fp<{ delayMs: number }>(
  async (app, { delayMs }) => {
    const load = lateness(delayMs)
    app.decorate('longStep', load.during)
    if (delayMs === 0) return
    // Starting is one long step: what it takes says nothing of the load.
    app.addHook('onReady', async () => load.watch())
    app.addHook('onClose', async () => load.close())
    app.addHook('onRequest', (request, _reply, done) => {
      if (!load.isTooMuch() || skinOf(request).isUnlimited) return done()
      app.counts.shed++
      done(new Problem('unavailable', 'There is more to do than can be done in time. Try again shortly.'))
    })
  },
  { name: 'shedding', dependencies: ['skins'] },
)

/** Tells a client of its request and its limit, where no cache keeps the answer: to others that would say what is not theirs. */
export const ofOneRequest = fp(
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
  { name: 'ofOneRequest' },
)
