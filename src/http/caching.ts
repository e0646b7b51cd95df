// What makes an answer cacheable: its tag, how long it keeps, and the 304 that is given before any query runs.
import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export type CachedRelease = { digest: string; publishedAt: string }

/** The version of the application: what it answers from the same release may change with it. */
export type Freshness = { version: string; release: CachedRelease; explicitRelease: boolean }

/** Parameters in alphabetical order, so that the same request has the same tag however it is written. */
export function normalised(query: unknown): string {
  const entries = Object.entries((query ?? {}) as Record<string, string>)
  return entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
}

/** The tag of an answer: made of what decides it, and of nothing else. */
export function tagOf({ version, release }: Freshness, ...parts: string[]): string {
  return `W/"${hash('sha256', [version, release.digest, ...parts].join('\n'), 'base64url').slice(0, 22)}"`
}

/**
 * Sets the caching headers of an answer. True where the client has the answer already: then 304 is sent, and the handler must return.
 * Call it once the request is known to be valid and its item to exist, and before anything is looked up. What is answered whole, and
 * not as a stream, is kept, and given in the encoding that its client accepts best.
 */
export function notModified(
  request: FastifyRequest,
  reply: FastifyReply,
  freshness: Freshness,
  representation: string,
  answered: 'whole' | 'streamed' = 'whole',
): boolean {
  const { release, explicitRelease } = freshness
  const etag = tagOf(freshness, request.url.split('?')[0] as string, normalised(request.query), representation)
  if (answered === 'whole') request.keptAs = etag
  reply.headers({
    etag,
    'last-modified': dateOf(release),
    'cache-control': explicitRelease
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
  })
  if (!matches(request.headers['if-none-match'], etag)) return false
  if (answered === 'whole') reply.header('vary', varying(reply.getHeader('vary')))
  reply.code(304).send()
  return true
}

/** When a release was published, as headers say it. */
function dateOf(release: CachedRelease): string {
  const known = dates.get(release) ?? new Date(release.publishedAt).toUTCString()
  dates.set(release, known)
  return known
}
const dates = new WeakMap<CachedRelease, string>()

/** `Vary` of an answer that is encoded as its client accepts. */
export function varying(vary: unknown): string {
  return vary === undefined ? 'accept-encoding' : `${String(vary)}, accept-encoding`
}

/** RFC 9110, 13.1.2: weak comparison with any of the tags given, or `*`. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag))
}
