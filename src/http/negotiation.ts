// Which of the media types that an address has a client is given.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problems.ts'

/** @throws Problem where the client accepts none of them. */
export function negotiate(request: FastifyRequest, reply: FastifyReply, types: readonly [string, ...string[]]): string {
  if (types.length > 1) reply.header('vary', 'accept')
  const type = request.accepts().type([...types])
  if (typeof type === 'string') return type
  throw new Problem('not_acceptable', `This address has ${types.join(', ')}, and the request accepts ${request.headers.accept?.slice(0, 200)}.`)
}
