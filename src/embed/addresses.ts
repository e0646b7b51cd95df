// The addresses of embeds: of the newest release, or of one that never changes.
import type { FastifyRequest } from 'fastify'
import { kindPath } from '../content/kinds.ts'

/** Of an item, in the release that the request names or in the newest. */
export function embedAddress(request: FastifyRequest, id: string): string {
  return `${embedBase(request)}/${kindPath(id)}`
}

/** Where the embeds of the request's release begin. */
export function embedBase({ toolkit, freshness }: FastifyRequest): string {
  return `${toolkit.publicUrl}/embed${freshness.explicitRelease ? `/r/${toolkit.info.id}` : ''}`
}
