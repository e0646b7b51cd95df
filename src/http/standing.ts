// What keeps the service standing: it refuses what it cannot carry before it starves, and bounds what one client may ask for.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import rateLimit from '@fastify/rate-limit'
import fp from 'fastify-plugin'
import { within } from '../config.ts'
import { Problem } from '../problems.ts'
import { isLoopback } from './clients.ts'

type Rate = { remaining: number; ttlInSeconds: number }

declare module 'fastify' {
  interface FastifyRequest {
    /** How much its client may still ask for; undefined where it has no limit. */
    rate: Rate | undefined
  }
}

type Options = { shedDelayMs: number; rateLimit: { aMinute: number; allow: readonly string[] } }

const LONGEST_ADDRESS = 8 * 1024
const MINUTE = 60
/** How many clients are counted at once: of more, those not seen for longest are forgotten. */
const MOST_CLIENTS = 20_000
const SAMPLE_MS = 250
const RESOLUTION_MS = 10

const isHealth = (url: string) => url.startsWith('/health/')

/**
 * Watches how late the event loop is. One long step, such as opening a release, makes one sample late and is over: it is too much
 * only where two samples running were late.
 */
function lateness(most: number) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  let late = 0
  delay.enable()
  const timer = setInterval(() => {
    // Without a single measurement in all that time the mean is no number.
    late = delay.mean / 1e6 - RESOLUTION_MS <= most ? 0 : late + 1
    delay.reset()
  }, SAMPLE_MS).unref()
  return {
    isTooMuch: () => late >= 2,
    close(): void {
      clearInterval(timer)
      delay.disable()
    },
  }
}

export const standing = fp<Options>(
  async (app, { shedDelayMs, rateLimit: { aMinute, allow } }) => {
    app.addHook('onRequest', async ({ url }) => {
      if (url.length > LONGEST_ADDRESS) throw new Problem('address_too_long', `The address has ${url.length} characters; at most ${LONGEST_ADDRESS} are read. Send long queries of GraphQL by POST.`)
    })

    if (shedDelayMs > 0) {
      const load = lateness(shedDelayMs)
      app.addHook('onClose', async () => load.close())
      app.addHook('onRequest', async ({ url }) => {
        if (!load.isTooMuch() || isHealth(url)) return
        app.counts.shed++
        throw new Problem('unavailable', 'There is more to do than can be done in time. Try again shortly.')
      })
    }

    app.decorateRequest('rate', undefined)
    if (aMinute > 0) {
      const isAllowed = within(allow)
      await app.register(rateLimit, { global: false, max: aMinute, timeWindow: MINUTE * 1000, cache: MOST_CLIENTS })
      const limit = app.createRateLimit()
      const checked = async (request: Parameters<typeof limit>[0]) => {
        const found = await limit(request)
        if (found.isAllowed) return
        request.rate = found
        if (!found.isExceeded) return
        app.counts.limited++
        throw new Problem('too_many_requests', `A client may make ${aMinute} requests a minute. Try again in ${found.ttlInSeconds} seconds; keep what does not change, and send its tag.`, [], found.ttlInSeconds)
      }
      app.addHook('onRequest', (request, _reply, done) => {
        const { ip } = request
        if (isLoopback(ip) || isHealth(request.url) || (allow.length > 0 && isAllowed(ip))) done()
        else checked(request).then(() => done(), done)
      })
    }

    // What a cache may keep for others says nothing of one client and its request.
    app.addHook('onSend', (request, reply, payload, done) => {
      if (reply.getHeader('cache-control') === 'no-store') {
        reply.header('x-request-id', request.id)
        if (request.rate !== undefined) {
          const { remaining, ttlInSeconds } = request.rate
          reply.headers({ 'ratelimit-policy': `"client";q=${aMinute};w=${MINUTE}`, ratelimit: `"client";r=${remaining};t=${ttlInSeconds}` })
        }
      }
      done(null, payload)
    })
  },
  { name: 'standing' },
)
