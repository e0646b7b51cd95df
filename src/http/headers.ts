// Headers that every answer carries: nothing may be framed, sniffed or run; anybody may read.
import cors from '@fastify/cors'
import fp from 'fastify-plugin'

export const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** For answers that are given before any hook runs. */
export const headersWithoutHooks = { ...securityHeaders, 'access-control-allow-origin': '*' } as const

export const headers = fp(
  async (app) => {
    // Before CORS, which answers preflights at once.
    app.addHook('onRequest', async (_request, reply) => {
      reply.headers(securityHeaders)
    })
    await app.register(cors, {
      origin: '*',
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: ['content-type', 'accept', 'if-none-match'],
      exposedHeaders: ['etag', 'link', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id'],
      maxAge: 86_400,
      strictPreflight: false,
    })
  },
  { name: 'headers' },
)
