// From one page of a list to the next.
import { parse } from 'node:querystring'
import type { FastifyRequest } from 'fastify'
import { canonicalQuery } from './caching.ts'

/** The address of the same request from a cursor on; the cursor names its release, so that paging never mixes two. */
export function nextPageUrl(request: FastifyRequest, publicUrl: string, cursor: string): string {
  const [path, query] = request.url.split('?')
  return `${publicUrl}${path}?${canonicalQuery({ ...parse(query ?? ''), after: cursor })}`
}

/** The header that leads to the next page, where there is one. */
export function nextLink(next: string | null): Record<string, string> {
  return next === null ? {} : { link: `<${next}>; rel="next"` }
}
