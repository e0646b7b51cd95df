// HTTP caching: ETags, Cache-Control, and 304 responses that are sent before any query runs.
import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export type ReleaseValidators = { digest: string; publishedAt: string }

/** What ETags and lifetimes depend on; the application's version counts, because it may change responses. */
export type CachingContext = { version: string; release: ReleaseValidators; isPinned: boolean }

/** The parameters in alphabetical order, so that their order does not change the ETag. */
export function canonicalQuery(query: unknown): string {
  const entries = Object.entries((query ?? {}) as Record<string, string>)
  return entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
}

/** The ETag of a response: a hash of what determines the response. */
export function etagOf({ version, release }: CachingContext, ...parts: string[]): string {
  return `W/"${hash('sha256', [version, release.digest, ...parts].join('\n'), 'base64url').slice(0, 22)}"`
}

/**
 * Sets the caching headers. If the client has a current copy, sends a 304 and returns true: the handler must return.
 * Call it after validating the request and checking that its item exists, before any query runs.
 * Whole responses are cached and compressed; streamed ones are not.
 */
export function handleConditionalRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  cachingContext: CachingContext,
  variant: string,
  body: 'whole' | 'streamed' = 'whole',
): boolean {
  const { release, isPinned } = cachingContext
  const [path = ''] = request.url.split('?')
  const etag = etagOf(cachingContext, path, canonicalQuery(request.query), variant)
  if (body === 'whole') request.cacheableEtag = etag
  reply.headers({
    etag,
    'last-modified': new Date(release.publishedAt).toUTCString(),
    'cache-control': isPinned
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
  })
  if (!etagMatches(request.headers['if-none-match'], etag)) return false
  if (body === 'whole') reply.header('vary', varyByEncoding(reply.getHeader('vary')))
  reply.code(304).send()
  return true
}

/** The `Vary` header of a response that is compressed on request. */
export function varyByEncoding(vary: unknown): string {
  return vary === undefined ? 'accept-encoding' : `${String(vary)}, accept-encoding`
}

/** RFC 9110, 13.1.2: weak comparison with any of the ETags in the header, or `*`. */
export function etagMatches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  const opaqueTag = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((tag) => opaqueTag(tag) === opaqueTag(etag))
}
