// A handler for content of a release: redirect, negotiate, validate, compare ETags, and only then compute the body.
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type CachingContext, handleConditionalRequest } from './caching.ts'
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
  /** Tells representations of one URL apart in the ETag, such as by content type. */
  variant: string | ((request: FastifyRequest, checked: Checked, type: string) => string)
  /** Overrides the caching context of the request. */
  cachingContext?: (request: FastifyRequest, checked: Checked) => Partial<CachingContext>
  /** Whether the body bypasses the response cache. */
  isStreamed?: boolean
  /** Whether `respond` may still throw a 404: `If-None-Match: *` is then evaluated after it. */
  mayNotExist?: boolean
  respond: (request: FastifyRequest, checked: Checked, type: string) => RouteResponse | Promise<RouteResponse>
}

export function cachedHandler<Checked = undefined>(route: CachedRoute<Checked>) {
  const {
    redirectTo,
    check,
    headers = {},
    variant,
    cachingContext,
    isStreamed = false,
    mayNotExist = false,
    respond,
  } = route
  const contentTypes = new Map((route.types ?? [route.type as string]).map((type) => [mediaType(type), type]))
  const mediaTypes = [...contentTypes.keys()] as [string, ...string[]]

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const location = redirectTo?.(request)
    if (location !== undefined) return redirectPermanently(request, reply, location)
    const type = route.types === undefined ? mediaTypes[0] : negotiate(request, reply, mediaTypes)
    const checked = check?.(request, type) as Checked
    reply.headers(headers)

    const isNotModified = () =>
      handleConditionalRequest(
        request,
        reply,
        { ...request.cachingContext, ...cachingContext?.(request, checked) },
        typeof variant === 'string' ? variant : variant(request, checked, type),
        isStreamed ? 'streamed' : 'whole',
      )
    const comparesAfterQuery = mayNotExist && request.headers['if-none-match']?.trim() === '*'
    if (!comparesAfterQuery && isNotModified()) return reply
    const response = await respond(request, checked, type)
    if (comparesAfterQuery && isNotModified()) return reply

    const { body, headers: responseHeaders } =
      typeof response === 'object' && 'body' in response ? response : { body: response, headers: {} }
    reply.headers(responseHeaders)
    if (!reply.hasHeader('content-type')) reply.type(contentTypes.get(type) as string)
    return reply.send(body)
  }
}

function mediaType(contentType: string): string {
  const [type = ''] = contentType.split(';')
  return type
}
