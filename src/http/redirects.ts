// Redirects of renamed items.
import type { FastifyReply, FastifyRequest } from 'fastify'

/** To another address for good, with the parameters of the request. */
export function redirectPermanently(request: FastifyRequest, reply: FastifyReply, address: string): FastifyReply {
  const query = request.url.split('?')[1]
  return reply
    .code(308)
    .header('location', `${address}${query === undefined ? '' : `?${query}`}`)
    .header('cache-control', 'public, max-age=300')
    .send()
}
