// Headers that every answer carries, by the sort of place that its address is. Anybody may read; only embeds may be framed.
import cors from '@fastify/cors'
import fp from 'fastify-plugin'
import { CONTENT_LANGUAGE } from '../markup/language/languages.ts'
import { placeOf, type Place } from './places.ts'

/** Nothing inline, nothing of another origin, and no HTML made by script. */
export const documentPolicy = (ancestors: string, frames = "'none'") =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-src ${frames}; frame-ancestors ${ancestors}; require-trusted-types-for 'script'; trusted-types 'none'`

const shared = {
  // With `same-origin` a frame in a sandbox would load neither style nor script.
  'cross-origin-resource-policy': 'cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export type Headers = ReturnType<typeof headersOf>

/** The headers of a place; those of embeds name who may frame them. */
export function headersOf(frameAncestors: string) {
  const places: Record<Place, Record<string, string>> = {
    embed: {
      ...shared,
      'content-security-policy': documentPolicy(frameAncestors),
      'content-language': CONTENT_LANGUAGE,
    },
    page: { ...shared, 'content-security-policy': documentPolicy("'none'"), 'content-language': CONTENT_LANGUAGE },
    machine: { ...shared, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" },
  }
  return (url: string): Record<string, string> => places[placeOf(url)]
}

export const headers = fp(
  async (app, { of }: { of: Headers }) => {
    // Before CORS, which answers preflights at once.
    app.addHook('onRequest', (request, reply, done) => {
      reply.headers(of(request.url))
      done()
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
