// From one page of a list to the next.
import type { FastifyRequest } from 'fastify'
import { normalised } from './caching.ts'

/** The address of the same request from a cursor on; the cursor names its release, so that paging never mixes two. */
export function nextAddress(request: FastifyRequest, publicUrl: string, cursor: string): string {
  const given = Object.fromEntries(new URLSearchParams(request.url.split('?')[1] ?? ''))
  return `${publicUrl}${request.url.split('?')[0]}?${normalised({ ...given, after: cursor })}`
}
