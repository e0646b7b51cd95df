// Links to the next page of a list.
import { parse } from 'node:querystring'
import type { FastifyRequest } from 'fastify'
import { canonicalQuery } from './caching.ts'

/** The same request after a cursor, which names its release: pages never mix two releases. */
export function nextPageUrl(request: FastifyRequest, publicUrl: string, cursor: string): string {
  const [path, query] = request.url.split('?')
  return `${publicUrl}${path}?${canonicalQuery({ ...parse(query ?? ''), after: cursor })}`
}

/** The `Link` header of a page that has a next one. */
export function nextLinkHeader(next: string | null): Record<string, string> {
  return next === null ? {} : { link: `<${next}>; rel="next"` }
}
