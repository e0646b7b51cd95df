// Redirects of renamed items.
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A permanent redirect that preserves the query. */
export function redirectPermanently(request: FastifyRequest, reply: FastifyReply, address: string): FastifyReply {
  const query = request.url.split('?')[1]
  return reply
    .code(308)
    .header('location', `${address}${query === undefined ? '' : `?${query}`}`)
    .header('cache-control', 'public, max-age=300')
    .send()
}
