// Content negotiation by `Accept`.
import accepts from 'accepts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { Problem } from '../problems.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'
export const HTML_TYPE = 'text/html; charset=utf-8'
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present'

/** Results by header: many clients send the same one. */
const cache = new LRUCache<string, string>({ max: 500 })

/** @throws Problem if the client accepts none of the types. */
export function negotiate(request: FastifyRequest, reply: FastifyReply, types: readonly [string, ...string[]]): string {
  if (types.length > 1) reply.header('vary', 'accept')
  // A request without an Accept header accepts everything.
  if (request.headers.accept === undefined) return types[0]
  const key = `${types.join()} ${request.headers.accept}`
  const cached = cache.get(key)
  if (cached !== undefined) return cached
  // Parameters of media types, such as charset, make no difference here.
  const accepted = accepts({
    headers: { ...request.headers, accept: withoutParameters(request.headers.accept) },
  } as never)
  const type = accepted.type([...types])
  if (typeof type === 'string') {
    if (key.length < 500) cache.set(key, type)
    return type
  }
  throw new Problem(
    'not_acceptable',
    `This address has ${types.join(', ')}, and the request accepts ${request.headers.accept?.slice(0, 200)}.`,
  )
}

/** An Accept header with no parameter but `q`. */
function withoutParameters(accept: string | undefined): string | undefined {
  return accept
    ?.split(',')
    .map((part) => {
      const [type, ...parameters] = part.split(';').map((piece) => piece.trim())
      return [type, ...parameters.filter((parameter) => /^q\s*=/i.test(parameter))].join(';')
    })
    .join(',')
}
