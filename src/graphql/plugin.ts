// The routes of GraphQL over HTTP. The engine is loaded on the first request, because that takes a tenth of a second.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { etagOf } from '../http/caching.ts'
import { lazy } from '../http/lazy.ts'
import { Problem } from '../problems.ts'
import type { EngineOptions, RequestState } from './engine.ts'
import { graphiql } from './graphiql.ts'

type Options = EngineOptions & { publicUrl: string; bodyLimit: number }

const NO_STORE = 'no-store'

export async function graphqlRoutes(
  app: FastifyInstance,
  { publicUrl, bodyLimit, ...options }: Options,
): Promise<void> {
  const engine = lazy(() => app.withoutShedding(async () => (await import('./engine.ts')).engine(options, app.log)))

  // The body's text is the cache key: a cached response needs no parsing.
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit }, (request, text: string, done) => {
    request.bodyText = text
    request.cachedResponse = app.responseCache.find(request)
    if (request.cachedResponse === undefined) parseJson(request, text, done)
    else done(null)
  })

  async function handleRequest(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (request.cachedResponse !== undefined)
      return app.responseCache.sendWithHooks(request, reply, request.cachedResponse)
    const state: RequestState = { request, reply, succeeded: false, isRegistration: false }
    reply.header('vary', 'accept')
    // HEAD is executed as GET; any further question mark is part of the query.
    const [path, ...search] = request.url.split('?')
    const [body, init] = await (
      await engine()
    )({
      url: `${path}?${search.join('%3F')}`,
      method: request.method === 'HEAD' ? 'GET' : request.method,
      headers: request.headers,
      body: request.body as Record<string, unknown>,
      raw: state,
      context: undefined,
    })
    if (reply.sent) return reply
    if (body === null && init.status >= 400) throw statusProblem(init.status)
    if (request.method === 'POST' || !state.succeeded)
      reply.header('cache-control', NO_STORE).removeHeader('etag').removeHeader('last-modified')
    // A query sent with its hash is never cached: each request must register it again.
    const isCacheable = state.succeeded && !state.isRegistration
    if (!isCacheable) request.cacheableEtag = undefined
    else if (request.bodyText !== undefined)
      request.cacheableEtag = etagOf(
        request.cachingContext,
        request.url,
        request.headers.accept ?? '',
        request.bodyText,
      )
    return reply
      .code(init.status)
      .headers(init.headers ?? {})
      .send(state.text ?? body)
  }

  app.route({ method: 'GET', url: '/graphql', handler: handleRequest })
  app.route({ method: 'POST', url: '/graphql', bodyLimit, handler: handleRequest })
  await app.register(graphiql, { publicUrl })
}

function statusProblem(status: number): Problem {
  if (status === 406)
    return new Problem('not_acceptable', 'This address has application/graphql-response+json and application/json.')
  if (status === 415)
    return new Problem(
      'unsupported_media_type',
      'The body must be JSON: send it with "content-type: application/json".',
    )
  if (status === 405) return new Problem('method_not_allowed', 'GraphQL is asked by GET or POST.')
  return new Problem('invalid_request', 'The request cannot be read.')
}
