// Handlers of what is read from a release: redirect, negotiate, check, compare tags, and only then make the body.
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Freshness, notModified } from './caching.ts'
import { negotiate } from './negotiation.ts'
import { redirectPermanently } from './redirects.ts'

type Body = string | Buffer | Readable
type RouteResponse = Body | { body: Body; headers: Record<string, string | number> }

export type CachedRoute<Checked> = {
  /** Where the item is now that the request names by a former slug. @throws Problem where there is none. */
  redirectTo?: (request: FastifyRequest) => string | undefined
  /** The content types to choose from by `Accept`, the default first. */
  types?: readonly [string, ...string[]]
  /** Instead, the only content type, whatever is accepted. */
  type?: string
  /** Runs no statement: a request whose tag matches costs nothing more. @throws Problem where the request is wrong. */
  check?: (request: FastifyRequest, type: string) => Checked
  /** Headers of every response that is not a problem, a 304 included. */
  headers?: Record<string, string>
  /** What decides the answer besides the release, the path and the parameters: a part of its tag. */
  variant: string | ((request: FastifyRequest, checked: Checked, type: string) => string)
  /** What decides the tag and the lifetime in place of the release of the request. */
  freshness?: (request: FastifyRequest, checked: Checked) => Partial<Freshness>
  /** Whether the response cache is left out. */
  isStreamed?: boolean
  /** Whether only the answer can tell that there is something: `If-None-Match: *` then matches only after it is made. */
  mayBeAbsent?: boolean
  answer: (request: FastifyRequest, checked: Checked, type: string) => RouteResponse | Promise<RouteResponse>
}

export function cached<Checked = undefined>(route: CachedRoute<Checked>) {
  const { redirectTo, check, headers = {}, variant, freshness, isStreamed = false, mayBeAbsent = false, answer } = route
  const contentTypes = new Map((route.types ?? [route.type as string]).map((type) => [mediaType(type), type]))
  const mediaTypes = [...contentTypes.keys()] as [string, ...string[]]

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const location = redirectTo?.(request)
    if (location !== undefined) return redirectPermanently(request, reply, location)
    const type = route.types === undefined ? mediaTypes[0] : negotiate(request, reply, mediaTypes)
    const checked = check?.(request, type) as Checked
    reply.headers(headers)

    const isNotModified = () =>
      notModified(
        request,
        reply,
        { ...request.freshness, ...freshness?.(request, checked) },
        typeof variant === 'string' ? variant : variant(request, checked, type),
        isStreamed ? 'streamed' : 'whole',
      )
    const comparesAfterwards = mayBeAbsent && request.headers['if-none-match']?.trim() === '*'
    if (!comparesAfterwards && isNotModified()) return reply
    const response = await answer(request, checked, type)
    if (comparesAfterwards && isNotModified()) return reply

    const { body, headers: own } =
      typeof response === 'object' && 'body' in response ? response : { body: response, headers: {} }
    reply.headers(own)
    if (!reply.hasHeader('content-type')) reply.type(contentTypes.get(type) as string)
    return reply.send(body)
  }
}

function mediaType(contentType: string): string {
  return contentType.split(';')[0] as string
}
