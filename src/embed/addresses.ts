// The addresses of embeds, in the latest release or in a pinned one.
import type { FastifyRequest } from 'fastify'
import { kindPath } from '../content/kinds.ts'

export function embedAddress(request: FastifyRequest, id: string): string {
  return `${embedBase(request)}/${kindPath(id)}`
}

/** The prefix of all embeds of the request's release. */
export function embedBase({ toolkit, cachingContext }: FastifyRequest): string {
  return `${toolkit.publicUrl}/embed${cachingContext.isPinned ? `/r/${toolkit.info.id}` : ''}`
}
