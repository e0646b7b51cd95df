// Headers of every response: those of its skin, and CORS for any origin.
import cors from '@fastify/cors'
import fp from 'fastify-plugin'
import { CONTENT_LANGUAGE } from '../markup/language/languages.ts'
import { skinOf } from './skins.ts'

/** No inline code, no other origin, and no HTML injected by scripts. */
export const contentSecurityPolicy = (ancestors: string, frames = "'none'") =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; ` +
  `connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-src ${frames}; ` +
  `frame-ancestors ${ancestors}; require-trusted-types-for 'script'; trusted-types 'none'`

export const sharedHeaders = {
  // `same-origin` would block styles and scripts in a sandboxed frame.
  'cross-origin-resource-policy': 'cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** The headers of HTML documents. */
export function documentHeaders(frameAncestors: string) {
  return {
    ...sharedHeaders,
    'content-security-policy': contentSecurityPolicy(frameAncestors),
    'content-language': CONTENT_LANGUAGE,
  }
}

export const headers = fp(
  async (app) => {
    // Before CORS, which ends preflight requests.
    app.addHook('onRequest', (request, reply, done) => {
      reply.headers(skinOf(request).headers)
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
  { name: 'headers', dependencies: ['skins'] },
)
