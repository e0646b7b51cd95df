// What makes an answer cacheable: its tag, how long it keeps, and the 304 that is given before any query runs.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export type CachedRelease = { digest: string; publishedAt: string }

/** The version of the application: what it answers from the same release may change with it. */
export type Freshness = { version: string; release: CachedRelease; explicitRelease: boolean }

/** Parameters in alphabetical order, so that the same request has the same tag however it is written. */
export function normalised(query: unknown): string {
  const entries = Object.entries((query ?? {}) as Record<string, string>)
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}

/**
 * Sets the caching headers of an answer. True where the client has the answer already: then 304 is sent, and the handler must return.
 * Call it once the request is known to be valid and its item to exist, and before anything is looked up.
 */
export function notModified(request: FastifyRequest, reply: FastifyReply, { version, release, explicitRelease }: Freshness, representation: string): boolean {
  const path = request.url.split('?')[0]
  const tag = createHash('sha256').update([version, release.digest, path, normalised(request.query), representation].join('\n')).digest('base64url').slice(0, 22)
  const etag = `W/"${tag}"`
  reply.headers({
    etag,
    'last-modified': new Date(release.publishedAt).toUTCString(),
    'cache-control': explicitRelease ? 'public, max-age=31536000, immutable' : 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
  })
  if (!matches(request.headers['if-none-match'], etag)) return false
  reply.code(304).send()
  return true
}

/** RFC 9110, 13.1.2: weak comparison with any of the tags given, or `*`. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag))
}
