// A handler for content of a release: redirect, negotiate, validate, compare ETags, and only then compute the body.
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type CachingContext, sendIfNotModified } from './caching.ts'
import { negotiate } from './negotiation.ts'
import { redirectPermanently } from './redirects.ts'

type Body = string | Buffer | Readable
type RouteResponse = Body | { body: Body; headers: Record<string, string | number> }

export type CachedRoute<Checked> = {
  /** The address of a renamed item, if the request uses a former slug. @throws Problem if there is no such item. */
  redirectTo?: (request: FastifyRequest) => string | undefined
  /** The content types to negotiate by `Accept`, the default first. */
  types?: readonly [string, ...string[]]
  /** The only content type, if there is nothing to negotiate. */
  type?: string
  /** Validates without running a query, so that a 304 costs nothing more. @throws Problem if the request is invalid. */
  check?: (request: FastifyRequest, type: string) => Checked
  /** Headers of successful responses and of 304s. */
  headers?: Record<string, string>
  /** The part of the ETag that the release, path and parameters do not determine. */
  variant: string | ((request: FastifyRequest, checked: Checked, type: string) => string)
  /** Replaces the request's release in the ETag and the lifetime. */
  cachingContext?: (request: FastifyRequest, checked: Checked) => Partial<CachingContext>
  /** Whether the body bypasses the response cache. */
  isStreamed?: boolean
  /** Whether `answer` may still find nothing: `If-None-Match: *` is then compared after it. */
  mayNotExist?: boolean
  answer: (request: FastifyRequest, checked: Checked, type: string) => RouteResponse | Promise<RouteResponse>
}

export function cached<Checked = undefined>(route: CachedRoute<Checked>) {
  const {
    redirectTo,
    check,
    headers = {},
    variant,
    cachingContext,
    isStreamed = false,
    mayNotExist = false,
    answer,
  } = route
  const contentTypes = new Map((route.types ?? [route.type as string]).map((type) => [mediaType(type), type]))
  const mediaTypes = [...contentTypes.keys()] as [string, ...string[]]

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const location = redirectTo?.(request)
    if (location !== undefined) return redirectPermanently(request, reply, location)
    const type = route.types === undefined ? mediaTypes[0] : negotiate(request, reply, mediaTypes)
    const checked = check?.(request, type) as Checked
    reply.headers(headers)

    const sentNotModified = () =>
      sendIfNotModified(
        request,
        reply,
        { ...request.cachingContext, ...cachingContext?.(request, checked) },
        typeof variant === 'string' ? variant : variant(request, checked, type),
        isStreamed ? 'streamed' : 'whole',
      )
    const comparesAfterQuery = mayNotExist && request.headers['if-none-match']?.trim() === '*'
    if (!comparesAfterQuery && sentNotModified()) return reply
    const response = await answer(request, checked, type)
    if (comparesAfterQuery && sentNotModified()) return reply

    const { body, headers: own } =
      typeof response === 'object' && 'body' in response ? response : { body: response, headers: {} }
    reply.headers(own)
    if (!reply.hasHeader('content-type')) reply.type(contentTypes.get(type) as string)
    return reply.send(body)
  }
}

function mediaType(contentType: string): string {
  const [type = ''] = contentType.split(';')
  return type
}
